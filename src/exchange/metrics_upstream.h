#pragma once
// What became of the calls of one party's system. Any thread, without a lock.

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

#include "base/histogram.h"

namespace jembatan::exchange {

struct UpstreamMetrics {
  /// not_tried: the breaker was open. suspended: operators have stopped the exchange. unavailable: an answer
  /// that says so. not_sent and in_doubt: as in Delivery.
  enum class Result { answered, unavailable, not_sent, in_doubt, not_tried, suspended };
  static constexpr std::array<std::string_view, 6> names{"answered", "unavailable", "not_sent",
                                                         "in_doubt", "not_tried",   "suspended"};

  std::array<std::atomic<std::uint64_t>, names.size()> calls{};  ///< by Result
  std::atomic<std::uint64_t> openings = 0;                       ///< of the breaker, failed probes left out
  base::Histogram call_us{base::latency_bounds()};               ///< of the calls that were tried

  void count(Result result) { calls[static_cast<std::size_t>(result)].fetch_add(1); }
};

}  // namespace jembatan::exchange
