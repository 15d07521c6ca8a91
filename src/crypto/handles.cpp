#include "crypto/handles.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <string>

#include "base/result.h"

namespace jembatan::crypto {

void Release::operator()(evp_cipher_ctx_st* context) const {
  EVP_CIPHER_CTX_free(context);
}
void Release::operator()(evp_cipher_st* cipher) const {
  EVP_CIPHER_free(cipher);
}
void Release::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}
void Release::operator()(evp_md_st* md) const {
  EVP_MD_free(md);
}
void Release::operator()(evp_pkey_st* key) const {
  EVP_PKEY_free(key);
}

DigestMethod sha256_method() {
  DigestMethod method(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  require(method != nullptr, "know SHA-256");
  return method;
}

ErrorMark::ErrorMark() {
  ERR_set_mark();
}
ErrorMark::~ErrorMark() {
  ERR_pop_to_mark();
}

void require(bool works, const base::SafeText& what) {
  if (!works) throw base::Broken("OpenSSL does not " + what);
}

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* as_bytes(char* text) {
  return reinterpret_cast<unsigned char*>(text);
}

}  // namespace jembatan::crypto
