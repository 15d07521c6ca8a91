#include "http/session.h"

#include <iterator>
#include <utility>

#include "http/listener.h"

namespace jembatan::http {
namespace {

constexpr std::size_t head_read = 4UL * 1024;  // what an idle connection costs
constexpr std::size_t body_read = 64UL * 1024;
constexpr std::size_t most_around_a_byte = 8;  // a chunk of one byte is six; what is more is extensions
constexpr std::size_t kept_buffer = 16UL * 1024;
constexpr std::size_t reported_body = 64UL * 1024;
constexpr std::chrono::seconds linger_time{2};

std::ptrdiff_t count_fields(const RequestParser& parser) {
  return std::distance(parser.get().begin(), parser.get().end());
}

}  // namespace

Session::Session(Stream stream, std::string peer, Listener& listener)
    : stream_(std::move(stream)), peer_(std::move(peer)), listener_(listener) {}

/// What runs on the I/O thread for this connection runs in here.
template <class Step>
void Session::guarded(Step step) noexcept {
  try {
    step();
  } catch (const std::exception& error) {
    listener_.lost_connection(error);
    close();
  }
}

void Session::start() {
  guarded([this] {
    if (stream_.tls() != nullptr) return shake_hands();
    deadline_ = listener_.now() + listener_.limits().idle_time;
    read();
  });
}

void Session::check_deadline(base::SteadyTime now) {
  if (lost_) return close();
  if (now >= deadline_) guarded([this] { end_overdue(); });
}

void Session::end_overdue() {
  switch (phase_) {
    case Phase::handshake:
      return turn_away("TLS: no whole handshake in time");
    case Phase::head:
      return refuse(408, "no whole header in time");
    case Phase::body:
      return refuse(408, "no whole request in time");
    case Phase::handling:
    case Phase::closed:
      return;
    default:
      return close();
  }
}

void Session::drain() {
  if (phase_ == Phase::handshake || (phase_ == Phase::idle && !stream_.has_unread())) close();
}

void Session::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  stream_.close();
  listener_.release(std::exchange(held_, 0));
  listener_.forget(shared_from_this());
}

void Session::shake_hands() {
  phase_ = Phase::handshake;
  deadline_ = listener_.now() + listener_.limits().handshake_time;
  stream_.handshake(
      [self = shared_from_this()](error_code error) { self->guarded([&] { self->on_handshake(error); }); });
}

void Session::on_handshake(error_code error) {
  if (phase_ != Phase::handshake) return;
  if (error == asio::error::no_memory) return close();
  if (!error) return next_request();
  if (!stream_.tls()->begun()) return close();  // who looks whether the port is open is not a caller
  turn_away(stream_.tls()->failure());
}

/// TLS has told the other side why, where it could.
void Session::turn_away(std::string reason) {
  listener_.report(Refused{0, std::move(reason), peer_, {}, {}, {}, stream_.tls()->subject()});
  linger();
}

void Session::read() {
  if (reading_) return;
  reading_ = true;
  const std::size_t size = phase_ == Phase::idle || phase_ == Phase::head ? head_read : body_read;
  stream_.read_some(buffer_.prepare(size), [self = shared_from_this()](error_code error, std::size_t bytes) {
    self->reading_ = false;
    self->guarded([&] { self->on_read(error, bytes); });
  });
}

void Session::on_read(error_code error, std::size_t bytes) {
  buffer_.commit(bytes);
  switch (phase_) {
    case Phase::closed:
    case Phase::writing:  // refused while the read was under way; lingering reads on
      return;
    case Phase::lingering:
      return linger_on(error, bytes);
    default:
      if (!error) return advance();
      if (phase_ == Phase::idle || error == asio::error::no_memory) return close();
      return refuse(400, "the connection ended within the request");
  }
}

void Session::advance() {
  if (phase_ == Phase::idle && !begin_request()) return read();
  if (phase_ == Phase::head) return take_head();
  take_body();
}

/// False where nothing of a request has come: one empty line before it is allowed (RFC 9112 section 2.2).
bool Session::begin_request() {
  if (unread().substr(0, 2) == "\r\n") buffer_.consume(2);
  if (unread().empty()) return false;
  const auto now = listener_.now();
  request_deadline_ = now + listener_.limits().request_time;
  deadline_ = std::min(now + listener_.limits().header_time, request_deadline_);
  scan_.emplace(listener_.limits().header_bytes);
  head_ = {};
  body_taken_ = 0;
  phase_ = Phase::head;
  return true;
}

void Session::take_head() {
  const auto length = scan_->advance(unread());
  if (!length) return refuse(length.error().status, length.error().reason);
  if (*length == 0) return read();
  auto head = read_head(unread().substr(0, *length));
  if (!head) {
    head_.method = std::move(head.error().method);
    head_.target = std::move(head.error().target);
    return refuse(head.error().status, head.error().reason);
  }
  head_ = std::move(*head);
  if (auto stranger = listener_.objection(head_)) {
    head_.keep_alive = false;
    return hand_over({}, std::move(*stranger));
  }
  if (head_.content_length > listener_.limits().body_bytes) return refuse(413, "body too long");
  if (!give_head_to_parser(*length)) return refuse(400, "malformed header");
  deadline_ = request_deadline_;
  phase_ = Phase::body;
  if (head_.expects_continue && unread().empty()) return send_continue();
  take_body();
}

