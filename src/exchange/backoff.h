#pragma once
// How long to wait before the next attempt: exponential, with full jitter, so
// that many who failed together do not come back together. Plain values; a
// Backoff is one thread's, or guarded by its owner.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

namespace jembatan::exchange {

struct BackoffTimes {
  std::chrono::milliseconds first{1'000};
  std::chrono::milliseconds longest{60'000};
};

class Backoff {
 public:
  Backoff(BackoffTimes times, std::uint64_t seed) : times_(times), random_(seed) {}

  /// After `failures` in a row (from 1): evenly from `first` up to twice, four times, ... it, `longest` at
  /// most.
  [[nodiscard]] std::chrono::milliseconds after(unsigned failures) {
    constexpr unsigned doublings = 30;  // beyond any cap, short of an overflow
    const std::int64_t least = std::min(times_.first, times_.longest).count();
    const std::int64_t grown = least << std::min(failures, doublings);
    std::uniform_int_distribution<std::int64_t> even(least, std::min(grown, times_.longest.count()));
    return std::chrono::milliseconds(even(random_));
  }

 private:
  BackoffTimes times_;
  std::mt19937_64 random_;
};

}  // namespace jembatan::exchange
