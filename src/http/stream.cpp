#include "http/stream.h"

namespace jembatan::http {
namespace {

constexpr std::size_t one_record = 16UL * 1024;
constexpr int records_at_once = 16;  // then others have their turn

/// What a step that neither moved nor waits means to the session.
error_code ending(crypto::TlsStep step) {
  return step == crypto::TlsStep::ended ? error_code(asio::error::eof)
                                        : error_code(asio::error::connection_aborted);
}

Socket::wait_type readiness(crypto::TlsStep step) {
  return step == crypto::TlsStep::want_write ? Socket::wait_write : Socket::wait_read;
}

bool waits(crypto::TlsStep step) {
  return step == crypto::TlsStep::want_read || step == crypto::TlsStep::want_write;
}

}  // namespace

bool Stream::has_unread() const {
  error_code ignored;
  return (tls_ && tls_->has_unread()) || socket_.available(ignored) > 0;
}

void Stream::end_writing(error_code& error) {
  if (tls_) tls_->close_notify();
  tls_.reset();
  socket_.shutdown(Socket::shutdown_send, error);
}

void Stream::close() {
  if (tls_) tls_->close_notify();
  tls_.reset();  // the system may give the descriptor to another connection
  error_code ignored;
  socket_.close(ignored);
}

void Stream::shake_hands(Shaken done) {
  const crypto::TlsStep step = tls_ ? tls_->handshake() : crypto::TlsStep::failed;  // given up meanwhile
  if (waits(step)) {
    return socket_.async_wait(readiness(step), [this, done = std::move(done)](error_code error) mutable {
      error ? done(error) : shake_hands(std::move(done));
    });
  }
  const error_code error = step == crypto::TlsStep::done ? error_code() : ending(step);
  asio::post(socket_.get_executor(), [done = std::move(done), error] { done(error); });
}

/// TLS may hold what was read before, so it is asked first, and then whenever the socket is ready.
void Stream::read_tls(asio::mutable_buffer into, Moved done) {
  if (!tls_) return socket_.async_read_some(into, std::move(done));
  const crypto::TlsMoved moved = tls_->read(static_cast<char*>(into.data()), into.size());
  if (waits(moved.step)) {
    return socket_.async_wait(readiness(moved.step),
                              [this, into, done = std::move(done)](error_code error) mutable {
                                error ? done(error, 0) : read_tls(into, std::move(done));
                              });
  }
  const error_code error = moved.step == crypto::TlsStep::done ? error_code() : ending(moved.step);
  asio::post(socket_.get_executor(),
             [done = std::move(done), error, bytes = moved.bytes] { done(error, bytes); });
}

void Stream::begin_tls_write(std::string_view first, std::string_view second, Moved done) {
  if (first.size() + second.size() <= one_record) {
    joined_.assign(first).append(second);
    unsent_ = joined_;
    unsent_then_ = {};
  } else {
    unsent_ = first;
    unsent_then_ = second;
  }
  write_tls(std::move(done));
}

void Stream::write_tls(Moved done) {
  if (!tls_) return done(asio::error::operation_aborted, 0);
  Socket::wait_type wait = Socket::wait_write;
  for (int record = 0; record < records_at_once; ++record) {
    if (unsent_.empty()) unsent_ = std::exchange(unsent_then_, {});
    if (unsent_.empty()) {
      return asio::post(socket_.get_executor(), [done = std::move(done)] { done({}, 0); });
    }
    const crypto::TlsMoved moved = tls_->write(unsent_.substr(0, one_record));
    unsent_.remove_prefix(moved.bytes);
    if (moved.step == crypto::TlsStep::done) continue;
    wait = readiness(moved.step);
    if (waits(moved.step)) break;
    return asio::post(socket_.get_executor(),
                      [done = std::move(done), error = ending(moved.step)] { done(error, 0); });
  }
  socket_.async_wait(wait, [this, done = std::move(done)](error_code error) mutable {
    error ? done(error, 0) : write_tls(std::move(done));
  });
}

}  // namespace jembatan::http
