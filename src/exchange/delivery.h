#pragma once
// The thread that brings what was kept to one party as soon as it can be
// reached: pending writes, and those in doubt where the party honours idPesan,
// oldest first. While the party does not answer it waits longer and longer, up
// to a minute. Owns its thread; start and stop from one thread. A journal that
// does not work is logged and tried again.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "exchange/gateway.h"

namespace jembatan::exchange {

class Deliverer {
 public:
  /// Delivers what `caller` gave, to the other party.
  Deliverer(Gateway& gateway, lampiran::Pihak caller);
  ~Deliverer();  ///< stops
  Deliverer(const Deliverer&) = delete;
  Deliverer& operator=(const Deliverer&) = delete;

  /// Waits for the delivery under way, then ends the thread.
  void stop();

 private:
  enum class Round { idle, progress, unreachable };

  void run();
  Round deliver_round();
  Round deliver_all(journal::State state);
  bool wait(std::chrono::milliseconds time);

  Gateway& gateway_;
  lampiran::Pihak caller_;
  std::set<std::uint64_t> set_aside_;  ///< could not be sent again; logged once, for a person
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jembatan::exchange
