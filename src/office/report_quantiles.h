#pragma once
// Quantiles of any number of durations in a few kilobytes: counted in ranges that
// grow with the value, 128 to each doubling, so that what is told is at most 0.8 %
// too small; below 256 it is exact. One thread.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace jembatan::office {

class Quantiles {
 public:
  void add(std::int64_t value) {
    ++ranges_[range_of(value < 0 ? 0 : static_cast<std::uint64_t>(value))];
    ++count_;
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// The least value that `permille` of 1000 values do not exceed; 0 where there is none.
  [[nodiscard]] std::int64_t at(unsigned permille) const {
    std::uint64_t wanted = (count_ * permille + 999) / 1000;
    for (std::size_t range = 0; wanted > 0 && range < ranges_.size(); ++range) {
      if (ranges_[range] >= wanted) return static_cast<std::int64_t>(least_of(range));
      wanted -= ranges_[range];
    }
    return 0;
  }

 private:
  static constexpr std::size_t kParts = 128;
  static constexpr std::size_t kDoublings = 40;  ///< up to 2^47: years, in microseconds

  static std::size_t range_of(std::uint64_t value) {
    const auto width = static_cast<std::size_t>(std::bit_width(value));
    const std::size_t shift = width > 8 ? width - 8 : 0;
    const std::size_t range = shift * kParts + static_cast<std::size_t>(value >> shift);
    return range < kParts * (kDoublings + 2) ? range : kParts * (kDoublings + 2) - 1;
  }
  static std::uint64_t least_of(std::size_t range) {
    if (range < 2 * kParts) return range;
    const std::size_t shift = range / kParts - 1;
    return (std::uint64_t{range} - shift * kParts) << shift;
  }

  std::array<std::uint64_t, kParts*(kDoublings + 2)> ranges_{};
  std::uint64_t count_ = 0;
};

}  // namespace jembatan::office
