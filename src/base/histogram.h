#pragma once
// How often a value fell into which range, counted without a lock: what the
// metrics show of durations and sizes. Any thread may observe and look; a look
// while others observe may miss the latest. Throws nothing of its own.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace jembatan::base {

class Histogram {
 public:
  struct Look {
    std::vector<std::int64_t> bounds;   ///< upper ends of the ranges, inclusive
    std::vector<std::uint64_t> counts;  ///< of each range alone; the last one is above every bound
    std::int64_t sum = 0;               ///< of all values

    [[nodiscard]] std::uint64_t count() const {
      return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    }
  };

  /// `bounds` ascend, in whatever whole unit the values come in.
  explicit Histogram(std::vector<std::int64_t> bounds)
      : bounds_(std::move(bounds)), counts_(bounds_.size() + 1) {}

  void observe(std::int64_t value) {
    const auto range = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
    counts_[static_cast<std::size_t>(range)].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
  }

  [[nodiscard]] Look look() const {
    Look look{bounds_, {}, sum_.load(std::memory_order_relaxed)};
    look.counts.reserve(counts_.size());
    for (const auto& count : counts_) look.counts.push_back(count.load(std::memory_order_relaxed));
    return look;
  }

 private:
  const std::vector<std::int64_t> bounds_;
  std::vector<std::atomic<std::uint64_t>> counts_;
  std::atomic<std::int64_t> sum_ = 0;
};

/// In microseconds, from 50 us (a step in memory) to 60 s (the longest wait for another party).
[[nodiscard]] inline std::vector<std::int64_t> latency_bounds() {
  return {50,        100,       250,        500,        1'000,     2'500,   5'000,
          10'000,    25'000,    50'000,     100'000,    250'000,   500'000, 1'000'000,
          2'500'000, 5'000'000, 10'000'000, 30'000'000, 60'000'000};
}

}  // namespace jembatan::base
