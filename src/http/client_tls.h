#pragma once
// What a client of ours shows and demands under TLS, loaded as a whole: TLS 1.2
// and 1.3, the server's chain and name verified. Plain values; any thread.

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/secret.h"

namespace jembatan::http {

struct ClientTlsFiles {
  std::string ca;           ///< PEM: whoever of these signs is believed
  std::string certificate;  ///< PEM, ours first; "" : none is shown
  std::string key;          ///< PEM, owner only
  std::string crl;          ///< PEM: a list of every authority of ca; "" : revocation is not asked
  std::string pin;          ///< SHA-256 of the server's public key, 64 hexadecimal digits; "" : any
};

/// The same as they are given to libcurl.
struct ClientTls {
  std::string ca, certificate;
  crypto::Secret key;
  std::string crl_file;
  std::string pin;  ///< "sha256//" and base64
};

/// The error is every reason why they do not load, each naming its file and the remedy.
[[nodiscard]] base::Result<std::shared_ptr<const ClientTls>, std::vector<std::string>> load_client_tls(
    const ClientTlsFiles& files);

}  // namespace jembatan::http
