#pragma once
// The state that each exchange's last message left it in, as a walk over all
// messages meets them: a byte an exchange, in blocks, because numbers are dense.
// One thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "journal/entry.h"

namespace jembatan::journal {

class LastStates {
 public:
  void put(std::int64_t number, State state) {
    const auto [block, place] = split(number);
    blocks_[block][place] = static_cast<std::int8_t>(static_cast<int>(state) + 1);
  }

  /// Nothing where no message was met.
  [[nodiscard]] std::optional<State> of(std::int64_t number) const {
    const auto [block, place] = split(number);
    const auto found = blocks_.find(block);
    if (found == blocks_.end() || found->second[place] == 0) return std::nullopt;
    return static_cast<State>(found->second[place] - 1);
  }

 private:
  static constexpr std::uint64_t kBlock = 4096;

  struct Place {
    std::uint64_t block;
    std::size_t place;
  };
  static Place split(std::int64_t number) {
    const auto unsigned_number = static_cast<std::uint64_t>(number);
    return {unsigned_number / kBlock, static_cast<std::size_t>(unsigned_number % kBlock)};
  }

  std::unordered_map<std::uint64_t, std::array<std::int8_t, kBlock>> blocks_;
};

}  // namespace jembatan::journal
