#pragma once
// Hashes that only the holder of a key can make: an unkeyed hash of a NIK could
// be reversed by trying them all. Pure functions, any thread. Throw base::Broken
// where OpenSSL does not work.

#include <cstdint>
#include <string>
#include <string_view>

namespace jembatan::crypto {

/// HMAC-SHA256 (RFC 2104), 32 bytes.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);

/// The first 64 bits of hmac_sha256, for indexes in which a rare collision does no harm.
[[nodiscard]] std::int64_t keyed_number(std::string_view key, std::string_view bytes);

/// `size` bytes from the system's random source.
[[nodiscard]] std::string random_bytes(std::size_t size);

}  // namespace jembatan::crypto
