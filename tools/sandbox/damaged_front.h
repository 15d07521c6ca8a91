#pragma once
// A TCP front before the real server: it passes bytes on both ways and, where
// the plan or the board says so, plays a script in place of the answer. Started only where such faults may be
// asked for. start() and stop() from one thread; owns its threads, one for each connection.

#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "base/clock.h"
#include "sandbox/damage.h"
#include "sandbox/fault_plan.h"
#include "sandbox/socket.h"
#include "sandbox/wire_script.h"

namespace jembatan::sandbox {

class DamagedFront {
 public:
  struct Options {
    std::string name;     ///< for error texts
    std::string address;  ///< numeric
    std::uint16_t port = 0;
    std::uint16_t server_port = 0;  ///< of the real server on 127.0.0.1
  };

  DamagedFront(Options options, FaultPlan& plan, DamageBoard& board, const base::Clock& clock);
  ~DamagedFront();  ///< stops
  DamagedFront(const DamagedFront&) = delete;
  DamagedFront& operator=(const DamagedFront&) = delete;

  /// Throws base::Broken naming the address and the remedy.
  void start();
  [[nodiscard]] std::uint16_t port() const { return listener_.local_port(); }
  /// Closes every connection.
  void stop();

 private:
  struct Connection {
    std::thread thread;
    std::atomic<bool> over{false};
  };

  void accept_all();
  void forget_the_ended();
  void pass_on(Socket client);
  /// False where the connection is over.
  bool play(const Script& script, Socket& client);
  void keep_silent(const Socket& client);
  bool pause(std::chrono::milliseconds time);

  const Options options_;
  FaultPlan& plan_;
  DamageBoard& board_;
  const base::Clock& clock_;
  Socket listener_;
  Socket stop_seen_, stop_said_;  ///< the ends of a pipe: readable once stop() was called
  std::thread acceptor_;
  std::list<Connection> connections_;  ///< the acceptor's alone until it has ended
};

}  // namespace jembatan::sandbox
