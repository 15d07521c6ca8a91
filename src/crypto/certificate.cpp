#include "crypto/certificate.h"

#include <openssl/asn1.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>

#include "crypto/certificate_files.h"
#include "crypto/digest.h"

namespace jembatan::crypto {

namespace {

struct ReleaseNames {
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};

std::string text_of(const X509_NAME* name) {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  require(bio != nullptr && X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253) >= 0, "print a name");
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

/// The epoch where the certificate holds no date that can be read: it counts as expired.
base::WallTime time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return base::WallTime(std::chrono::seconds(timegm(&parts)));
}

/// Names with other bytes are left out: a zero byte would make two programs read two names.
bool is_host_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '*';
  });
}

std::vector<std::string> dns_names_of(const X509* certificate) {
  const std::unique_ptr<GENERAL_NAMES, ReleaseNames> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::vector<std::string> result;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS) continue;
    std::string text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                     static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (is_host_name(text)) result.push_back(std::move(text));
  }
  return result;
}

template <class Object>
std::string digest_of(int (*encode)(const Object*, unsigned char**), const Object* object) {
  const int size = encode(object, nullptr);
  require(size > 0, "encode a certificate");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  unsigned char* into = as_bytes(bytes.data());
  encode(object, &into);
  return sha256_hex(bytes);
}

}  // namespace

std::chrono::days days_left(base::WallTime end, base::WallTime now) {
  return std::chrono::floor<std::chrono::days>(end - now);
}

Certificate facts_of(const x509_st& certificate) {
  const ErrorMark mark;
  Certificate facts;
  facts.subject = text_of(X509_get_subject_name(&certificate));
  facts.dns_names = dns_names_of(&certificate);
  facts.not_before = time_of(X509_get0_notBefore(&certificate));
  facts.not_after = time_of(X509_get0_notAfter(&certificate));
  facts.fingerprint = digest_of<X509>(i2d_X509, &certificate);
  facts.key_digest = digest_of<X509_PUBKEY>(i2d_X509_PUBKEY, X509_get_X509_PUBKEY(&certificate));
  return facts;
}

base::Result<std::vector<Certificate>, std::string> read_certificates(const std::string& path) {
  const auto loaded = load_certificates(path);
  if (!loaded) return base::fail(loaded.error());
  std::vector<Certificate> all;
  for (const CertificateHandle& one : *loaded) all.push_back(facts_of(*one));
  return all;
}

base::Result<std::string, std::string> read_certificate_text(const std::string& path) {
  auto text = read_pem_file(path);
  if (!text) return base::fail(text.error());
  if (const auto all = parse_certificates(*text, path); !all) return base::fail(all.error());
  return text;
}

base::Result<std::vector<RevocationList>, std::string> read_revocations(const std::string& path) {
  const auto loaded = load_revocations(path);
  if (!loaded) return base::fail(loaded.error());
  std::vector<RevocationList> all;
  for (const RevocationHandle& one : *loaded) {
    all.push_back({text_of(X509_CRL_get_issuer(one.get())), time_of(X509_CRL_get0_nextUpdate(one.get()))});
  }
  return all;
}

std::optional<std::string> objection_to_pair(const std::string& certificate_path,
                                             const std::string& key_path) {
  const auto key = load_private_key(key_path);
  if (!key) return key.error();
  const auto chain = load_certificates(certificate_path);
  if (!chain) return chain.error();
  const ErrorMark mark;
  if (X509_check_private_key(chain->front().get(), key->get()) == 1) return std::nullopt;
  return key_path + ": is not the key of the first certificate in " + certificate_path +
         "; name the pair that belongs together, the owner's certificate first";
}

std::string verification_text(long result) {
  return X509_verify_cert_error_string(result);
}

}  // namespace jembatan::crypto
