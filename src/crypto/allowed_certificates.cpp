#include "crypto/allowed_certificates.h"

#include <algorithm>

#include "base/text.h"
#include "crypto/digest.h"

namespace jembatan::crypto {

namespace {

constexpr std::string_view by_fingerprint = "sha256:", by_name = "san:", by_subject = "subject:";

bool holds(const std::vector<std::string>& list, std::string_view wanted) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& one) { return base::same_ignoring_case(one, wanted); });
}

}  // namespace

std::string sha256_as_written(std::string_view text) {
  std::string digits(text);
  std::erase(digits, ':');
  const auto raw = from_hex(digits);
  return raw && raw->size() == 32 ? hex(*raw) : std::string();
}

base::Result<AllowedCertificates, std::vector<std::string>> AllowedCertificates::parse(
    const std::vector<std::string>& entries) {
  AllowedCertificates list;
  std::vector<std::string> errors;
  for (const std::string& entry : entries) {
    const std::string_view text = entry;
    if (text.starts_with(by_fingerprint)) {
      list.fingerprints_.push_back(sha256_as_written(text.substr(by_fingerprint.size())));
      if (list.fingerprints_.back().empty()) {
        errors.push_back("\"" + entry + "\" is no SHA-256: 64 hexadecimal digits");
      }
    } else if (text.starts_with(by_name) && text.size() > by_name.size()) {
      list.dns_names_.emplace_back(text.substr(by_name.size()));
      if (entry.find('*') != std::string::npos) {
        errors.push_back("\"" + entry + "\" is a pattern: name each certificate whole");
      }
    } else if (text.starts_with(by_subject) && text.size() > by_subject.size()) {
      list.subjects_.emplace_back(text.substr(by_subject.size()));
    } else {
      errors.push_back("\"" + entry + "\" must be \"sha256:...\", \"san:...\" or \"subject:...\"");
    }
  }
  if (!errors.empty()) return base::fail(std::move(errors));
  return list;
}

bool AllowedCertificates::admits(const Certificate& certificate) const {
  const auto listed = [](const std::vector<std::string>& list, const std::string& exact) {
    return std::find(list.begin(), list.end(), exact) != list.end();
  };
  return listed(fingerprints_, certificate.fingerprint) || listed(subjects_, certificate.subject) ||
         std::any_of(certificate.dns_names.begin(), certificate.dns_names.end(),
                     [&](const std::string& name) { return holds(dns_names_, name); });
}

}  // namespace jembatan::crypto
