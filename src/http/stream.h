#pragma once
// A connection's bytes, plain or under TLS: what a session reads and writes. I/O
// thread only; TLS is worked there too, a handshake costs about a millisecond of
// it. One read and one write may be under way, and the handler of each keeps the
// stream alive. Handlers never run within the call that starts them. A call that throws
// for want of memory drops its handler; later on the way the handler gets no_memory.

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/tls_connection.h"
#include "http/beast.h"

namespace jembatan::http {

class Stream {
 public:
  /// `tls` null: plain. It belongs to this socket, which must not block.
  Stream(Socket socket, std::unique_ptr<crypto::TlsConnection> tls)
      : socket_(std::move(socket)), tls_(std::move(tls)) {}

  [[nodiscard]] Executor get_executor() { return socket_.get_executor(); }
  /// Null where it is plain, or TLS has been given up.
  [[nodiscard]] const crypto::TlsConnection* tls() const { return tls_.get(); }

  /// `handler(error_code)`; any error where it failed, and why is in tls().
  template <class Handler>
  void handshake(Handler handler) {
    shake_hands(std::make_shared<const ShakenHandler>(std::move(handler)));
  }

  /// `handler(error_code, bytes)`; eof where the other side has ended, properly or not.
  template <class Handler>
  void read_some(asio::mutable_buffer into, Handler handler) {
    if (!tls_) return socket_.async_read_some(into, std::move(handler));
    read_tls(into, std::make_shared<const MovedHandler>(std::move(handler)));
  }

  /// Both whole, one after the other; they must stay until the handler comes. `handler(error_code, bytes)`.
  template <class Handler>
  void write(std::string_view first, std::string_view second, Handler handler) {
    if (!tls_) return write_plain(first, second, std::move(handler));
    begin_tls_write(first, second, std::make_shared<const MovedHandler>(std::move(handler)));
  }

  [[nodiscard]] bool has_unread() const;
  /// Nothing more is written. TLS says farewell and is given up: what still comes is read as it comes.
  void end_writing(error_code& error);
  void close();

 private:
  using ShakenHandler = std::function<void(error_code)>;
  using MovedHandler = std::function<void(error_code, std::size_t)>;
  // Shared, so that who waits is still there to be told when the next step could not begin.
  using Shaken = std::shared_ptr<const ShakenHandler>;
  using Moved = std::shared_ptr<const MovedHandler>;

  template <class Handler>
  void write_plain(std::string_view first, std::string_view second, Handler handler) {
    const std::array<asio::const_buffer, 2> whole{asio::buffer(first), asio::buffer(second)};
    asio::async_write(socket_, whole, std::move(handler));
  }

  void shake_hands(const Shaken& done);
  void read_tls(asio::mutable_buffer into, const Moved& done);
  void begin_tls_write(std::string_view first, std::string_view second, const Moved& done);
  void write_tls(const Moved& done);

  Socket socket_;
  std::unique_ptr<crypto::TlsConnection> tls_;
  std::string joined_;                     ///< a short answer as one record
  std::string_view unsent_, unsent_then_;  ///< of the write under way
};

}  // namespace jembatan::http
