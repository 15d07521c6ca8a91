#include "crypto/tls_connection.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <exception>

#include "crypto/tls_server.h"

namespace jembatan::crypto {

namespace {

constexpr std::size_t longest_subject = 300;

/// OpenSSL's reason for the last failure of this thread, the commonest in our words.
std::string reason_of_failure() {
  const unsigned long error = ERR_peek_error();
  switch (ERR_GET_LIB(error) == ERR_LIB_SSL ? ERR_GET_REASON(error) : 0) {
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
      return "plain HTTP where TLS is spoken";
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
      return "no client certificate was shown";
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_VERSION_TOO_LOW:
      return "a version of TLS before 1.2";
    case SSL_R_NO_SHARED_CIPHER:
      return "no cipher suite that is allowed here";
    case SSL_R_UNEXPECTED_EOF_WHILE_READING:
      return "the connection ended within the handshake";
    default:
      break;
  }
  const char* text = ERR_reason_error_string(error);
  return text != nullptr ? text : "the connection broke";
}

}  // namespace

TlsConnection::TlsConnection(std::shared_ptr<const TlsServer> server, ssl_st* connection)
    : server_(std::move(server)), connection_(connection) {
  SSL_set_app_data(connection_, this);
}

TlsConnection::~TlsConnection() {
  SSL_free(connection_);
}

TlsStep TlsConnection::handshake() {
  ERR_clear_error();
  const int result = SSL_accept(connection_);
  if (result == 1) return TlsStep::done;
  const TlsStep step = step_after(result);
  const bool over = step == TlsStep::failed || step == TlsStep::ended;
  if (over && failure_.empty()) failure_ = "TLS: " + reason_of_failure();
  ERR_clear_error();
  return step;
}

TlsMoved TlsConnection::read(char* into, std::size_t size) {
  std::size_t total = 0;
  TlsStep step = TlsStep::done;
  while (total < size && step == TlsStep::done) {
    ERR_clear_error();
    std::size_t bytes = 0;
    const int result = SSL_read_ex(connection_, into + total, size - total, &bytes);
    total += bytes;
    if (result != 1) step = step_after(result);
  }
  ERR_clear_error();
  return {total > 0 ? TlsStep::done : step, total};  // what ended it says so again at the next call
}

TlsMoved TlsConnection::write(std::string_view bytes) {
  ERR_clear_error();
  std::size_t written = 0;
  const int result = SSL_write_ex(connection_, bytes.data(), bytes.size(), &written);
  const TlsStep step = result == 1 ? TlsStep::done : step_after(result);
  ERR_clear_error();
  return {step, written};
}

void TlsConnection::close_notify() {
  ERR_clear_error();
  static_cast<void>(SSL_shutdown(connection_));  // 0: sent, -1: it cannot be, which the closing says too
  ERR_clear_error();
}

bool TlsConnection::begun() const {
  return BIO_number_read(SSL_get_rbio(connection_)) > 0;
}

bool TlsConnection::has_unread() const {
  return SSL_has_pending(connection_) == 1;
}

TlsStep TlsConnection::step_after(int result) {
  switch (SSL_get_error(connection_, result)) {
    case SSL_ERROR_WANT_READ:
      return TlsStep::want_read;
    case SSL_ERROR_WANT_WRITE:
      return TlsStep::want_write;
    case SSL_ERROR_ZERO_RETURN:
      return TlsStep::ended;
    case SSL_ERROR_SSL:
      // A connection that ends without TLS's farewell ends all the same: HTTP knows its own lengths.
      return ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING ? TlsStep::ended
                                                                                    : TlsStep::failed;
    default:
      return TlsStep::failed;
  }
}

int TlsConnection::judge(x509_store_ctx_st* chain, void*) {
  auto* const connection =
      static_cast<SSL*>(X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx()));
  auto& self = *static_cast<TlsConnection*>(SSL_get_app_data(connection));
  try {
    return self.believes(chain) ? 1 : 0;
  } catch (const std::exception&) {  // nothing may be thrown through OpenSSL
    X509_STORE_CTX_set_error(chain, X509_V_ERR_UNSPECIFIED);
    return 0;
  }
}

bool TlsConnection::believes(x509_store_ctx_st* chain) {
  const Certificate shown = facts_of(*X509_STORE_CTX_get0_cert(chain));
  subject_ = shown.subject.substr(0, longest_subject);
  if (X509_verify_cert(chain) != 1) {
    failure_ = std::string("TLS: client certificate refused: ") +
               X509_verify_cert_error_string(X509_STORE_CTX_get_error(chain));
    return false;
  }
  if (server_->allowed().admits(shown)) return true;
  failure_ = "TLS: client certificate refused: it is not on the list of those allowed";
  X509_STORE_CTX_set_error(chain, X509_V_ERR_APPLICATION_VERIFICATION);
  return false;
}

}  // namespace jembatan::crypto
