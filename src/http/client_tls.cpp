#include "http/client_tls.h"

#include <utility>

#include "crypto/certificate.h"
#include "crypto/digest.h"
#include "crypto/key_source.h"

namespace jembatan::http {

base::Result<std::shared_ptr<const ClientTls>, std::vector<std::string>> load_client_tls(
    const ClientTlsFiles& files) {
  std::vector<std::string> errors;
  const auto taken = [&errors](auto result) {
    if (!result) errors.push_back(std::move(result.error()));
    return result ? std::move(*result) : typename decltype(result)::value_type();
  };
  auto ca = taken(crypto::read_certificate_text(files.ca));
  std::string certificate;
  crypto::Secret key = crypto::Secret::copy_of("");
  if (!files.certificate.empty()) {
    if (auto objection = crypto::objection_to_pair(files.certificate, files.key)) {
      errors.push_back(std::move(*objection));
    } else {
      certificate = taken(crypto::read_certificate_text(files.certificate));
      if (auto text = crypto::read_key_file(files.key)) key = crypto::Secret::copy_of(text->view());
    }
  }
  if (!files.crl.empty()) taken(crypto::read_revocations(files.crl));
  const std::string pin = crypto::from_hex(files.pin).value_or("");
  if (!errors.empty()) return base::fail(std::move(errors));
  return std::make_shared<const ClientTls>(ClientTls{std::move(ca), std::move(certificate), std::move(key),
                                                     files.crl,
                                                     pin.empty() ? "" : "sha256//" + crypto::base64(pin)});
}

}  // namespace jembatan::http
