#pragma once
// The server's side of mutual TLS (RFC 8446, RFC 5246): who may come in, as an
// immutable whole; one connection; and the place where a whole is replaced while
// connections go on. TLS 1.2 and 1.3, ECDHE with authenticated encryption only,
// no renegotiation, no compression, no resumption: every connection shows its
// certificate, so that a revocation counts at once.

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/allowed_certificates.h"

struct ssl_ctx_st;

namespace jembatan::crypto {

class TlsConnection;

struct TlsServerFiles {
  std::string certificate;  ///< PEM: the server's own first, then those between it and its root
  std::string key;          ///< PEM, owner only
  std::string client_ca;    ///< PEM: whoever of these signs is believed
  std::string crl;          ///< PEM: a list of every authority of client_ca; "" : revocation is not asked
  std::vector<std::string> allowed;  ///< as AllowedCertificates::parse reads it
};

/// Loaded once, then only read: any thread.
class TlsServer : public std::enable_shared_from_this<TlsServer> {
 public:
  /// The error is every reason why they do not load, each naming its file and the remedy.
  [[nodiscard]] static base::Result<std::shared_ptr<const TlsServer>, std::vector<std::string>> load(
      const TlsServerFiles& files);

  /// `descriptor`: a connected non-blocking socket, which the caller keeps and closes after the connection.
  [[nodiscard]] std::unique_ptr<TlsConnection> accept(int descriptor) const;

  [[nodiscard]] const AllowedCertificates& allowed() const { return allowed_; }

 private:
  TlsServer(std::shared_ptr<ssl_ctx_st> context, AllowedCertificates allowed)
      : context_(std::move(context)), allowed_(std::move(allowed)) {}

  std::shared_ptr<ssl_ctx_st> context_;
  AllowedCertificates allowed_;
};

/// What a listener's new connections go by. Any thread.
class TlsGate {
 public:
  explicit TlsGate(TlsServerFiles files, std::shared_ptr<const TlsServer> server);

  [[nodiscard]] std::shared_ptr<const TlsServer> now() const;
  /// Loads anew; connections that are open go on. Where it does not load, what was before stays in force.
  [[nodiscard]] base::Result<void, std::vector<std::string>> reload(TlsServerFiles files);
  /// The same with the same files, where the file of revocations has changed since it was loaded or tried;
  /// nothing where it has not.
  [[nodiscard]] std::optional<base::Result<void, std::vector<std::string>>> reload_if_crl_changed();

 private:
  mutable std::mutex mutex_;
  TlsServerFiles files_;
  std::string crl_look_;  ///< of the file of revocations when it was last read
  std::shared_ptr<const TlsServer> server_;
};

}  // namespace jembatan::crypto
