#pragma once
// What stands between plain bytes and the journal's file: messages are compressed
// and encrypted (AES-256-GCM), identifiers become keyed hashes. Any thread; a few
// sets of contexts are kept and lent to one caller at a time. Shares the key ring
// and the dictionary. Throws base::Broken where a message cannot be opened: it was
// changed, or its key is not in the ring.

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/key_ring.h"
#include "journal/compression.h"
#include "journal/store.h"

namespace jembatan::journal {

/// A message as the file holds it.
struct SealedMessage {
  Leg leg = Leg::in;
  unsigned key = 0;    ///< the seal key's id
  std::string body;    ///< nonce | ciphertext | tag
  std::string digest;  ///< SHA-256 of body, 32 bytes: what the chain covers
};

class Vault {
 public:
  Vault(std::shared_ptr<const crypto::KeyRing> keys, std::shared_ptr<const Dictionary> dictionary);
  ~Vault();

  [[nodiscard]] std::vector<SealedMessage> seal(const LegBytes& messages);
  /// `before`: the bytes of the message that the exchange recorded right before, null where they are gone.
  /// Nothing where this one cannot be told without them.
  [[nodiscard]] std::optional<std::string> open(Leg leg, unsigned key, std::string_view body,
                                                const std::string* before = nullptr);

  /// Keyed hashes, in the order of the texts. `kind` keeps apart what one text means in different tables.
  [[nodiscard]] std::vector<std::int64_t> numbers(std::string_view kind,
                                                  const std::vector<base::Personal<std::string>>& texts);
  [[nodiscard]] std::vector<std::int64_t> numbers(std::string_view kind,
                                                  const std::vector<std::string>& texts);

  [[nodiscard]] const crypto::KeyRing& keys() const { return *keys_; }

 private:
  struct Tools;
  class Lease;

  std::shared_ptr<const crypto::KeyRing> keys_;
  std::shared_ptr<const Dictionary> dictionary_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Tools>> idle_;
};

}  // namespace jembatan::journal