bool Session::give_head_to_parser(std::size_t length) {
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(listener_.limits().header_bytes));
  parser_->body_limit(listener_.limits().body_bytes);
  error_code error;
  const std::size_t taken = parser_->put(asio::const_buffer(unread().data(), length), error);
  parser_->eager(true);
  buffer_.consume(length);
  return !error && taken == length;
}

void Session::send_continue() {
  static constexpr std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
  phase_ = Phase::continuing;
  stream_.write(text, {}, [self = shared_from_this()](error_code error, std::size_t) {
    if (self->phase_ == Phase::closed) return;
    if (error) return self->close();
    self->phase_ = Phase::body;
    self->guarded([&] { self->read(); });
  });
}

void Session::take_body() {
  const auto fields = count_fields(*parser_);
  error_code error;
  while (!error && !parser_->is_done() && !unread().empty()) {
    const std::size_t taken = parser_->put(buffer_.cdata(), error);
    buffer_.consume(taken);
    body_taken_ += taken;
  }
  if (error == beast::http::error::body_limit) return refuse(413, "body too long");
  if (error && error != beast::http::error::need_more) return refuse(400, "malformed chunk");
  if (count_fields(*parser_) != fields) return refuse(400, "header fields after the body");
  if (!hold(parser_->get().body().size())) return refuse(503, "too much being received at once");
  if (body_taken_ > most_around_a_byte * parser_->get().body().size() + listener_.limits().header_bytes) {
    return refuse(400, "too much around the chunks");
  }
  if (parser_->is_done()) return dispatch();
  if (buffer_.size() > listener_.limits().header_bytes) return refuse(400, "chunk header too long");
  read();
}

bool Session::hold(std::size_t bytes) {
  if (bytes <= held_) return true;
  if (!listener_.hold(bytes - held_)) return false;
  held_ = bytes;
  return true;
}

void Session::dispatch() {
  std::string body = std::move(parser_->get().body());
  parser_.reset();
  hand_over(std::move(body), {});
}

void Session::hand_over(std::string body, std::string stranger) {
  phase_ = Phase::handling;
  const bool to_head = head_.method == "HEAD";
  auto request = std::make_shared<Request>(
      Request{to_head ? "GET" : head_.method, head_.target, std::move(head_.content_type),
              std::move(head_.soap_action), std::move(head_.host), std::move(body), peer_,
              stream_.tls() != nullptr, std::move(stranger)});
  const auto executor = stream_.get_executor();
  // The work guard keeps the I/O thread running for the answer; the session comes back with it.
  auto job = [self = shared_from_this(), request, to_head, executor,
              guard = asio::make_work_guard(executor)]() mutable {
    try {
      Outgoing outgoing = self->listener_.answer(*request, to_head);
      asio::post(executor, [self, outgoing = std::move(outgoing)]() mutable {
        if (self->phase_ != Phase::handling) return;
        self->guarded([&] { self->write(std::move(outgoing)); });
      });
    } catch (const std::exception& error) {
      self->listener_.lost_connection(error);
      self->lost_ = true;
    }
  };
  if (!listener_.submit(std::move(job))) refuse(503, "too many requests at once", std::move(request->body));
}

void Session::refuse(unsigned status, std::string_view reason, std::string body_so_far) {
  if (parser_) body_so_far = std::move(parser_->get().body());
  parser_.reset();
  if (body_so_far.size() > reported_body) body_so_far.resize(reported_body);
  body_so_far.shrink_to_fit();
  Outgoing outgoing = make_outgoing(refusal(status, reason), head_.method == "HEAD");
  outgoing.last = true;
  listener_.report(
      Refused{status, std::string(reason), peer_, head_.method, head_.target, std::move(body_so_far), {}});
  write(std::move(outgoing));
}

void Session::write(Outgoing outgoing) {
  phase_ = Phase::writing;
  deadline_ = listener_.now() + listener_.limits().write_time;
  listener_.release(std::exchange(held_, 0));
  outgoing_ = std::move(outgoing);
  outgoing_.last = outgoing_.last || !head_.keep_alive || listener_.draining();
  outgoing_.head += outgoing_.last ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
  stream_.write(outgoing_.head, outgoing_.body, [self = shared_from_this()](error_code error, std::size_t) {
    self->guarded([&] { self->on_written(error); });
  });
}

void Session::on_written(error_code error) {
  if (phase_ == Phase::closed) return;
  if (error) return close();
  const bool last = outgoing_.last;
  outgoing_ = {};
  if (last) return linger();
  next_request();
}

void Session::next_request() {
  phase_ = Phase::idle;
  deadline_ = listener_.now() + listener_.limits().idle_time;
  if (!unread().empty()) return advance();
  if (listener_.draining()) return close();
  if (buffer_.capacity() > kept_buffer) buffer_.shrink_to_fit();
  read();
}

/// Closing with bytes unread resets the connection and may destroy the answer on its way: what
/// still comes is thrown away, for a while and up to twice the longest body.
void Session::linger() {
  error_code error;
  stream_.end_writing(error);
  if (error) return close();
  phase_ = Phase::lingering;
  deadline_ = listener_.now() + linger_time;
  read();
}

void Session::linger_on(error_code error, std::size_t bytes) {
  buffer_.clear();
  lingered_ += bytes;
  if (error || lingered_ > 2 * listener_.limits().body_bytes + body_read) return close();
  read();
}

std::string_view Session::unread() const {
  const asio::const_buffer bytes = buffer_.cdata();
  return {static_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace jembatan::http
