#pragma once
// The journal's keys, as the operator keeps them: text of one key a line,
//
//     KIND ID HEX64
//
// (seal, index or sign; 1 to 65535; 32 bytes), with blank lines and lines that
// begin with # between. Any number of seal and
// sign keys, of which the highest id is in use and the others stay for what was
// written under them; exactly one index key, because searching needs one key for
// all rows. A key is never in an error text, and neither is any part of a line
// that was not understood: it could be a key in the wrong place.
//
// Owns the keys. Immutable once made: any number of threads may share one, by
// std::shared_ptr<const KeyRing>. Throws base::Broken where the system does not
// work (no memory, no process, no randomness).

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/secret.h"

namespace jembatan::crypto {

/// What may be shown of a key.
struct KeyFact {
  std::string kind;  ///< "seal", "index" or "sign"
  unsigned id = 0;
  std::string fingerprint;  ///< as by fingerprint()

  bool operator==(const KeyFact&) const = default;
};

class KeyRing {
 public:
  using Errors = std::vector<std::string>;

  /// All errors at once: "NAME:LINE: what; remedy", or "NAME: what; remedy" where a key is missing.
  [[nodiscard]] static base::Result<KeyRing, Errors> parse(std::string_view text, const std::string& name);

  /// Refuses what is not a regular file, what group or others may use, what belongs to neither this user nor
  /// root, and more than 64 KiB.
  [[nodiscard]] static base::Result<KeyRing, Errors> from_file(const std::string& path);

  /// From the standard output of a program: its full path, then its arguments, no shell. At most 64 KiB
  /// within `limit`; after that it and the processes of its group are killed. Its standard error is
  /// discarded.
  [[nodiscard]] static base::Result<KeyRing, Errors> from_command(
      const std::vector<std::string>& argv, std::chrono::milliseconds limit = std::chrono::seconds(30));

  /// The text of a new key file: one key of each kind.
  [[nodiscard]] static WipedText fresh_text();

  /// The same text and a new seal key with the next id; a new sign key too, if asked.
  [[nodiscard]] static base::Result<WipedText, Errors> rotated_text(std::string_view old_text,
                                                                    const std::string& name,
                                                                    bool new_signing_key = false);

  /// Null where there is no such key. Valid as long as this ring.
  [[nodiscard]] const Secret* seal_key(unsigned id) const;
  [[nodiscard]] const Secret* signing_seed(unsigned id) const;
  [[nodiscard]] const Secret& index_key() const;

  /// The highest ids: the keys to use for what is new.
  [[nodiscard]] unsigned newest_seal() const;
  [[nodiscard]] unsigned newest_signing() const;

  /// By kind (index, seal, sign), then by id.
  [[nodiscard]] std::vector<KeyFact> all() const;

  /// The first 16 hexadecimal digits of SHA-256("jembatan key\n" kind "\n" key): tells keys apart without
  /// telling the key.
  [[nodiscard]] static std::string fingerprint(std::string_view kind, const Secret& key);

 private:
  using Keys = std::map<unsigned, Secret>;

  KeyRing() = default;
  std::optional<std::string> add(const std::vector<std::string_view>& fields);
  [[nodiscard]] std::optional<std::string> objection_to(std::string_view kind, unsigned id,
                                                        const Secret& key) const;
  [[nodiscard]] const Secret* find(std::string_view kind, unsigned id) const;
  [[nodiscard]] unsigned newest(std::string_view kind) const;

  std::map<std::string, Keys, std::less<>> kinds_;  ///< all three, each with at least one key
};

}  // namespace jembatan::crypto
