#include "crypto/keyed_hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <cstring>

#include "crypto/digest.h"

namespace jembatan::crypto {

namespace {

constexpr std::size_t kDigestSize = 32;
constexpr std::size_t kBlockSize = 64;

DigestContext new_context() {
  DigestContext context(EVP_MD_CTX_new());
  require(context != nullptr, "give a digest context");
  return context;
}

/// The state of a SHA-256 after the key's block, every byte of it combined with `pad` (RFC 2104, section 2).
DigestContext keyed_state(const DigestMethod& method, std::string_view key, unsigned char pad) {
  std::array<unsigned char, kBlockSize> block{};
  std::memcpy(block.data(), key.data(), key.size());
  for (unsigned char& byte : block) byte ^= pad;
  DigestContext context = new_context();
  const bool works = EVP_DigestInit_ex2(context.get(), method.get(), nullptr) == 1 &&
                     EVP_DigestUpdate(context.get(), block.data(), block.size()) == 1;
  OPENSSL_cleanse(block.data(), block.size());
  require(works, "prepare HMAC-SHA256");
  return context;
}

}  // namespace

KeyedHash::KeyedHash(std::string_view key) : scratch_(new_context()) {
  const DigestMethod method = sha256_method();
  std::string short_key = key.size() > kBlockSize ? sha256(key) : std::string(key);
  inner_ = keyed_state(method, short_key, 0x36);
  outer_ = keyed_state(method, short_key, 0x5c);
  OPENSSL_cleanse(short_key.data(), short_key.size());
}

void KeyedHash::compute(std::string_view bytes, unsigned char* digest) {
  EVP_MD_CTX* const scratch = scratch_.get();
  require(EVP_MD_CTX_copy_ex(scratch, inner_.get()) == 1 &&
              EVP_DigestUpdate(scratch, bytes.data(), bytes.size()) == 1 &&
              EVP_DigestFinal_ex(scratch, digest, nullptr) == 1 &&
              EVP_MD_CTX_copy_ex(scratch, outer_.get()) == 1 &&
              EVP_DigestUpdate(scratch, digest, kDigestSize) == 1 &&
              EVP_DigestFinal_ex(scratch, digest, nullptr) == 1,
          "compute HMAC-SHA256");
}

std::string KeyedHash::of(std::string_view bytes) {
  std::string digest(kDigestSize, '\0');
  compute(bytes, as_bytes(digest.data()));
  return digest;
}

std::int64_t KeyedHash::number(std::string_view bytes) {
  std::array<unsigned char, kDigestSize> digest{};
  compute(bytes, digest.data());
  std::int64_t number = 0;
  std::memcpy(&number, digest.data(), sizeof number);
  return number;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  return KeyedHash(key).of(bytes);
}

std::int64_t keyed_number(std::string_view key, std::string_view bytes) {
  return KeyedHash(key).number(bytes);
}

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  require(RAND_bytes(as_bytes(bytes.data()), static_cast<int>(size)) == 1, "give random bytes");
  return bytes;
}

}  // namespace jembatan::crypto
