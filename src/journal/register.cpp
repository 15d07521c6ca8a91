#include "journal/register.h"

#include <limits>
#include <set>
#include <string>

#include "journal/register_hash.h"
#include "journal/register_rows.h"
#include "journal/rows.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::int64_t kRowsAtOnce = 20'000;

constexpr std::string_view kAfter =
    "SELECT company, kind, subject, party, body FROM register"
    " WHERE (company, kind, subject, party) > (?, ?, ?, ?) ORDER BY company, kind, subject, party LIMIT ?";

/// Before every row.
constexpr RegisterKey kBeginning{std::numeric_limits<std::int64_t>::min(), RegisterKind::badan_usaha,
                                 std::numeric_limits<std::int64_t>::min(), 0};

/// A page of rows in their order; how many there were. `last` moves on.
std::size_t visit_page(Connection& connection, RegisterKey& last, bool& go_on,
                       const RegisterReader::Visit& visit) {
  Query query{connection, kAfter, kReading};
  query.add(last.company).add(static_cast<std::int64_t>(last.kind)).add(last.subject).add(last.party);
  query.add(kRowsAtOnce);
  RegisterRow row;
  std::size_t rows = 0;
  while (go_on && query.step()) {
    read_row(query, row);
    ++rows;
    go_on = visit(row);
  }
  if (rows != 0) last = row.key;
  return rows;
}

}  // namespace

void RegisterReader::each(const Visit& visit) const {
  RegisterKey last = kBeginning;
  bool go_on = true;
  std::size_t rows = kRowsAtOnce;
  while (go_on && rows == static_cast<std::size_t>(kRowsAtOnce)) {
    store_.read([&](Connection& connection) { rows = visit_page(connection, last, go_on, visit); });
  }
}

void RegisterReader::each(RegisterKind kind, const Visit& visit) const {
  each([&](const RegisterRow& row) { return row.key.kind != kind || visit(row); });
}

void RegisterReader::company(std::int64_t company, const Visit& visit) const {
  store_.read([&](Connection& connection) {
    Query query{connection,
                "SELECT company, kind, subject, party, body FROM register WHERE company = ?"
                " ORDER BY kind, subject, party",
                kReading};
    query.add(company);
    RegisterRow row;
    while (query.step()) {
      read_row(query, row);
      if (!visit(row)) return;
    }
  });
}

std::optional<RegisterRow> RegisterReader::find(const RegisterKey& key) const {
  std::optional<RegisterRow> found;
  store_.read([&](Connection& connection) {
    Query query{connection,
                "SELECT company, kind, subject, party, body FROM register"
                " WHERE company = ? AND kind = ? AND subject = ? AND party = ?",
                kReading};
    query.add(key.company).add(static_cast<std::int64_t>(key.kind)).add(key.subject).add(key.party);
    if (query.step()) read_row(query, found.emplace());
  });
  return found;
}

std::vector<RegisterRow> RegisterReader::worker(std::string_view nik) const {
  Filter filter;
  filter.identifier = std::string(nik);
  const std::int64_t subject = worker_number(nik);
  std::set<std::int64_t> companies;
  // Whatever has said something of the worker bears its mark.
  const auto exchanges = store_.scan(filter, Order::oldest_first, std::numeric_limits<std::size_t>::max());
  store_.read([&](Connection& connection) {
    for (const Entry& entry : exchanges) {
      Query query{connection, "SELECT company FROM register_change WHERE origin = ? AND number = ?",
                  kReading};
      query.add(row_number(origin_of(connection, entry.number, entry.replay_of)))
          .add(row_number(entry.number));
      while (query.step()) companies.insert(query.integer(0));
    }
  });
  std::vector<RegisterRow> rows;
  for (const std::int64_t company : companies) {
    for (const auto party : {RegisterParty{0}, RegisterParty{1}}) {
      if (auto row = find({company, RegisterKind::pekerja, subject, party})) rows.push_back(*row);
    }
  }
  return rows;
}

std::int64_t RegisterReader::company_number(std::string_view identifier) const {
  return store_.register_hash().name(identifier);
}

std::int64_t RegisterReader::worker_number(std::string_view identifier) const {
  return store_.register_hash().name(identifier);
}

std::vector<std::int64_t> RegisterReader::companies_since(base::WallTime time) const {
  std::vector<std::int64_t> companies;
  store_.read([&](Connection& connection) {
    Query query{connection,
                "SELECT DISTINCT company FROM register_change"
                " JOIN exchange ON exchange.number = register_change.number"
                " WHERE coalesce(exchange.finished_at, exchange.received_at) >= ? ORDER BY company",
                kReading};
    query.add(stored(time));
    while (query.step()) companies.push_back(query.integer(0));
  });
  return companies;
}

std::vector<std::uint64_t> RegisterReader::exchanges_since(base::WallTime time) const {
  std::vector<std::uint64_t> exchanges;
  store_.read([&](Connection& connection) {
    Query query{connection,
                "SELECT DISTINCT register_change.number FROM register_change"
                " JOIN exchange ON exchange.number = register_change.number"
                " WHERE coalesce(exchange.finished_at, exchange.received_at) >= ? ORDER BY 1",
                kReading};
    query.add(stored(time));
    while (query.step()) exchanges.push_back(static_cast<std::uint64_t>(query.integer(0)));
  });
  return exchanges;
}

}  // namespace jembatan::journal
