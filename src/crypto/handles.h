#pragma once
// OpenSSL's objects as owning pointers. OpenSSL's own headers stay out of this
// room's headers, so that whoever includes them does not include OpenSSL.

#include <memory>
#include <string_view>

#include "base/safe_text.h"

struct evp_cipher_ctx_st;
struct evp_cipher_st;
struct evp_md_ctx_st;
struct evp_md_st;
struct evp_pkey_st;

namespace jembatan::crypto {

/// Gives an object back to OpenSSL, which wipes what it held.
struct Release {
  void operator()(evp_cipher_ctx_st* context) const;
  void operator()(evp_cipher_st* cipher) const;
  void operator()(evp_md_ctx_st* context) const;
  void operator()(evp_md_st* md) const;
  void operator()(evp_pkey_st* key) const;
};

using CipherContext = std::unique_ptr<evp_cipher_ctx_st, Release>;
using Cipher = std::unique_ptr<evp_cipher_st, Release>;
using DigestContext = std::unique_ptr<evp_md_ctx_st, Release>;
using DigestMethod = std::unique_ptr<evp_md_st, Release>;
using KeyHandle = std::unique_ptr<evp_pkey_st, Release>;

/// SHA-256, looked up once for many digests.
[[nodiscard]] DigestMethod sha256_method();

/// Takes the errors of what is expected to fail back out of this thread's queue: OpenSSL's TLS would take
/// them for its own.
class ErrorMark {
 public:
  ErrorMark();
  ~ErrorMark();
  ErrorMark(const ErrorMark&) = delete;
  ErrorMark& operator=(const ErrorMark&) = delete;
};

/// Throws base::Broken("OpenSSL does not " + what) unless `works`.
void require(bool works, const base::SafeText& what);

/// The same bytes as OpenSSL's functions want them.
[[nodiscard]] const unsigned char* as_bytes(std::string_view text);
[[nodiscard]] unsigned char* as_bytes(char* text);

}  // namespace jembatan::crypto
