#pragma once
// One listening address: accepts connections up to its limit, keeps their
// sessions and their time, and is what they ask of the server around them. I/O
// thread only, but for answer(), which runs on a worker, and load(), which any
// thread calls. Owns its sessions.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/clock.h"
#include "crypto/tls_connection.h"
#include "http/beast.h"
#include "http/outgoing.h"
#include "http/server.h"
#include "http/strict_header.h"
#include "http/worker_pool.h"

namespace jembatan::http {

class Session;

/// Connections of the listeners that share. I/O thread only.
struct SharedPlaces {
  std::size_t bound;
  std::size_t taken = 0;
};

/// What the listeners of a server share; outlives them.
struct Surroundings {
  asio::io_context& io;
  WorkerPool& pool;
  const base::Clock& clock;
  const std::function<void(const base::SafeText&)>& on_error;
  SharedPlaces& places;
};

/// The lanes of the pool that belong to a listener.
struct ListenerLanes {
  std::size_t requests, reports;
};

class Listener {
 public:
  Listener(Surroundings around, ListenerOptions options, ListenerLanes lanes);
  ~Listener();

  /// Throws base::Broken naming the listener, the address and the remedy.
  void bind();
  /// Begins what is not under way: accepting, and keeping the sessions' time.
  void serve();
  /// After something was thrown out of the I/O itself, which may have been the accept under way.
  void resume();
  /// After bind(); any thread.
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Load load() const;
  /// Accepts nothing more; idle connections close, the others after their answer.
  void drain();
  /// Closes every connection.
  void abort();

  [[nodiscard]] bool draining() const { return draining_; }
  [[nodiscard]] const ServerLimits& limits() const { return options_.limits; }
  [[nodiscard]] base::SteadyTime now() const { return around_.clock.steady(); }
  /// Counts bytes of bodies; false, and nothing is counted, over the limit.
  [[nodiscard]] bool hold(std::size_t bytes);
  void release(std::size_t bytes) { held_ -= bytes; }
  [[nodiscard]] bool submit(WorkerPool::Job job);
  [[nodiscard]] Outgoing answer(const Request& request, bool to_head) const;
  /// Tells of it; any thread.
  void lost_connection(const std::exception& error) const noexcept;
  void report(Refused refused);
  /// Why the sender of this head is not let in; nothing where he is.
  [[nodiscard]] std::optional<std::string> objection(const Head& head) const;
  void forget(const std::shared_ptr<Session>& session);

 private:
  void tell(const base::SafeText& what, const std::exception& error) const noexcept;
  template <class Step>
  void guarded(const base::SafeText& what, Step step) const noexcept;
  void accept();
  void on_accept(error_code error, Socket socket);
  void admit(Socket socket);
  [[nodiscard]] bool is_full() const;
  void turn_away(Socket socket, std::string peer);
  [[nodiscard]] std::size_t unreported_to_tell();
  [[nodiscard]] std::unique_ptr<crypto::TlsConnection> begin_tls(Socket& socket) const;
  void pause_accepting(const error_code& error);
  void await_sweep();
  void sweep();

  const Surroundings around_;
  const ListenerOptions options_;
  const ListenerLanes lanes_;
  const std::chrono::milliseconds sweep_every_;
  std::uint16_t port_ = 0;
  Acceptor acceptor_;
  Timer sweep_;
  std::unordered_set<std::shared_ptr<Session>> sessions_;
  std::size_t held_ = 0;
  std::size_t unreported_ = 0;  ///< since it was told last
  base::SteadyTime unreported_told_{};
  std::atomic<std::size_t> connections_ = 0;  ///< sessions_.size(), for any thread
  std::atomic<std::uint64_t> ever_unreported_ = 0;
  bool accepting_ = false, sweeping_ = false;  ///< under way
  bool accepting_paused_ = false;
  bool draining_ = false;
};

}  // namespace jembatan::http
