#include "journal/vault.h"

#include <map>
#include <optional>
#include <utility>

#include "crypto/aead.h"
#include "crypto/digest.h"
#include "crypto/keyed_hash.h"

namespace jembatan::journal {
namespace {

/// The first byte under the seal: how the rest is packed.
constexpr char kPlain = '\0';
constexpr char kZstd = '\1';
constexpr char kZstdAfter = '\2';  // a frame over the message recorded right before

constexpr std::size_t kMostBytes = 1'000'000'000;

/// What is sent on resembles what came in, and our answer that of the other party.
bool resembles(Leg before, Leg leg) {
  return (before == Leg::in && leg == Leg::out) || (before == Leg::answer_in && leg == Leg::answer);
}

std::string associated(Leg leg) {
  return std::string("jembatan message ") + std::string(name(leg));
}

}  // namespace

struct Vault::Tools {
  Tools(const crypto::KeyRing& keys, std::shared_ptr<const Dictionary> dictionary)
      : compressor(std::move(dictionary)), index(keys.index_key().bytes()) {}

  /// Prepared once for each key.
  crypto::Aead& aead(unsigned key, const crypto::Secret& secret) {
    return aeads.try_emplace(key, secret).first->second;
  }

  Compressor compressor;
  crypto::Sha256 sha256;
  crypto::KeyedHash index;
  std::map<unsigned, crypto::Aead> aeads;
};

class Vault::Lease {
 public:
  explicit Lease(Vault& vault) : vault_(vault) {
    {
      const std::lock_guard lock{vault_.mutex_};
      if (!vault_.idle_.empty()) {
        tools_ = std::move(vault_.idle_.back());
        vault_.idle_.pop_back();
      }
    }
    if (!tools_) tools_ = std::make_unique<Tools>(*vault_.keys_, vault_.dictionary_);
  }
  ~Lease() {
    const std::lock_guard lock{vault_.mutex_};
    vault_.idle_.push_back(std::move(tools_));
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  Tools* operator->() const { return tools_.get(); }

 private:
  Vault& vault_;
  std::unique_ptr<Tools> tools_;
};

Vault::Vault(std::shared_ptr<const crypto::KeyRing> keys, std::shared_ptr<const Dictionary> dictionary)
    : keys_(std::move(keys)), dictionary_(std::move(dictionary)) {}

Vault::~Vault() = default;

std::vector<SealedMessage> Vault::seal(const LegBytes& messages) {
  const Lease tools{*this};
  const unsigned key = keys_->newest_seal();
  crypto::Aead& aead = tools->aead(key, *keys_->seal_key(key));
  std::vector<SealedMessage> sealed;
  sealed.reserve(messages.size());
  const LegBytes::value_type* before = nullptr;
  for (const auto& one : messages) {
    const auto& [leg, bytes] = one;
    const bool after = !sealed.empty() && resembles(before->first, leg);
    const std::string frame =
        after ? tools->compressor.compress_after(before->second, bytes) : tools->compressor.compress(bytes);
    const bool smaller = frame.size() < bytes.size();
    std::string packed(1, !smaller ? kPlain : after ? kZstdAfter : kZstd);
    packed.append(smaller ? frame : bytes);
    SealedMessage message{leg, key, aead.seal(associated(leg), packed), {}};
    message.digest = tools->sha256.add(message.body).finish();
    sealed.push_back(std::move(message));
    before = &one;
  }
  return sealed;
}

std::optional<std::string> Vault::open(Leg leg, unsigned key, std::string_view body,
                                       const std::string* before) {
  const crypto::Secret* secret = keys_->seal_key(key);
  if (secret == nullptr) {
    throw base::Broken(base::SafeText("journal: a message is sealed with key ") + key +
                       ", which is not in the key file: add that key's line again");
  }
  const Lease tools{*this};
  auto packed = tools->aead(key, *secret).unseal(associated(leg), body);
  std::optional<std::string> plain;
  if (packed && !packed->empty() && packed->front() == kPlain) plain = packed->substr(1);
  if (packed && !packed->empty() && packed->front() == kZstd) {
    plain = tools->compressor.decompress(std::string_view(*packed).substr(1), kMostBytes);
  }
  if (packed && !packed->empty() && packed->front() == kZstdAfter) {
    if (before == nullptr) return std::nullopt;
    plain = tools->compressor.decompress_after(*before, std::string_view(*packed).substr(1), kMostBytes);
  }
  if (!plain) {
    throw base::Broken(
        "journal: a message cannot be opened: its bytes were changed; 'jembatan journal verify' says where");
  }
  return plain;
}

std::vector<std::int64_t> Vault::numbers(std::string_view kind,
                                         const std::vector<base::Personal<std::string>>& texts) {
  std::vector<std::string> revealed;
  revealed.reserve(texts.size());
  for (const auto& text : texts) revealed.push_back(text.reveal());
  return numbers(kind, revealed);
}

std::vector<std::int64_t> Vault::numbers(std::string_view kind, const std::vector<std::string>& texts) {
  const Lease tools{*this};
  std::vector<std::int64_t> numbers;
  numbers.reserve(texts.size());
  std::string keyed(kind);
  keyed += '\n';
  for (const std::string& text : texts) {
    keyed.resize(kind.size() + 1);
    numbers.push_back(tools->index.number(keyed.append(text)));
  }
  return numbers;
}

}  // namespace jembatan::journal
