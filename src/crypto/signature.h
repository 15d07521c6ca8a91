#pragma once
// Ed25519 signatures (RFC 8032, the pure variant). Any thread; a SigningKey owns
// its key, wiped when it goes. Throws base::Broken where OpenSSL does not work or
// a seed is not 32 bytes long.

#include <string>
#include <string_view>

#include "crypto/handles.h"
#include "crypto/secret.h"

namespace jembatan::crypto {

class SigningKey {
 public:
  /// `seed`: the 32 bytes that RFC 8032 calls the private key.
  explicit SigningKey(const Secret& seed);

  /// 32 bytes.
  [[nodiscard]] std::string public_key() const;

  /// 64 bytes, always the same for the same bytes.
  [[nodiscard]] std::string sign(std::string_view bytes) const;

 private:
  KeyHandle key_;
};

/// Whether `signature` over `bytes` was made with the key that belongs to `public_key`; false where either is
/// malformed.
[[nodiscard]] bool verify(std::string_view public_key, std::string_view bytes, std::string_view signature);

}  // namespace jembatan::crypto
