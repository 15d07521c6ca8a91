#include "journal/register_rows.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <string>
#include <utility>

#include "journal/properties.h"
#include "journal/register_hash.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";
constexpr std::string_view kPruning = "prune";

constexpr std::string_view kFloor = "register_floor";  ///< decimal digits

/// A company, and of its workers none (0), one, or every one (kEveryWorker).
using Place = std::pair<std::int64_t, std::int64_t>;

void add_key(Query& query, const RegisterKey& key) {
  query.add(key.company).add(static_cast<std::int64_t>(key.kind)).add(key.subject).add(key.party);
}

[[noreturn]] void broken_row() {
  throw base::Broken(
      "journal: a row of the register cannot be read: it was changed; make the register again with "
      "'jembatan register rebuild'");
}

class Writer {
 public:
  Writer(Connection& connection, const RegisterTables& tables)
      : insert_sql_("INSERT INTO " + tables.rows +
                    " (company, kind, subject, party, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
        select_sql_("SELECT body FROM " + tables.rows +
                    " WHERE company = ? AND kind = ? AND subject = ? AND party = ?"),
        update_sql_("UPDATE " + tables.rows +
                    " SET body = ? WHERE company = ? AND kind = ? AND subject = ? AND party = ?"),
        insert_(connection, insert_sql_, kWriting),
        select_(connection, select_sql_, kReading),
        update_(connection, update_sql_, kWriting),
        handle_(connection.handle()) {}

  void write(const Claim& claim, const RegisterSource& source) {
    assert(claim.given != 0);
    row_.key = claim.key;
    row_.given = 0;
    row_.source_count = 0;
    join(row_, claim, source);
    encode(row_, body_);
    insert_.again();
    add_key(insert_, claim.key);
    insert_.add_blob(body_).step();
    if (sqlite3_changes(handle_) == 0) join_present(claim, source);
  }

 private:
  void join_present(const Claim& claim, const RegisterSource& source) {
    select_.again();
    add_key(select_, claim.key);
    if (!select_.step() || !decode(select_.blob_view(0), row_)) broken_row();
    select_.again();
    if (!join(row_, claim, source)) return;
    encode(row_, body_);
    update_.again().add_blob(body_);
    add_key(update_, claim.key);
    update_.step();
  }

  const std::string insert_sql_, select_sql_, update_sql_;
  Query insert_, select_, update_;
  sqlite3* handle_;
  RegisterRow row_;
  std::string body_;
};

/// Where to look for what the claims have said. Ascending by company, as they are.
std::vector<Place> places_of(const std::vector<Claim>& claims) {
  std::vector<Place> places;
  for (const Claim& claim : claims) {
    if (places.empty() || places.back().first != claim.key.company) places.emplace_back(claim.key.company, 0);
    std::int64_t& worker = places.back().second;
    if (claim.key.subject == worker || claim.key.subject == 0) continue;
    worker = worker == 0 ? claim.key.subject : kEveryWorker;
  }
  if (places.empty()) places.emplace_back(0, 0);  // so that the exchange is known to have been looked at
  return places;
}

void record_places(Connection& connection, const RegisterTables& tables, const RegisterSource& source,
                   const std::vector<Place>& places) {
  const std::string sql =
      "INSERT OR IGNORE INTO " + tables.changes + " (origin, number, company, subject) VALUES (?, ?, ?, ?)";
  Query insert{connection, sql, kWriting};
  for (const auto& [company, subject] : places) {
    insert.again().add(row_number(source.origin)).add(row_number(source.number)).add(company).add(subject);
    insert.step();
  }
}

/// Rows that a place names.
constexpr std::string_view kRowsOfCompany =
    "SELECT company, kind, subject, party, body FROM register WHERE company = ? AND kind < 2";
constexpr std::string_view kRowsOfWorker =
    "SELECT company, kind, subject, party, body FROM register WHERE company = ? AND kind = 2 AND subject = ?";
constexpr std::string_view kRowsOfWorkers =
    "SELECT company, kind, subject, party, body FROM register WHERE company = ? AND kind = 2";

void collect(Query& query, std::uint64_t floor, std::vector<RegisterRow>& stale) {
  RegisterRow row;
  while (query.step()) {
    read_row(query, row);
    if (drop_up_to(row, floor)) stale.push_back(row);
  }
}

std::vector<RegisterRow> stale_rows(Connection& connection, const Place& place, std::uint64_t floor) {
  std::vector<RegisterRow> stale;
  {
    Query query{connection, kRowsOfCompany, kReading};
    query.add(place.first);
    collect(query, floor, stale);
  }
  if (place.second == 0) return stale;
  const bool every = place.second == kEveryWorker;
  Query query{connection, every ? kRowsOfWorkers : kRowsOfWorker, kReading};
  query.add(place.first);
  if (!every) query.add(place.second);
  collect(query, floor, stale);
  return stale;
}

void write_again(Connection& connection, const RegisterRow& row, std::string& body) {
  if (row.given == 0) {
    Query query{connection,
                "DELETE FROM register WHERE company = ? AND kind = ? AND subject = ? AND party = ?",
                kPruning};
    add_key(query, row.key);
    query.step();
    return;
  }
  encode(row, body);
  Query query{connection,
              "UPDATE register SET body = ? WHERE company = ? AND kind = ? AND subject = ? AND party = ?",
              kPruning};
  query.add_blob(body);
  add_key(query, row.key);
  query.step();
}

}  // namespace

