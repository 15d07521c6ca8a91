#include "journal/register_pages.h"

#include <limits>
#include <set>
#include <utility>

#include "journal/register_rows.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::int64_t kBeforeAll = std::numeric_limits<std::int64_t>::min();
constexpr unsigned kPassedOver = 5'000;
constexpr std::size_t kNewestExchanges = 64;

/// Most exchanges end within a minute of coming in and are found by that; exchange_late has the others.
constexpr std::string_view kEndedSince =
    "SELECT number, replay_of, party, operation FROM exchange INDEXED BY exchange_received"
    " WHERE received_at >= ?1 - 60000 AND coalesce(finished_at, received_at) >= ?1"
    " UNION SELECT number, replay_of, party, operation FROM exchange INDEXED BY exchange_late"
    " WHERE finished_at > received_at + 60000 AND finished_at >= ?1";

constexpr std::string_view kChanged =
    "SELECT company FROM register_change WHERE origin = ? AND number = ? AND company > ? AND company <> 0";

std::string_view name_of(RegisterParty party) {
  return party == 0 ? "kesatu" : "kedua";
}

/// Whose values an exchange brings: a write its caller's, a read those of who was asked.
bool tells_of(RegisterParty party, const std::string& caller, const std::string& operation) {
  const bool writes = operation.starts_with("Kirim") || operation.starts_with("Selaraskan");
  return (caller == name_of(party)) == writes;
}

bool bears(const RegisterRow& row, std::int64_t identifier) {
  for (const std::size_t field :
       {std::size_t{company_field::npwp}, std::size_t{company_field::nib}, std::size_t{company_field::tdp},
        std::size_t{company_field::kode_badan_usaha}}) {
    if (row.has(field) && static_cast<std::int64_t>(row.number[field]) == identifier) return true;
  }
  return false;
}

bool knows_in(Connection& connection, RegisterParty party, std::int64_t company) {
  Query query{connection, "SELECT 1 FROM register WHERE company = ? AND party = ? LIMIT 1", kReading};
  query.add(company).add(party);
  return query.step();
}

}  // namespace

RegisterPages::Companies RegisterPages::companies(std::optional<std::int64_t> after,
                                                  std::size_t limit) const {
  Companies page;
  store_.read([&](Connection& connection) {
    Query next{connection,
               "SELECT company FROM register WHERE company > ? AND company <> 0 ORDER BY company LIMIT 1",
               kReading};
    std::int64_t last = after.value_or(kBeforeAll);
    for (unsigned seen = 0;; ++seen) {
      next.again().add(last);
      if (!next.step()) return;
      if (seen == kPassedOver || page.found.size() == limit) {
        page.go_on = last;
        return;
      }
      last = next.integer(0);
      if (knows_in(connection, party_, last)) page.found.push_back(last);
    }
  });
  return page;
}

RegisterPages::Companies RegisterPages::companies_since(base::WallTime time,
                                                        std::optional<std::int64_t> after,
                                                        std::size_t limit) const {
  std::set<std::int64_t> lowest;  // one more than the page holds
  store_.read([&](Connection& connection) {
    Query ended{connection, kEndedSince, kReading};
    Query changed{connection, kChanged, kReading};
    ended.add(stored(time));
    while (ended.step()) {
      if (!tells_of(party_, ended.text(2), ended.text(3))) continue;
      const auto number = static_cast<std::uint64_t>(ended.integer(0));
      const std::uint64_t origin =
          origin_of(connection, number, static_cast<std::uint64_t>(ended.integer(1)));
      changed.again().add(row_number(origin)).add(row_number(number)).add(after.value_or(kBeforeAll));
      while (changed.step()) {
        lowest.insert(changed.integer(0));
        if (lowest.size() > limit + 1) lowest.erase(std::prev(lowest.end()));
      }
    }
  });
  Companies page;
  for (const std::int64_t company : lowest) {
    if (page.found.size() == limit) {
      page.go_on = page.found.back();
      break;
    }
    page.found.push_back(company);
  }
  return page;
}

std::vector<RegisterRow> RegisterPages::workers(std::int64_t company, std::optional<std::int64_t> after,
                                                std::size_t limit) const {
  std::vector<RegisterRow> rows;
  store_.read([&](Connection& connection) {
    Query query{connection,
                "SELECT company, kind, subject, party, body FROM register WHERE company = ? AND kind = 2"
                " AND subject > ? AND party = ? ORDER BY subject LIMIT ?",
                kReading};
    query.add(company).add(after.value_or(kBeforeAll)).add(party_).add(static_cast<std::int64_t>(limit));
    while (query.step()) read_row(query, rows.emplace_back());
  });
  return rows;
}

bool RegisterPages::knows(std::int64_t company) const {
  bool known = false;
  store_.read([&](Connection& connection) { known = knows_in(connection, party_, company); });
  return known;
}

std::vector<std::int64_t> RegisterPages::bearing(std::string_view identifier) const {
  const RegisterReader reader(store_);
  const std::int64_t number = reader.company_number(identifier);
  Filter filter;
  filter.identifier = std::string(identifier);
  std::vector<std::int64_t> found;
  for (const Entry& entry : store_.scan(filter, Order::newest_first, kNewestExchanges)) {
    std::vector<std::int64_t> said;
    store_.read([&](Connection& connection) {
      Query query{connection, kChanged, kReading};
      query.add(row_number(origin_of(connection, entry.number, entry.replay_of)))
          .add(row_number(entry.number))
          .add(kBeforeAll);
      while (query.step()) said.push_back(query.integer(0));
    });
    for (const std::int64_t company : said) {
      const auto row = reader.find({company, RegisterKind::badan_usaha, 0, party_});
      if (row && bears(*row, number)) found.push_back(company);
    }
    if (!found.empty()) break;
  }
  return found;
}

}  // namespace jembatan::journal
