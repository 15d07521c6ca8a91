#pragma once
// Which kept write goes next to one party, and what becomes of it: oldest first,
// in order within a company, in parallel across companies. A message that was
// not accepted waits, and only its own companies wait with it; refused too often
// while the party accepts others, it is held for a person. Any number of threads
// may step at once; it never waits by itself, so that a test's clock can drive
// it. Borrows the gateway. A journal that does not work is told to the log and
// tried again later.

#include <map>
#include <mutex>
#include <optional>

#include "exchange/delivery_options.h"
#include "exchange/delivery_queue.h"
#include "exchange/gateway.h"

namespace jembatan::exchange {

class Courier {
 public:
  /// Delivers what `caller` gave, to the other party.
  Courier(Gateway& gateway, lampiran::Pihak caller, DeliveryOptions options, std::uint64_t seed);

  /// Makes one attempt where one is due: nothing then, step again. Otherwise the moment to step again at.
  [[nodiscard]] std::optional<base::SteadyTime> step();

 private:
  [[nodiscard]] std::optional<base::SteadyTime> closed_until(base::SteadyTime now) const;
  /// Once a second and whenever the queue runs low.
  [[nodiscard]] bool due_for_refill(base::SteadyTime now) const;
  void refill(base::SteadyTime now);
  void hold_doubtful();
  void deliver(std::uint64_t number);
  void accepted(std::uint64_t number);
  void not_accepted(const journal::Entry& before);
  [[nodiscard]] bool poisoned(const journal::Entry& before, const journal::Entry& after);
  void trouble(const base::SafeText& what);
  [[nodiscard]] base::SteadyTime now() const { return gateway_.surroundings().clock.steady(); }
  [[nodiscard]] Upstream& lawan() const { return *gateway_.surroundings().side(caller_).lawan; }

  Gateway& gateway_;
  const lampiran::Pihak caller_;
  const DeliveryOptions options_;
  std::mutex mutex_;
  DeliveryQueue queue_;
  Backoff backoff_;
  std::optional<base::SteadyTime> loaded_;
  bool more_ = false;        ///< the store had more than was loaded
  bool progressed_ = false;  ///< something went since the store was asked
  std::map<std::uint64_t, std::uint64_t>
      failing_;            ///< of each: what the party had taken when it first failed
  unsigned troubles_ = 0;  ///< failures of the journal in a row
  base::SteadyTime resting_until_{};
};

}  // namespace jembatan::exchange
