#include "journal/waiting.h"

#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

std::vector<std::int64_t> lanes_of(Connection& connection, std::int64_t number) {
  Query query{connection, "SELECT company FROM lane WHERE number = ?", kReading};
  query.add(number);
  std::vector<std::int64_t> lanes;
  while (query.step()) lanes.push_back(query.integer(0));
  return lanes;
}

}  // namespace

bool somebody_waits(Connection& connection, const std::vector<std::int64_t>& companies) {
  if (companies.empty()) return false;
  {
    // Nearly always nobody does: one look spares one for each company.
    Query any{connection,
              "SELECT EXISTS (SELECT 1 FROM exchange INDEXED BY exchange_state"
              " WHERE state = 'pending' AND state <> 'answered')"
              " OR EXISTS (SELECT 1 FROM exchange INDEXED BY exchange_state"
              " WHERE state = 'in_doubt' AND state <> 'answered')"
              " OR EXISTS (SELECT 1 FROM exchange INDEXED BY exchange_state"
              " WHERE state = 'sending' AND state <> 'answered' AND outcome <> '')",
              kReading};
    if (any.step() && any.integer(0) == 0) return false;
  }
  for (const std::int64_t company : companies) {
    Query query{connection,
                "SELECT 1 FROM lane CROSS JOIN exchange USING (number)"
                " WHERE company = ? AND (state IN ('pending', 'in_doubt')"
                " OR state = 'sending' AND outcome <> '') LIMIT 1",
                kReading};
    query.add(company);
    if (query.step()) return true;
  }
  return false;
}

void take_lanes(Connection& connection, std::int64_t number, const std::vector<std::int64_t>& companies) {
  for (const std::int64_t company : companies) {
    Query insert{connection, "INSERT OR IGNORE INTO lane (company, number) VALUES (?, ?)", kWriting};
    insert.add(company).add(number).step();
  }
}

void leave_lanes(Connection& connection, std::int64_t number) {
  Query query{connection, "DELETE FROM lane WHERE number = ?", kWriting};
  query.add(number).step();
}

std::vector<Waiting> waiting_in(Connection& connection, std::string_view party, State state,
                                std::uint64_t after, std::size_t limit) {
  // A company's first lane is enough to look at: what is held stays first until a person has decided.
  Query query{connection,
              "SELECT number, attempts, refusals FROM exchange INDEXED BY exchange_state"
              " WHERE state = ? AND state <> 'answered' AND number > ? AND party = ? AND held = 0"
              " AND replay_mode <> 'upstream'"
              " AND NOT EXISTS (SELECT 1 FROM lane AS mine CROSS JOIN exchange AS first ON first.number ="
              " (SELECT min(number) FROM lane WHERE company = mine.company)"
              " WHERE mine.number = exchange.number AND first.held = 1)"
              " ORDER BY number LIMIT ?",
              kReading};
  query.add_text(name(state)).add(row_number(after)).add_text(party).add(static_cast<std::int64_t>(limit));
  std::vector<Waiting> found;
  while (query.step()) {
    found.push_back({static_cast<std::uint64_t>(query.integer(0)),
                     state,
                     static_cast<unsigned>(query.integer(1)),
                     static_cast<unsigned>(query.integer(2)),
                     {}});
  }
  for (Waiting& one : found) one.companies = lanes_of(connection, row_number(one.number));
  return found;
}

}  // namespace jembatan::journal
