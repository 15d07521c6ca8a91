#pragma once
// The threads that bring what was kept to one party as soon as it can be
// reached: pending writes, and those in doubt where the party honours idPesan.
// Owns its threads; start and stop from one thread.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "exchange/courier.h"

namespace jembatan::exchange {

class Deliverer {
 public:
  /// Delivers what `caller` gave, to the other party.
  Deliverer(Gateway& gateway, lampiran::Pihak caller, const DeliveryOptions& options = {});
  ~Deliverer();  ///< stops
  Deliverer(const Deliverer&) = delete;
  Deliverer& operator=(const Deliverer&) = delete;

  /// Waits for the deliveries under way, then ends the threads.
  void stop();

 private:
  void run();
  [[nodiscard]] std::optional<base::SteadyTime> step();

  const base::Clock& clock_;
  Courier courier_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::uint64_t attempts_ = 0;  ///< each may have made way for another
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jembatan::exchange
