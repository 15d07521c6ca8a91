#include "app/read_tls.h"

#include "app/toml_section.h"

namespace jembatan::app {

namespace {

std::string optional_file(TomlSection& section, std::string_view key, const std::string& file) {
  return beside(file, section.text(key).value_or(""));
}

std::string read_pin(TomlSection& section) {
  constexpr std::string_view method = "sha256:";
  const std::string text = section.text("pin").value_or("");
  if (text.empty()) return {};
  const bool known = text.starts_with(method);
  std::string digits = known ? crypto::sha256_as_written(text.substr(method.size())) : "";
  if (digits.empty()) {
    section.complain("pin", "must be \"sha256:\" and the 64 hexadecimal digits of a public key's SHA-256");
  }
  return digits;
}

}  // namespace

std::optional<crypto::TlsServerFiles> read_listener_tls(TomlSection section, const std::string& file) {
  if (!section.present()) return std::nullopt;
  crypto::TlsServerFiles files;
  files.certificate = beside(file, section.required_text("certificate"));
  files.key = beside(file, section.required_text("key"));
  files.client_ca = beside(file, section.required_text("client_ca"));
  files.crl = optional_file(section, "crl", file);
  files.allowed = section.texts("allowed");
  if (files.allowed.empty()) {
    section.complain("allowed",
                     "names nobody: list the caller's certificates, such as [\"san:portal.example\"]");
  } else if (const auto allowed = crypto::AllowedCertificates::parse(files.allowed); !allowed) {
    for (const std::string& error : allowed.error()) section.complain("allowed", "holds an entry: " + error);
  }
  section.finish();
  return files;
}

std::optional<http::ClientTlsFiles> read_upstream_tls(TomlSection section, const std::string& file) {
  if (!section.present()) return std::nullopt;
  http::ClientTlsFiles files;
  files.ca = beside(file, section.required_text("ca"));
  files.certificate = optional_file(section, "certificate", file);
  files.key = optional_file(section, "key", file);
  files.crl = optional_file(section, "crl", file);
  files.pin = read_pin(section);
  if (files.certificate.empty() != files.key.empty()) {
    section.complain(files.key.empty() ? "certificate" : "key", "needs the other too: certificate and key");
  }
  section.finish();
  return files;
}

}  // namespace jembatan::app
