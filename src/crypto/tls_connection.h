#pragma once
// One TLS connection of a server over a non-blocking socket that somebody else
// owns and waits for. One thread at a time. What the peer does wrong is a step
// that failed; nothing is thrown for it. Where it does not belong to an open
// socket any more nothing but its destructor may be called.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct ssl_st;
struct x509_store_ctx_st;

namespace jembatan::crypto {

class TlsServer;

/// done: at least a byte moved, or the handshake is over. want_...: again when the socket is ready for it.
/// ended: the peer has closed. failed: the connection is of no use any more.
enum class TlsStep { done, want_read, want_write, ended, failed };

struct TlsMoved {
  TlsStep step = TlsStep::failed;
  std::size_t bytes = 0;
};

class TlsConnection {
 public:
  TlsConnection(std::shared_ptr<const TlsServer> server, ssl_st* connection);  ///< owns `connection`
  ~TlsConnection();
  TlsConnection(const TlsConnection&) = delete;
  TlsConnection& operator=(const TlsConnection&) = delete;

  /// Takes the peer's certificate, judges it, and tells the peer where it is refused.
  [[nodiscard]] TlsStep handshake();
  /// As much as there is and fits.
  [[nodiscard]] TlsMoved read(char* into, std::size_t size);
  /// One record at most.
  [[nodiscard]] TlsMoved write(std::string_view bytes);
  /// Says that nothing more will be sent, without waiting.
  void close_notify();

  /// Whether a byte of the peer has come.
  [[nodiscard]] bool begun() const;
  /// Whether bytes that came already wait to be read.
  [[nodiscard]] bool has_unread() const;
  /// Why the handshake failed, for operators; a text of ours or OpenSSL's, no byte of the peer.
  [[nodiscard]] const std::string& failure() const { return failure_; }
  /// Of the certificate that the peer showed, proven or not; "" where it showed none. Printable ASCII.
  [[nodiscard]] const std::string& subject() const { return subject_; }

  /// For OpenSSL: whether the chain that `chain` holds is to be believed.
  static int judge(x509_store_ctx_st* chain, void*);

 private:
  [[nodiscard]] TlsStep step_after(int result);
  [[nodiscard]] bool believes(x509_store_ctx_st* chain);

  std::shared_ptr<const TlsServer> server_;  ///< outlives the connection, whatever is reloaded
  ssl_st* connection_;
  std::string failure_, subject_;
};

}  // namespace jembatan::crypto
