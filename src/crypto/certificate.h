#pragma once
// What is to be known of a certificate (X.509, RFC 5280): whose it is, for how
// long, and by which digests it can be named. Plain values and functions that
// keep nothing: any thread. A file that cannot be read or holds something else is
// a text for the operator; throws base::Broken where OpenSSL itself does not work.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

struct x509_st;

namespace jembatan::crypto {

struct Certificate {
  std::string subject;  ///< RFC 2253 in ASCII, "CN=a.example,O=Contoh"; every other byte as \XX
  std::vector<std::string> dns_names;  ///< subject alternative names, in lower case
  base::WallTime not_before, not_after;
  std::string fingerprint;  ///< SHA-256 of the whole certificate, 64 lower-case hexadecimal digits
  std::string key_digest;   ///< SHA-256 of its public key (SubjectPublicKeyInfo), likewise
};

/// A list of revoked certificates: after `next_update` nobody whom its issuer certified is let in.
struct RevocationList {
  std::string issuer;  ///< as Certificate::subject
  base::WallTime next_update;
};

/// Whole days until it expires, rounded down: 0 on the last day, less than 0 afterwards.
[[nodiscard]] std::chrono::days days_left(base::WallTime end, base::WallTime now);

[[nodiscard]] Certificate facts_of(const x509_st& certificate);

/// Every certificate of a PEM file, at least one, in the file's order.
[[nodiscard]] base::Result<std::vector<Certificate>, std::string> read_certificates(const std::string& path);

/// The text of such a file, once every certificate in it could be read.
[[nodiscard]] base::Result<std::string, std::string> read_certificate_text(const std::string& path);

/// Every list of a PEM file, at least one.
[[nodiscard]] base::Result<std::vector<RevocationList>, std::string> read_revocations(
    const std::string& path);

/// Why the private key of a PEM file cannot serve with the first certificate of another; nothing where it
/// can.
[[nodiscard]] std::optional<std::string> objection_to_pair(const std::string& certificate_path,
                                                           const std::string& key_path);

/// What OpenSSL says of the result of verifying a chain (X509_V_ERR_...), "certificate has expired".
[[nodiscard]] std::string verification_text(long result);

}  // namespace jembatan::crypto
