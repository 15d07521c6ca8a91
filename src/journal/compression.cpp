#include "journal/compression.h"

#include <zdict.h>
#include <zstd.h>

#include <utility>
#include <vector>

#include "base/result.h"
#include "journal/example_messages.h"

namespace jembatan::journal {
namespace {

/// Faster levels lose a tenth of the size, slower ones gain little on messages of this kind.
constexpr int kLevel = 1;
constexpr std::size_t kDictionaryBytes = 64 * 1024;

template <class Handle, std::size_t (*Free)(Handle*)>
struct FreeWith {
  void operator()(Handle* handle) const { Free(handle); }
};
template <class Handle, std::size_t (*Free)(Handle*)>
using Owned = std::unique_ptr<Handle, FreeWith<Handle, Free>>;

template <class Handle>
Handle* made(Handle* handle) {
  if (handle == nullptr) throw base::Broken("zstd: out of memory; give the machine more or take load away");
  return handle;
}

std::size_t checked(std::size_t result) {
  if (ZSTD_isError(result) != 0) {
    throw base::Broken("zstd does not work: " +
                       base::vouched(ZSTD_getErrorName(result), base::Origin::system));
  }
  return result;
}

}  // namespace

struct Dictionary::Prepared {
  Owned<ZSTD_CDict, ZSTD_freeCDict> to_compress;
  Owned<ZSTD_DDict, ZSTD_freeDDict> to_decompress;
};

Dictionary::Dictionary(std::string bytes)
    : bytes_(std::move(bytes)), prepared_(std::make_unique<Prepared>()) {
  prepared_->to_compress.reset(made(ZSTD_createCDict(bytes_.data(), bytes_.size(), kLevel)));
  prepared_->to_decompress.reset(made(ZSTD_createDDict(bytes_.data(), bytes_.size())));
}

Dictionary::~Dictionary() = default;

struct Compressor::Contexts {
  Owned<ZSTD_CCtx, ZSTD_freeCCtx> compressing{made(ZSTD_createCCtx())};
  Owned<ZSTD_DCtx, ZSTD_freeDCtx> decompressing{made(ZSTD_createDCtx())};
  // A prefix is a parameter of a context: kept apart from those that the dictionary is used with.
  Owned<ZSTD_CCtx, ZSTD_freeCCtx> compressing_after{made(ZSTD_createCCtx())};
  Owned<ZSTD_DCtx, ZSTD_freeDCtx> decompressing_after{made(ZSTD_createDCtx())};
};

namespace {

/// How many bytes the frame says it stands for; nothing where it says too many, or does not say.
std::optional<std::size_t> size_of(std::string_view frame, std::size_t most) {
  const auto size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > most) return std::nullopt;
  return static_cast<std::size_t>(size);
}

}  // namespace

Compressor::Compressor(std::shared_ptr<const Dictionary> dictionary)
    : dictionary_(std::move(dictionary)), contexts_(std::make_unique<Contexts>()) {}

Compressor::~Compressor() = default;
Compressor::Compressor(Compressor&&) noexcept = default;

std::string Compressor::compress(std::string_view plain) {
  std::string frame(ZSTD_compressBound(plain.size()), '\0');
  frame.resize(
      checked(ZSTD_compress_usingCDict(contexts_->compressing.get(), frame.data(), frame.size(), plain.data(),
                                       plain.size(), dictionary_->prepared_->to_compress.get())));
  return frame;
}

std::optional<std::string> Compressor::decompress(std::string_view frame, std::size_t most) {
  const auto size = size_of(frame, most);
  if (!size) return std::nullopt;
  std::string plain(*size, '\0');
  const std::size_t written =
      ZSTD_decompress_usingDDict(contexts_->decompressing.get(), plain.data(), plain.size(), frame.data(),
                                 frame.size(), dictionary_->prepared_->to_decompress.get());
  if (ZSTD_isError(written) != 0 || written != size) return std::nullopt;
  return plain;
}

std::string Compressor::compress_after(std::string_view before, std::string_view plain) {
  ZSTD_CCtx* context = contexts_->compressing_after.get();
  checked(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, kLevel));
  checked(ZSTD_CCtx_refPrefix(context, before.data(), before.size()));
  std::string frame(ZSTD_compressBound(plain.size()), '\0');
  frame.resize(checked(ZSTD_compress2(context, frame.data(), frame.size(), plain.data(), plain.size())));
  return frame;
}

std::optional<std::string> Compressor::decompress_after(std::string_view before, std::string_view frame,
                                                        std::size_t most) {
  const auto size = size_of(frame, most);
  if (!size) return std::nullopt;
  ZSTD_DCtx* context = contexts_->decompressing_after.get();
  checked(ZSTD_DCtx_refPrefix(context, before.data(), before.size()));
  std::string plain(*size, '\0');
  const std::size_t written =
      ZSTD_decompressDCtx(context, plain.data(), plain.size(), frame.data(), frame.size());
  if (ZSTD_isError(written) != 0 || written != size) return std::nullopt;
  return plain;
}

std::string fresh_dictionary() {
  std::string content;
  std::vector<std::size_t> sizes;
  for (const std::string_view message : example_messages()) {
    content.append(message);
    sizes.push_back(message.size());
  }
  std::string dictionary(kDictionaryBytes, '\0');
  ZDICT_params_t parameters{};
  parameters.compressionLevel = kLevel;
  const std::size_t size =
      ZDICT_finalizeDictionary(dictionary.data(), dictionary.size(), content.data(), content.size(),
                               content.data(), sizes.data(), static_cast<unsigned>(sizes.size()), parameters);
  if (ZDICT_isError(size) != 0) {
    throw base::Broken("zstd makes no dictionary: " +
                       base::vouched(ZDICT_getErrorName(size), base::Origin::system));
  }
  dictionary.resize(size);
  return dictionary;
}

}  // namespace jembatan::journal
