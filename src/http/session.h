#pragma once
// One connection: an asynchronous chain that reads a request, has it handled,
// writes the answer and starts again. I/O thread only. Kept alive by its
// listener and by the operation under way; whatever goes wrong ends in close().
// So does what is thrown on the way, where memory is short: at once, and for this
// connection only.
//
//   [handshake ->] idle -> head -> [continuing ->] body -> handling -> writing -> idle
//                \________ refuse ________________________^  \-> lingering -> closed
//    \____________________ turn_away _____________________________^
//
// At most one read and one write are under way; while a handler works nothing
// is read, so that a client cannot run ahead of its answers. Time is kept by the
// listener, which calls check_deadline() now and then. Under TLS a caller that is
// not let in gets no answer in HTTP, and no byte of his is taken for HTTP. One
// whose second factor is wrong is handed over without his body, gets his answer,
// and the connection ends.

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/beast.h"
#include "http/outgoing.h"
#include "http/server.h"
#include "http/stream.h"
#include "http/strict_header.h"

namespace jembatan::http {

class Listener;

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Stream stream, std::string peer, Listener& listener);

  void start();
  void check_deadline(base::SteadyTime now);
  /// Closes where nothing is under way; otherwise the next answer is the last.
  void drain();
  void close();

 private:
  enum class Phase { handshake, idle, head, continuing, body, handling, writing, lingering, closed };

  template <class Step>
  void guarded(Step step) noexcept;
  void end_overdue();
  void shake_hands();
  void on_handshake(error_code error);
  void turn_away(std::string reason);
  void read();
  void on_read(error_code error, std::size_t bytes);
  void advance();
  [[nodiscard]] bool begin_request();
  void take_head();
  [[nodiscard]] bool give_head_to_parser(std::size_t length);
  void send_continue();
  void take_body();
  [[nodiscard]] bool hold(std::size_t bytes);
  void dispatch();
  void hand_over(std::string body, std::string stranger);
  void refuse(unsigned status, std::string_view reason, std::string body_so_far = {});
  void write(Outgoing outgoing);
  void on_written(error_code error);
  void next_request();
  void linger();
  void linger_on(error_code error, std::size_t bytes);
  [[nodiscard]] std::string_view unread() const;

  Stream stream_;
  const std::string peer_;
  Listener& listener_;
  Phase phase_ = Phase::idle;
  bool reading_ = false;
  std::atomic<bool> lost_ = false;  ///< a worker could not say so otherwise: to be closed
  base::SteadyTime deadline_, request_deadline_;
  beast::flat_buffer buffer_;
  std::optional<HeadScan> scan_;
  Head head_;
  std::optional<RequestParser> parser_;
  std::size_t held_ = 0;        ///< bytes counted against the listener's held_bytes
  std::size_t body_taken_ = 0;  ///< bytes of the body as they came, chunks' sizes and extensions included
  std::size_t lingered_ = 0;
  Outgoing outgoing_;
};

}  // namespace jembatan::http
