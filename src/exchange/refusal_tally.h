#pragma once
// How refusals that cost their sender nothing are recorded without letting him
// fill the disk: the first of a kind in a minute one by one, the rest of the
// minute as one entry with their number. A kind is an address, a code and a
// reason. What a minute can cost is bounded: entries, kinds and bytes of bodies.
// Any thread.

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.h"
#include "soap/messages.h"

namespace jembatan::exchange {

class RefusalTally {
 public:
  static constexpr std::chrono::minutes period{1};
  static constexpr std::size_t singly_of_a_kind = 20;
  static constexpr std::size_t singly_in_all = 600;
  static constexpr std::size_t most_kinds = 200;  ///< further ones count as of "other addresses"
  static constexpr std::size_t body_bytes_in_all = 1024UL * 1024;

  struct Kind {
    std::string address;  ///< without port
    soap::Kode kode;
    std::string reason;
    auto operator<=>(const Kind&) const = default;
  };
  enum class How { whole, without_body, counted };
  struct Summary {
    Kind kind;
    std::uint64_t count = 0;  ///< beyond those that were recorded singly
  };

  /// How this one is to be recorded.
  [[nodiscard]] How add(const Kind& kind, std::size_t body_bytes, base::SteadyTime now);
  /// What was counted, once the minute in which it was is over; with `all` at once.
  [[nodiscard]] std::vector<Summary> take(base::SteadyTime now, bool all = false);

 private:
  struct Count {
    std::size_t singly = 0;
    std::uint64_t counted = 0;
  };
  [[nodiscard]] Count& count_of(const Kind& kind);

  std::mutex mutex_;
  base::SteadyTime began_{};  ///< of the minute; counts where kinds_ is not empty
  std::map<Kind, Count> kinds_;
  std::size_t singly_ = 0, body_bytes_ = 0;
};

/// "192.0.2.7" of "192.0.2.7:51234".
[[nodiscard]] std::string address_of(const std::string& peer);

}  // namespace jembatan::exchange
