#pragma once
// The order of what is delivered within one company: every write that has not
// ended holds a lane of each of its companies. Throws Broken.

#include <cstdint>
#include <string_view>
#include <vector>

#include "journal/sqlite_handles.h"
#include "journal/store.h"

namespace jembatan::journal {

/// The kind for Vault::numbers: one party's companies are none of the other's.
[[nodiscard]] inline std::string lane_kind(std::string_view party) {
  return "lane " + std::string(party);
}

/// Whether a write for one of the companies is pending or in doubt.
[[nodiscard]] bool somebody_waits(Connection& connection, const std::vector<std::int64_t>& companies);
void take_lanes(Connection& connection, std::int64_t number, const std::vector<std::int64_t>& companies);
void leave_lanes(Connection& connection, std::int64_t number);

/// As Store::waiting, of one state.
[[nodiscard]] std::vector<Waiting> waiting_in(Connection& connection, std::string_view party, State state,
                                              std::uint64_t after, std::size_t limit);

}  // namespace jembatan::journal
