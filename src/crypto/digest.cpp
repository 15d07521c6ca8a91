#include "crypto/digest.h"

#include <openssl/evp.h>

#include <array>

#include "base/result.h"

namespace jembatan::crypto {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw base::Broken("OpenSSL does not compute SHA-256");
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(2UL * size);
  for (unsigned int i = 0; i < size; ++i) {
    text += kHex[digest[i] >> 4U];
    text += kHex[digest[i] & 0xfU];
  }
  return text;
}

}  // namespace jembatan::crypto
