#include "journal/placements.h"

#include <string>

#include "journal/snapshot.h"

namespace jembatan::journal {

std::vector<PlacementRow> placement_rows(Vault& vault, const std::vector<Placement>& placements) {
  std::vector<std::string> workers, companies;
  workers.reserve(placements.size());
  for (const Placement& placement : placements) {
    workers.push_back(placement.worker);
    // One company is often the same from worker to worker.
    if (companies.empty() || companies.back() != placement.company) companies.push_back(placement.company);
  }
  const auto worker_numbers = vault.numbers("placement worker", workers);
  const auto company_numbers = vault.numbers("placement company", companies);
  std::vector<PlacementRow> rows;
  rows.reserve(placements.size());
  std::size_t company = 0;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    if (placements[i].company != companies[company]) ++company;
    rows.push_back({worker_numbers[i], company_numbers[company]});
  }
  return rows;
}

void record_placements(Connection& connection, std::string_view party,
                       const std::vector<PlacementRow>& rows) {
  Query insert{connection, "INSERT OR IGNORE INTO placement (worker, party, company) VALUES (?, ?, ?)",
               "record in"};
  for (const PlacementRow& row : rows) {
    insert.again().add(row.worker).add_text(party).add(row.company).step();
  }
}

std::vector<bool> elsewhere(Connection& connection, std::string_view party,
                            const std::vector<PlacementRow>& rows) {
  const Snapshot snapshot(connection);
  Query query{connection, "SELECT 1 FROM placement WHERE worker = ? AND party = ? AND company <> ? LIMIT 1",
              "read from"};
  std::vector<bool> result;
  result.reserve(rows.size());
  for (const PlacementRow& row : rows) {
    result.push_back(query.again().add(row.worker).add_text(party).add(row.company).step());
  }
  return result;
}

}  // namespace jembatan::journal
