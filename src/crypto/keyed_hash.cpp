#include "crypto/keyed_hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>

#include "base/result.h"

namespace jembatan::crypto {

namespace {

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), as_bytes(bytes), bytes.size(),
           digest.data(), &size) == nullptr) {
    throw base::Broken("OpenSSL does not compute HMAC-SHA256");
  }
  return {reinterpret_cast<const char*>(digest.data()), size};
}

std::int64_t keyed_number(std::string_view key, std::string_view bytes) {
  std::int64_t number = 0;
  std::memcpy(&number, hmac_sha256(key, bytes).data(), sizeof number);
  return number;
}

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size)) != 1) {
    throw base::Broken("OpenSSL's random source does not answer");
  }
  return bytes;
}

}  // namespace jembatan::crypto
