#include "http/stream.h"

#include <new>

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

/// Where the next step cannot begin, who waits for it is told.
template <class Step, class Tell>
void step_or_tell(Step step, Tell tell) {
  try {
    step();
  } catch (const std::bad_alloc&) {
    tell(error_code(asio::error::no_memory));
  }
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

void Stream::shake_hands(const Shaken& done) {
  const crypto::TlsStep step = tls_ ? tls_->handshake() : crypto::TlsStep::failed;  // given up meanwhile
  if (waits(step)) {
    return socket_.async_wait(readiness(step), [this, done](error_code error) {
      if (error) return (*done)(error);
      step_or_tell([&] { shake_hands(done); }, [&](error_code short_of) { (*done)(short_of); });
    });
  }
  const error_code error = step == crypto::TlsStep::done ? error_code() : ending(step);
  asio::post(socket_.get_executor(), [done, error] { (*done)(error); });
}

/// TLS may hold what was read before, so it is asked first, and then whenever the socket is ready.
void Stream::read_tls(asio::mutable_buffer into, const Moved& done) {
  const auto tell = [done](error_code error, std::size_t bytes = 0) { (*done)(error, bytes); };
  if (!tls_) return socket_.async_read_some(into, tell);
  const crypto::TlsMoved moved = tls_->read(static_cast<char*>(into.data()), into.size());
  if (waits(moved.step)) {
    return socket_.async_wait(readiness(moved.step), [this, into, done, tell](error_code error) {
      if (error) return tell(error);
      step_or_tell([&] { read_tls(into, done); }, tell);
    });
  }
  const error_code error = moved.step == crypto::TlsStep::done ? error_code() : ending(moved.step);
  asio::post(socket_.get_executor(), [tell, error, bytes = moved.bytes] { tell(error, bytes); });
}

void Stream::begin_tls_write(std::string_view first, std::string_view second, const Moved& done) {
  if (first.size() + second.size() <= one_record) {
    joined_.assign(first).append(second);
    unsent_ = joined_;
    unsent_then_ = {};
  } else {
    unsent_ = first;
    unsent_then_ = second;
  }
  write_tls(done);
}

void Stream::write_tls(const Moved& done) {
  const auto tell = [done](error_code error) { (*done)(error, 0); };
  if (!tls_) return tell(asio::error::operation_aborted);
  Socket::wait_type wait = Socket::wait_write;
  for (int record = 0; record < records_at_once; ++record) {
    if (unsent_.empty()) unsent_ = std::exchange(unsent_then_, {});
    if (unsent_.empty()) return asio::post(socket_.get_executor(), [tell] { tell({}); });
    const crypto::TlsMoved moved = tls_->write(unsent_.substr(0, one_record));
    unsent_.remove_prefix(moved.bytes);
    if (moved.step == crypto::TlsStep::done) continue;
    wait = readiness(moved.step);
    if (waits(moved.step)) break;
    return asio::post(socket_.get_executor(), [tell, error = ending(moved.step)] { tell(error); });
  }
  socket_.async_wait(wait, [this, done, tell](error_code error) {
    if (error) return tell(error);
    step_or_tell([&] { write_tls(done); }, tell);
  });
}

}  // namespace jembatan::http
