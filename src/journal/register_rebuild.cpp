#include "journal/register_rebuild.h"

#include <algorithm>
#include <exception>
#include <string>

#include "journal/properties.h"
#include "journal/register_hash.h"
#include "journal/register_rows.h"
#include "journal/sqlite_handles.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kMaking = "make the register of";

const RegisterTables kBeside{"register_new", "register_change_new"};

constexpr const char* kDrop = "DROP TABLE IF EXISTS register_new; DROP TABLE IF EXISTS register_change_new";

constexpr const char* kReplace =
    "DROP TABLE register; DROP TABLE register_change; ALTER TABLE register_new RENAME TO register;"
    "ALTER TABLE register_change_new RENAME TO register_change";

/// Rows of `a` without their like in `b`.
std::uint64_t unlike(Connection& connection, const std::string& a, const std::string& b, bool rows) {
  const std::string like =
      rows
          ? "b.company = a.company AND b.kind = a.kind AND b.subject = a.subject AND b.party = a.party"
            " AND b.body = a.body"
          : "b.origin = a.origin AND b.number = a.number AND b.company = a.company AND b.subject = a.subject";
  const std::string sql = "SELECT count(*) FROM " + a + " AS a WHERE NOT EXISTS (SELECT 1 FROM " + b +
                          " AS b WHERE " + like + ")";
  return static_cast<std::uint64_t>(connection.number(sql, kReading));
}

}  // namespace

RegisterRebuild::RegisterRebuild(SqliteStore& store) : store_(store) {
  store_.write([this](Connection& connection) {
    const auto cleared = connection.number(
        "SELECT coalesce(max(number), 0) FROM message WHERE key < 0 AND leg BETWEEN 1 AND 4", kReading);
    raise_register_floor(connection, static_cast<std::uint64_t>(cleared));
    connection.execute(kDrop, kMaking);
    connection.execute(making(kBeside).c_str(), kMaking);
    begun_ = mark(connection);
  });
}

RegisterRebuild::~RegisterRebuild() {
  try {
    store_.write([](Connection& connection) { connection.execute(kDrop, kMaking); });
  } catch (const std::exception&) {
    // What stays is dropped by the next run; why nothing can be written, others tell.
  }
}

void RegisterRebuild::add(const std::vector<std::pair<Entry, Given>>& exchanges) {
  std::vector<std::vector<Claim>> claims;
  claims.reserve(exchanges.size());
  for (const auto& [entry, given] : exchanges) claims.push_back(store_.register_hash().claims(given));
  store_.write([&](Connection& connection) {
    for (std::size_t i = 0; i < exchanges.size(); ++i) {
      record_claims(connection, kBeside, exchanges[i].first, claims[i]);
    }
  });
}

std::uint64_t RegisterRebuild::differences() {
  std::uint64_t all = 0;
  store_.read([&](Connection& connection) {
    const RegisterTables kept;
    all = unlike(connection, kept.rows, kBeside.rows, true) +
          unlike(connection, kBeside.rows, kept.rows, true) +
          unlike(connection, kept.changes, kBeside.changes, false) +
          unlike(connection, kBeside.changes, kept.changes, false);
  });
  return all;
}

bool RegisterRebuild::replace() {
  bool done = false;
  store_.write([&](Connection& connection) {
    done = mark(connection) == begun_;
    if (!done) return;
    connection.execute(kReplace, kMaking);
    set_property(connection, kRegisterFormProperty, std::string(kRegisterForm));
  });
  return done;
}

bool RegisterRebuild::undisturbed() {
  bool same = false;
  store_.read([&](Connection& connection) { same = mark(connection) == begun_; });
  return same;
}

RegisterRebuild::Mark RegisterRebuild::mark(Connection& connection) {
  return {connection.number("SELECT coalesce(max(position), 0) FROM message", kReading),
          register_floor(connection)};
}

}  // namespace jembatan::journal
