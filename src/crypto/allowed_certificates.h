#pragma once
// A list of certificates that are let in: by fingerprint, by a name in them or by
// their subject. Two at once while a certificate is renewed. A plain value; any
// thread.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/certificate.h"

namespace jembatan::crypto {

class AllowedCertificates {
 public:
  /// Each entry "sha256:HEX" (colons between the digits are allowed), "san:DNSNAME" (the whole name, no
  /// patterns) or "subject:CN=...,O=..." (RFC 2253, as `openssl x509 -noout -subject -nameopt RFC2253` prints
  /// it). The error is a text for each entry that is none of these.
  [[nodiscard]] static base::Result<AllowedCertificates, std::vector<std::string>> parse(
      const std::vector<std::string>& entries);

  /// An empty list admits nobody.
  [[nodiscard]] bool admits(const Certificate& certificate) const;

 private:
  std::vector<std::string> fingerprints_, dns_names_, subjects_;
};

/// The 64 lower-case digits of a SHA-256 that somebody wrote, with or without colons; empty where it is none.
[[nodiscard]] std::string sha256_as_written(std::string_view text);

}  // namespace jembatan::crypto
