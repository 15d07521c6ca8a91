#include "http/client_tls.h"

#include <array>
#include <utility>

#include "crypto/certificate.h"
#include "crypto/digest.h"
#include "crypto/key_source.h"

namespace jembatan::http {
namespace {

/// RFC 4648 section 4, of 32 bytes.
std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view three = bytes.substr(at, 3);
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8U | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= three.size() ? letters[group >> (18 - 6 * i) & 0x3fU] : '=';
    }
  }
  return text;
}

}  // namespace

base::Result<std::shared_ptr<const ClientTls>, std::vector<std::string>> load_client_tls(
    const ClientTlsFiles& files) {
  std::vector<std::string> errors;
  const auto taken = [&errors](auto result) {
    if (!result) errors.push_back(std::move(result.error()));
    return result ? std::move(*result) : typename decltype(result)::value_type();
  };
  auto ca = taken(crypto::read_certificate_text(files.ca));
  std::string certificate;
  crypto::WipedText key;
  if (!files.certificate.empty()) {
    if (auto objection = crypto::objection_to_pair(files.certificate, files.key)) {
      errors.push_back(std::move(*objection));
    } else {
      certificate = taken(crypto::read_certificate_text(files.certificate));
      if (auto text = crypto::read_key_file(files.key)) key.text().swap(text->text());
    }
  }
  if (!files.crl.empty()) taken(crypto::read_revocations(files.crl));
  const std::string pin = crypto::from_hex(files.pin).value_or("");
  if (!errors.empty()) return base::fail(std::move(errors));
  return std::make_shared<const ClientTls>(ClientTls{std::move(ca), std::move(certificate), std::move(key),
                                                     files.crl, pin.empty() ? "" : "sha256//" + base64(pin)});
}

}  // namespace jembatan::http
