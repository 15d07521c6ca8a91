#include "crypto/certificate_files.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "crypto/key_source.h"

namespace jembatan::crypto {

namespace {

constexpr std::size_t most_bytes = 4UL * 1024 * 1024;

/// There is nobody to ask for a passphrase.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

BioHandle over(std::string_view bytes) {
  BioHandle bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  require(bio != nullptr, "give memory");
  return bio;
}

/// Every object of a text that `read_one` knows; it gives null at the end and at what it cannot read.
template <class Handle, class ReadOne>
base::Result<std::vector<Handle>, std::string> parse_all(const std::string& text, const std::string& path,
                                                         const std::string& what, ReadOne read_one) {
  const ErrorMark mark;
  const BioHandle bio = over(text);
  std::vector<Handle> all;
  while (Handle one{read_one(bio.get())}) all.push_back(std::move(one));
  const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  if (!all.empty() && at_end) return all;
  return base::fail(path + (at_end ? ": holds no " : ": holds a damaged ") + what +
                    "; name a PEM file of them");
}

}  // namespace

base::Result<std::string, std::string> read_pem_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    return base::fail(path + ": is no file that can be read; name a PEM file");
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(most_bytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || !file.eof()) {
    return base::fail(path + (file.is_open() ? ": larger than 4 MiB, or the disk fails; name a PEM file"
                                             : ": cannot be read; let this user read it"));
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

base::Result<std::vector<CertificateHandle>, std::string> parse_certificates(const std::string& text,
                                                                             const std::string& path) {
  return parse_all<CertificateHandle>(text, path, "certificate", [](BIO* bio) {
    return PEM_read_bio_X509(bio, nullptr, no_passphrase, nullptr);
  });
}

base::Result<std::vector<CertificateHandle>, std::string> load_certificates(const std::string& path) {
  const auto text = read_pem_file(path);
  if (!text) return base::fail(text.error());
  return parse_certificates(*text, path);
}

base::Result<std::vector<RevocationHandle>, std::string> load_revocations(const std::string& path) {
  const auto text = read_pem_file(path);
  if (!text) return base::fail(text.error());
  return parse_all<RevocationHandle>(*text, path, "revocation list (X509 CRL)", [](BIO* bio) {
    return PEM_read_bio_X509_CRL(bio, nullptr, no_passphrase, nullptr);
  });
}

base::Result<KeyHandle, std::string> load_private_key(const std::string& path) {
  const auto text = read_key_file(path);
  if (!text) return base::fail(text.error());
  const ErrorMark mark;
  const BioHandle bio = over(text->view());
  KeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  if (key == nullptr) {
    return base::fail(path + ": holds no private key that can be read; name a PEM key without a passphrase");
  }
  return key;
}

}  // namespace jembatan::crypto
