#pragma once
// A TLS client for tests that has its own way: any version, suite and
// certificate. Blocking, over a RawSocket, so every wait ends after ten seconds.
// One thread.

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "http/raw_socket.h"

namespace jembatan::http::testing {

struct TlsClientOptions {
  std::string certificate = "kesatu-client";  ///< "" : shows none
  int oldest = TLS1_2_VERSION, newest = TLS1_3_VERSION;
  std::string suites = "DEFAULT";  ///< of TLS 1.2 and before
};

class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, const TlsClientOptions& options = {});

  /// True does not yet mean, in TLS 1.3, that the server lets this client in.
  [[nodiscard]] bool handshake() { return SSL_connect(connection_.get()) == 1; }
  bool send(std::string_view bytes);
  /// Up to the end of one answer with its Content-Length, or what came before the connection ended.
  [[nodiscard]] std::string answer();
  /// Handshake, GET target, answer: "" where the server closed without one.
  [[nodiscard]] std::string get(std::string_view target);

  [[nodiscard]] SSL* connection() { return connection_.get(); }
  RawSocket& socket() { return socket_; }

 private:
  RawSocket socket_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> connection_;
};

}  // namespace jembatan::http::testing
