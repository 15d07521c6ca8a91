#include "crypto/aead.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <limits>

#include "base/result.h"

namespace jembatan::crypto {

namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;
static_assert(kNonceSize + kTagSize == kSealOverhead);

int length_of(std::string_view bytes) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw base::Broken("a message of 2 GiB or more cannot be sealed");
  }
  return static_cast<int>(bytes.size());
}

Cipher aes_256_gcm() {
  Cipher cipher(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr));
  require(cipher != nullptr, "know AES-256-GCM");
  return cipher;
}

CipherContext prepared(const Cipher& cipher, const Secret& key, bool sealing) {
  if (key.bytes().size() != kKeySize) throw base::Broken("a key for sealing has 32 bytes");
  CipherContext context(EVP_CIPHER_CTX_new());
  require(context != nullptr && EVP_CipherInit_ex2(context.get(), cipher.get(), as_bytes(key.bytes()),
                                                   nullptr, sealing ? 1 : 0, nullptr) == 1,
          "take a key for AES-256-GCM");
  return context;
}

/// A new message: its nonce and the bytes that go with it unsealed.
bool begin(EVP_CIPHER_CTX* context, const unsigned char* nonce, std::string_view associated) {
  int written = 0;
  return EVP_CipherInit_ex2(context, nullptr, nullptr, nonce, -1, nullptr) == 1 &&
         (associated.empty() ||
          EVP_CipherUpdate(context, nullptr, &written, as_bytes(associated), length_of(associated)) == 1);
}

bool convert(EVP_CIPHER_CTX* context, std::string_view from, unsigned char* to) {
  int written = 0;
  return from.empty() || EVP_CipherUpdate(context, to, &written, as_bytes(from), length_of(from)) == 1;
}

std::string seal_with(EVP_CIPHER_CTX* context, std::string_view associated, std::string_view plain) {
  std::string sealed(plain.size() + kSealOverhead, '\0');
  unsigned char* const nonce = as_bytes(sealed.data());
  unsigned char* const ciphertext = nonce + kNonceSize;
  unsigned char* const tag = ciphertext + plain.size();
  int written = 0;
  require(RAND_bytes(nonce, kNonceSize) == 1, "give random bytes");
  require(begin(context, nonce, associated) && convert(context, plain, ciphertext) &&
              EVP_CipherFinal_ex(context, tag, &written) == 1 &&
              EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagSize, tag) == 1,
          "seal with AES-256-GCM");
  return sealed;
}

std::optional<std::string> unseal_with(EVP_CIPHER_CTX* context, std::string_view associated,
                                       std::string_view sealed) {
  if (sealed.size() < kSealOverhead) return std::nullopt;
  const ErrorMark mark;
  std::string tag(sealed.substr(sealed.size() - kTagSize));
  const std::string_view ciphertext = sealed.substr(kNonceSize, sealed.size() - kSealOverhead);
  std::string plain(ciphertext.size(), '\0');
  require(begin(context, as_bytes(sealed), associated) &&
              convert(context, ciphertext, as_bytes(plain.data())) &&
              EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1,
          "open AES-256-GCM");
  int written = 0;
  unsigned char nothing_more = 0;
  if (EVP_CipherFinal_ex(context, &nothing_more, &written) != 1) return std::nullopt;
  return plain;
}

}  // namespace

Aead::Aead(const Secret& key)
    : cipher_(aes_256_gcm()),
      sealing_(prepared(cipher_, key, true)),
      opening_(prepared(cipher_, key, false)) {}

std::string Aead::seal(std::string_view associated, std::string_view plain) {
  return seal_with(sealing_.get(), associated, plain);
}

std::optional<std::string> Aead::unseal(std::string_view associated, std::string_view sealed) {
  return unseal_with(opening_.get(), associated, sealed);
}

std::string seal(const Secret& key, std::string_view associated, std::string_view plain) {
  return seal_with(prepared(aes_256_gcm(), key, true).get(), associated, plain);
}

std::optional<std::string> unseal(const Secret& key, std::string_view associated, std::string_view sealed) {
  return unseal_with(prepared(aes_256_gcm(), key, false).get(), associated, sealed);
}

}  // namespace jembatan::crypto
