#pragma once
// When the next one may be sent, and whether there is to be a next one at all.
// Both may be used by any number of threads. Nothing fails.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>

#include "base/clock.h"

namespace jembatan::office {

/// Thrown once: what is under way is finished, nothing new is begun.
class StopSwitch {
 public:
  /// The first reason stays.
  void stop(const std::string& why);
  [[nodiscard]] bool stopped() const;
  [[nodiscard]] std::string why() const;  ///< "" while it is not stopped
  /// False, at once, where it is stopped.
  [[nodiscard]] bool wait_for(std::chrono::nanoseconds time) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  bool stopped_ = false;
  std::string why_;
};

class Pace {
 public:
  /// `rate`: turns a second, 0 for no limit.
  Pace(const base::Clock& clock, const StopSwitch& stop, double rate);

  /// Waits for a turn; false where it was stopped meanwhile.
  [[nodiscard]] bool take();

 private:
  [[nodiscard]] base::SteadyTime next_turn();

  const base::Clock& clock_;
  const StopSwitch& stop_;
  std::chrono::nanoseconds gap_;
  std::mutex mutex_;
  base::SteadyTime free_at_{};
};

}  // namespace jembatan::office
