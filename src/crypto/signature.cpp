#include "crypto/signature.h"

#include <openssl/evp.h>

#include "base/result.h"

namespace jembatan::crypto {

namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kSignatureSize = 64;

DigestContext new_context() {
  DigestContext context(EVP_MD_CTX_new());
  require(context != nullptr, "give a signature context");
  return context;
}

}  // namespace

SigningKey::SigningKey(const Secret& seed) {
  const std::string_view bytes = seed.bytes();
  if (bytes.size() != kKeySize) throw base::Broken("a seed for Ed25519 has 32 bytes");
  key_.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, as_bytes(bytes), bytes.size()));
  require(key_ != nullptr, "take a seed for Ed25519");
}

std::string SigningKey::public_key() const {
  std::string bytes(kKeySize, '\0');
  std::size_t size = bytes.size();
  require(EVP_PKEY_get_raw_public_key(key_.get(), as_bytes(bytes.data()), &size) == 1,
          "give an Ed25519 public key");
  return bytes;
}

std::string SigningKey::sign(std::string_view bytes) const {
  std::string signature(kSignatureSize, '\0');
  std::size_t size = signature.size();
  const DigestContext context = new_context();
  require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
              EVP_DigestSign(context.get(), as_bytes(signature.data()), &size, as_bytes(bytes),
                             bytes.size()) == 1,
          "sign with Ed25519");
  return signature;
}

bool verify(std::string_view public_key, std::string_view bytes, std::string_view signature) {
  if (public_key.size() != kKeySize || signature.size() != kSignatureSize) return false;
  const ErrorMark mark;
  const KeyHandle key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, as_bytes(public_key), public_key.size()));
  const DigestContext context = new_context();
  return key != nullptr && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), as_bytes(signature), signature.size(), as_bytes(bytes),
                          bytes.size()) == 1;
}

}  // namespace jembatan::crypto