std::string making(const RegisterTables& tables) {
  return "CREATE TABLE " + tables.rows +
         R"sql( (
  company INTEGER NOT NULL,
  kind    INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
  subject INTEGER NOT NULL,
  party   INTEGER NOT NULL CHECK (party IN (0, 1)),
  body    BLOB NOT NULL,
  PRIMARY KEY (company, kind, subject, party)
) STRICT, WITHOUT ROWID;
CREATE TABLE )sql" +
         tables.changes + R"sql( (
  origin  INTEGER NOT NULL,
  number  INTEGER NOT NULL,
  company INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  PRIMARY KEY (origin, number, company, subject)
) STRICT, WITHOUT ROWID;
)sql";
}

bool says_something(const Entry& entry) {
  const std::string_view operation = entry.operation;
  if (operation.starts_with("Kirim") || operation.starts_with("Selaraskan")) {
    return (entry.state == State::answered || entry.state == State::settled) &&
           (entry.outcome == "SELESAI" || entry.outcome == "TERTUNDA");
  }
  const bool reads_records = operation.starts_with("Ambil") || operation.starts_with("Daftar");
  return reads_records && entry.state == State::answered && entry.outcome == "SELESAI" &&
         entry.replay_of == 0;
}

std::uint64_t origin_of(Connection& connection, std::uint64_t number, std::uint64_t replay_of) {
  std::uint64_t origin = number;
  // Numbers only fall along the way.
  while (replay_of != 0 && replay_of < origin) {
    origin = replay_of;
    Query query{connection, "SELECT replay_of FROM exchange WHERE number = ?", kReading};
    query.add(row_number(origin));
    replay_of = query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
  }
  return origin;
}

std::uint64_t register_floor(Connection& connection) {
  const std::string kept = property(connection, kFloor);
  return kept.empty() ? 0 : std::stoull(kept);
}

void record_claims(Connection& connection, const RegisterTables& tables, const Entry& entry,
                   const std::vector<Claim>& claims) {
  if (!says_something(entry)) return;
  RegisterSource source{entry.number, origin_of(connection, entry.number, entry.replay_of), 0};
  if (source.origin <= register_floor(connection)) return;
  record_places(connection, tables, source, places_of(claims));
  if (claims.empty()) return;
  Writer writer(connection, tables);
  for (const Claim& claim : claims) {
    source.record = claim.record;
    writer.write(claim, source);
  }
}

void raise_register_floor(Connection& connection, std::uint64_t floor) {
  if (floor <= register_floor(connection)) return;
  set_property(connection, kFloor, std::to_string(floor));
  std::set<Place> places;
  {
    Query query{connection, "SELECT company, subject FROM register_change WHERE origin <= ?", kReading};
    query.add(row_number(floor));
    while (query.step()) places.emplace(query.integer(0), query.integer(1));
  }
  std::string body;
  for (const Place& place : places) {
    for (const RegisterRow& row : stale_rows(connection, place, floor)) write_again(connection, row, body);
  }
  Query query{connection, "DELETE FROM register_change WHERE origin <= ?", kPruning};
  query.add(row_number(floor)).step();
}

void read_row(const Query& query, RegisterRow& row) {
  row.key = {query.integer(0), static_cast<RegisterKind>(query.integer(1)), query.integer(2),
             static_cast<RegisterParty>(query.integer(3))};
  if (!decode(query.blob_view(4), row)) broken_row();
}

}  // namespace jembatan::journal
