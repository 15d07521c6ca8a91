#pragma once
// Where `jembatan send` finds the listener and what it shows there: --url or
// the listener's own section, --ca, --certificate and --key, and the second
// factor where the listener wants one. One thread; what is wrong is told as
// wrong usage, with the remedy.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/second_factor.h"
#include "http/client_tls.h"
#include "office/send.h"

namespace jembatan::app {

/// As the operator gave them; "" : not given.
struct SendAddressOptions {
  std::string from, config, url;
  http::ClientTlsFiles tls;  ///< ca, certificate and key
  crypto::SecondFactorFiles signature;
};

/// Adds --from, --config, --url, --ca, --certificate, --key, --cons-id, --secret-file and --user-key-file.
/// `options` outlives the command.
void add_address_options(CLI::App& command, SendAddressOptions& options);

struct SendAddress {
  std::string url;                             ///< up to the authority: "https://127.0.0.1:8081"
  std::shared_ptr<const http::ClientTls> tls;  ///< null exactly where the url is not an https one
  office::Signing signing;
};

/// --url counts before --config, and --cons-id before the listener's signature section. Nothing is sent
/// without TLS by somebody who named certificates, and nothing under TLS without them. Every error is one
/// line for the operator.
[[nodiscard]] base::Result<SendAddress, std::vector<std::string>> send_address(
    const SendAddressOptions& options);

}  // namespace jembatan::app
