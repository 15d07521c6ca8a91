#pragma once
// An HTTP/1.1 server on Boost.Beast: one I/O thread reads whole requests within
// limits of size and time, workers of each listener run the handlers, the I/O thread
// writes the answers, one request of a connection after the other. TLS is worked
// on the I/O thread too. start() and
// stop() from one thread; handlers run on any worker and own nothing of the
// server. A handler that throws costs its own caller a 500 and is reported
// through `on_error`, which any thread calls and which must not throw. What is
// taken for HTTP and what is refused: strict_header.h; the reader's and the
// writer's course: session.h.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/safe_text.h"

namespace jembatan::crypto {
class SignatureGate;
class TlsGate;
}  // namespace jembatan::crypto

namespace jembatan::http {

struct Request {
  std::string method;        ///< "GET", "POST", ...
  std::string target;        ///< path and query as sent
  std::string content_type;  ///< "" where absent
  std::string soap_action;   ///< the header as sent, quotes included
  std::string host;
  std::string body;
  std::string peer;           ///< "127.0.0.1:51234"
  bool secure = false;        ///< came over TLS
  std::string stranger = {};  ///< why its sender is not let in; its body has then not been read. "": he is
};

struct Response {
  unsigned status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  ///< more of them, such as Retry-After
};

/// A request that was refused before a handler could see it whole, or a caller whom TLS did not let in.
struct Refused {
  unsigned status = 400;  ///< the status that was answered; 408 where time ran out; 0 in the TLS handshake
  std::string reason;     ///< for operators, no byte of the request
  std::string peer;
  std::string method, target;  ///< as far as they were read
  std::string body;            ///< what had been read of the body, 64 KiB of it at most
  std::string subject;         ///< in the handshake: of the certificate that was shown, proven or not
};

/// Of one listener.
struct ServerLimits {
  std::size_t header_bytes = 16UL * 1024;
  std::size_t body_bytes = 8UL * 1024 * 1024;
  std::size_t connections = 12'000;
  std::size_t in_flight = 256;                   ///< requests waiting for or held by workers; more get 503
  std::size_t held_bytes = 256UL * 1024 * 1024;  ///< of all bodies being read or handled; more get 503
  std::chrono::milliseconds handshake_time{5'000};
  std::chrono::milliseconds header_time{5'000};
  std::chrono::milliseconds request_time{10'000};  ///< header and body together
  std::chrono::milliseconds idle_time{15'000};
  std::chrono::milliseconds write_time{30'000};
};

/// Of those listeners together that share. Where they are above each listener's own, none can take
/// everything.
struct SharedLimits {
  std::size_t connections = std::numeric_limits<std::size_t>::max();
  std::size_t in_flight = std::numeric_limits<std::size_t>::max();
};

struct ListenerOptions {
  std::string name;        ///< "listener.kesatu", for error texts
  std::string address;     ///< numeric IPv4 or IPv6 address
  std::uint16_t port = 0;  ///< 0: chosen by the system
  ServerLimits limits;
  std::function<Response(const Request&)> handle;
  std::function<void(const Refused&)> refused;            ///< may be empty; runs on a worker, one at a time
  std::shared_ptr<const crypto::TlsGate> tls = {};        ///< null: plain HTTP. Counts for new connections
  std::shared_ptr<crypto::SignatureGate> signature = {};  ///< asked of every POST; null: nobody is asked
  bool shares = true;                                     ///< counts against what listeners have together
};

/// What a listener has in hand now.
struct Load {
  std::size_t connections = 0;
  std::size_t in_flight = 0;     ///< requests waiting for or held by workers
  std::uint64_t unreported = 0;  ///< refused requests of which `refused` was not told, since the start
};

class Server {
 public:
  /// `workers`: threads for each listener, so that one whose handlers all wait holds up no other.
  Server(std::vector<ListenerOptions> listeners, unsigned workers,
         std::function<void(const base::SafeText&)> on_error, SharedLimits shared = {});
  ~Server();  ///< stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds every listener, then serves. Throws base::Broken naming the listener, the address and the remedy.
  void start();
  [[nodiscard]] std::uint16_t port(std::size_t listener) const;
  /// Any thread.
  [[nodiscard]] Load load(std::size_t listener) const;
  /// Whether the I/O thread does something within the time, however long handlers take. Any thread, once
  /// started.
  [[nodiscard]] bool answers(std::chrono::milliseconds within);
  /// Accepts nothing more, lets what is under way finish until `patience` is over, then closes.
  /// A handler that still runs then is waited for by the destructor; requests that no worker
  /// had begun are dropped. Not to be started again.
  void stop(std::chrono::milliseconds patience);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace jembatan::http
