#pragma once
// Digests and their notation. The functions are pure: any thread. A Sha256 owns
// its state and serves one thread at a time. Throws base::Broken where OpenSSL
// itself does not work.

#include <optional>
#include <string>
#include <string_view>

#include "crypto/handles.h"

namespace jembatan::crypto {

/// SHA-256 (FIPS 180-4) of what is added piece by piece. Keeps what OpenSSL looks up by name, so one object
/// for many messages is faster than one for each.
class Sha256 {
 public:
  Sha256();

  Sha256& add(std::string_view bytes);

  /// The 32 bytes of all that was added since the last finish; the next add begins a new message.
  [[nodiscard]] std::string finish();

 private:
  DigestMethod method_;
  DigestContext context_;
};

/// SHA-256 (FIPS 180-4), 32 bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// Two lower-case hexadecimal digits for each byte.
[[nodiscard]] std::string hex(std::string_view raw);

/// RFC 4648 section 4, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

/// The bytes that an even number of hexadecimal digits of either case stands for; nothing for anything else.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view digits);

}  // namespace jembatan::crypto
