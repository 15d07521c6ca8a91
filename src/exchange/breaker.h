#pragma once
// Stops calling a party that does not answer, and finds out by itself when it
// answers again. Closed: every call goes through. Open, after so many failures
// in a row: none does until a cool-down is over, which grows with each probe
// that fails. Half-open: one call at a time is let through as a probe; one
// success closes the breaker. Times are steady. Any thread; borrows the clock.

#include <mutex>
#include <optional>

#include "base/clock.h"
#include "base/safe_text.h"
#include "exchange/backoff.h"

namespace jembatan::exchange {

struct BreakerOptions {
  unsigned failures = 5;  ///< in a row, that open it
  BackoffTimes cool_down;
};

class Breaker {
 public:
  enum class State { closed, open, half_open };
  enum class Turn { none, opened, closed };  ///< what a report changed, for whoever tells people

  struct Look {
    State state = State::closed;
    base::SafeText reason;  ///< of the last failure; empty where it is closed
    base::WallTime since{};
    base::SteadyTime next_probe{};  ///< where it is open
  };
  /// A call that was let through. It must be reported on exactly once.
  struct Pass {
    bool probe = false;
  };

  Breaker(BreakerOptions options, const base::Clock& clock, std::uint64_t seed);

  /// Nothing where no call may be made now.
  [[nodiscard]] std::optional<Pass> admit();
  Turn succeeded(Pass pass);
  Turn failed(Pass pass, const base::SafeText& reason);
  [[nodiscard]] Look look() const;

 private:
  [[nodiscard]] State state() const;
  void cool_down();

  const base::Clock& clock_;
  const unsigned limit_;
  mutable std::mutex mutex_;
  Backoff backoff_;
  unsigned failures_ = 0;  ///< in a row while it is closed
  unsigned openings_ = 0;  ///< without a success between them; 0: closed
  bool probing_ = false;
  base::SafeText reason_;
  base::WallTime since_{};
  base::SteadyTime next_probe_{};
};

}  // namespace jembatan::exchange
