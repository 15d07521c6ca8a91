#pragma once
// Hashes that only the holder of a key can make: an unkeyed hash of a NIK could
// be reversed by trying them all. The functions are pure: any thread. A KeyedHash
// owns its states, wiped when it goes, and serves one thread at a time. Throw
// base::Broken where OpenSSL does not work.

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/handles.h"

namespace jembatan::crypto {

/// HMAC-SHA256 (RFC 2104) under one key, prepared once for many short messages.
class KeyedHash {
 public:
  explicit KeyedHash(std::string_view key);

  /// 32 bytes, the same as hmac_sha256.
  [[nodiscard]] std::string of(std::string_view bytes);

  /// The same number as keyed_number.
  [[nodiscard]] std::int64_t number(std::string_view bytes);

 private:
  void compute(std::string_view bytes, unsigned char* digest);

  DigestContext inner_;    ///< after the key's inner block
  DigestContext outer_;    ///< after the key's outer block
  DigestContext scratch_;  ///< a copy of one of them, for one message
};

/// HMAC-SHA256 (RFC 2104), 32 bytes.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);

/// The first 64 bits of hmac_sha256, for indexes in which a rare collision does no harm.
[[nodiscard]] std::int64_t keyed_number(std::string_view key, std::string_view bytes);

/// `size` bytes from the system's random source.
[[nodiscard]] std::string random_bytes(std::size_t size);

}  // namespace jembatan::crypto
