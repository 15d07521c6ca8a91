#pragma once
// A clock that stands still until a test moves it, wall and steady time together
// unless the wall clock is made to jump. Any thread.

#include <atomic>
#include <chrono>

#include "base/clock.h"

namespace jembatan::exchange {

class HandClock final : public base::Clock {
 public:
  [[nodiscard]] base::WallTime wall() const override {
    return base::WallTime(std::chrono::hours(24 * 365 * 55)) + std::chrono::milliseconds(passed_ + jumped_);
  }
  [[nodiscard]] base::SteadyTime steady() const override {
    return base::SteadyTime(std::chrono::hours(1)) + std::chrono::milliseconds(passed_);
  }

  /// Only the wall clock, as somebody sets it: either way.
  void jump(std::chrono::milliseconds time) { jumped_ += time.count(); }
  void pass(std::chrono::milliseconds time) { passed_ += time.count(); }
  /// Never backwards.
  void to(base::SteadyTime moment) {
    const auto ahead =
        std::chrono::ceil<std::chrono::milliseconds>(moment - base::SteadyTime(std::chrono::hours(1)));
    auto now = passed_.load();
    while (now < ahead.count() && !passed_.compare_exchange_weak(now, ahead.count())) {
    }
  }

 private:
  std::atomic<std::int64_t> passed_ = 0, jumped_ = 0;
};

}  // namespace jembatan::exchange
