#pragma once
// Which workers a party has listed at which company: rows of keyed hashes, kept
// in the transaction of the exchange that listed them. Throws Broken.

#include <string_view>
#include <vector>

#include "journal/sqlite_handles.h"
#include "journal/vault.h"

namespace jembatan::journal {

struct PlacementRow {
  std::int64_t worker = 0, company = 0;
};

[[nodiscard]] std::vector<PlacementRow> placement_rows(Vault& vault,
                                                       const std::vector<Placement>& placements);

void record_placements(Connection& connection, std::string_view party, const std::vector<PlacementRow>& rows);

/// For each row, whether the party has listed the worker at another company.
[[nodiscard]] std::vector<bool> elsewhere(Connection& connection, std::string_view party,
                                          const std::vector<PlacementRow>& rows);

}  // namespace jembatan::journal
