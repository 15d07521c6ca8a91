#pragma once
// Messages made small: zstd with a dictionary of the contract's own words, since
// most are too short to be compressed by themselves. Owns zstd's contexts; one
// thread at a time. The dictionary lies in the journal itself, so that a file
// can be read by every later version of the program. Throws base::Broken where
// zstd does not work; what cannot be decompressed is a value.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace jembatan::journal {

/// A dictionary prepared for use; any number of threads may share it.
class Dictionary {
 public:
  explicit Dictionary(std::string bytes);
  ~Dictionary();
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  friend class Compressor;
  struct Prepared;
  std::string bytes_;
  std::unique_ptr<Prepared> prepared_;
};

/// The dictionary for a new journal: made from the program's example messages, which hold fictitious data
/// only.
[[nodiscard]] std::string fresh_dictionary();

class Compressor {
 public:
  explicit Compressor(std::shared_ptr<const Dictionary> dictionary);
  ~Compressor();
  Compressor(Compressor&&) noexcept;

  [[nodiscard]] std::string compress(std::string_view plain);
  /// Nothing where the bytes are no frame of ours, or would become larger than `most` bytes.
  [[nodiscard]] std::optional<std::string> decompress(std::string_view frame, std::size_t most);

  /// What resembles a message that was kept right before takes a fraction of the dictionary's way.
  [[nodiscard]] std::string compress_after(std::string_view before, std::string_view plain);
  [[nodiscard]] std::optional<std::string> decompress_after(std::string_view before, std::string_view frame,
                                                            std::size_t most);

 private:
  struct Contexts;
  std::shared_ptr<const Dictionary> dictionary_;
  std::unique_ptr<Contexts> contexts_;
};

}  // namespace jembatan::journal
