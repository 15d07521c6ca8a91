#pragma once
// Which workers a party has listed at which companies: 64-bit keyed hashes, for
// the rule C1_GANDA_PERUSAHAAN. The key is the journal's own, made when it is
// first needed. The thread is the connection's.

#include <string>
#include <string_view>
#include <vector>

#include "journal/sqlite_handles.h"
#include "journal/store.h"

namespace jembatan::journal {

/// The journal's key; empty where it has none yet, which also means that it knows no placement.
[[nodiscard]] std::string placement_key(Connection& connection);

/// Needs a write transaction. What is known already stays.
void record_placements(Connection& connection, std::uint64_t number,
                       const std::vector<Placement>& placements);

[[nodiscard]] std::vector<bool> elsewhere(Connection& connection, std::string_view party,
                                          const std::vector<Placement>& placements);

}  // namespace jembatan::journal
