#pragma once
// Digests. Pure functions, any thread. Throws base::Broken where OpenSSL itself
// does not work.

#include <string>
#include <string_view>

namespace jembatan::crypto {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace jembatan::crypto
