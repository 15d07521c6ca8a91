#pragma once
// PEM files (RFC 7468) as OpenSSL's objects, for this room only, and the objects
// as owning pointers. Any thread. What is wrong with a file is a text for the
// operator that names the file and the remedy; never a byte of a key.

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/handles.h"
#include "crypto/secret.h"

namespace jembatan::crypto {

struct ReleaseTls {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_CRL* list) const { X509_CRL_free(list); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* connection) const { SSL_free(connection); }
};

using BioHandle = std::unique_ptr<BIO, ReleaseTls>;
using CertificateHandle = std::unique_ptr<X509, ReleaseTls>;
using RevocationHandle = std::unique_ptr<X509_CRL, ReleaseTls>;

/// A public file as it is, 4 MiB of it at most.
[[nodiscard]] base::Result<std::string, std::string> read_pem_file(const std::string& path);

/// `path` is where the text comes from, for the error.
[[nodiscard]] base::Result<std::vector<CertificateHandle>, std::string> parse_certificates(
    const std::string& text, const std::string& path);
[[nodiscard]] base::Result<std::vector<CertificateHandle>, std::string> load_certificates(
    const std::string& path);
[[nodiscard]] base::Result<std::vector<RevocationHandle>, std::string> load_revocations(
    const std::string& path);

/// A key file of the owner's only (read_key_file), without a passphrase.
[[nodiscard]] base::Result<KeyHandle, std::string> load_private_key(const std::string& path);

}  // namespace jembatan::crypto
