#pragma once
// Sealing: AES-256-GCM (NIST SP 800-38D). Whoever lacks the key can neither read
// what is sealed nor change a bit of it, nor move it away from the associated
// bytes that it was sealed with. Sealed bytes: nonce (12, random) | ciphertext |
// tag (16). Random nonces are safe for 2^32 messages under one key: rotate before.
//
// The functions: any thread. An Aead owns one key's prepared state and serves one
// thread at a time. What does not open is nothing (tampered, cut short, another
// key, other associated bytes: not told apart). A key that is not 32 bytes long,
// or an OpenSSL that does not work, throws base::Broken.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/handles.h"
#include "crypto/secret.h"

namespace jembatan::crypto {

/// What sealing adds to the length of the plain bytes.
inline constexpr std::size_t kSealOverhead = 28;

class Aead {
 public:
  explicit Aead(const Secret& key);

  [[nodiscard]] std::string seal(std::string_view associated, std::string_view plain);
  [[nodiscard]] std::optional<std::string> unseal(std::string_view associated, std::string_view sealed);

 private:
  Cipher cipher_;
  CipherContext sealing_;
  CipherContext opening_;
};

[[nodiscard]] std::string seal(const Secret& key, std::string_view associated, std::string_view plain);
[[nodiscard]] std::optional<std::string> unseal(const Secret& key, std::string_view associated,
                                                std::string_view sealed);

}  // namespace jembatan::crypto
