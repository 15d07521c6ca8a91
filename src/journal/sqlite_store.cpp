#include "journal/sqlite_store.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "journal/group_commit.h"
#include "journal/placements.h"
#include "journal/read_pool.h"
#include "journal/records.h"
#include "journal/rows.h"
#include "journal/schema.h"
#include "journal/selection.h"
#include "journal/transitions.h"

namespace jembatan::journal {
namespace {

constexpr std::size_t kReaders = 4;

std::unique_ptr<Connection> writing(const std::string& file, Access access) {
  if (access == Access::read_only) return nullptr;
  auto connection = std::make_unique<Connection>(file, SQLITE_OPEN_READWRITE);
  prepare_journal(*connection, access);
  return connection;
}

std::unique_ptr<Connection> reading(const std::string& file) {
  auto connection = std::make_unique<Connection>(file, SQLITE_OPEN_READONLY);
  prepare_journal(*connection, Access::read_only);
  return connection;
}

}  // namespace

/// The writer is made first, since it makes the tables, and closed last: the last to close a journal moves
/// the WAL into the file, which a reader may not.
struct SqliteStore::Inside {
  Inside(const std::string& path, Access access, const base::Clock& time)
      : clock(time), file(journal_file(path, access)) {
    if (auto connection = writing(file, access)) {
      writer = std::make_unique<GroupCommit>(std::move(connection));
    }
    readers = std::make_unique<ReadPool>(reading(file), kReaders);
  }

  void write(const GroupCommit::Job& job) const {
    if (!writer) throw base::Broken("journal: '" + file + "' was opened for reading only");
    writer->run(job);
  }

  const base::Clock& clock;
  const std::string file;
  std::unique_ptr<GroupCommit> writer;
  std::unique_ptr<ReadPool> readers;
};

SqliteStore::SqliteStore(const std::string& path, Access access, const base::Clock& clock)
    : inside_(std::make_unique<Inside>(path, access, clock)) {}

SqliteStore::~SqliteStore() = default;

std::variant<Opened, Seen> SqliteStore::open(const Entry& entry, const LegBytes& messages) {
  const base::WallTime now = inside_->clock.wall();
  std::variant<Opened, Seen> result;
  inside_->write([&](Connection& connection) { result = record_new(connection, entry, messages, now); });
  return result;
}

bool SqliteStore::advance(std::uint64_t number, State expected, const Change& change) {
  if (!may_become(expected, change.to)) return false;
  const base::WallTime now = inside_->clock.wall();
  bool changed = false;
  inside_->write(
      [&](Connection& connection) { changed = record_change(connection, number, expected, change, now); });
  return changed;
}

std::optional<Entry> SqliteStore::find(std::uint64_t number) {
  const auto connection = inside_->readers->borrow();
  return exchange(*connection, number);
}

std::optional<Entry> SqliteStore::find_bound(std::string_view party, std::string_view id_pesan) {
  const auto connection = inside_->readers->borrow();
  return bound_exchange(*connection, party, id_pesan);
}

std::vector<Message> SqliteStore::messages(std::uint64_t number) {
  const auto connection = inside_->readers->borrow();
  return messages_of(*connection, number);
}

std::vector<Entry> SqliteStore::scan(const Filter& filter, Order order, std::size_t limit) {
  const Selection chosen = selection(filter);
  const std::string sql = "SELECT " + std::string{kExchangeColumns} + chosen.from_where +
                          " ORDER BY number " + (order == Order::oldest_first ? "ASC" : "DESC") + " LIMIT ?";
  const auto connection = inside_->readers->borrow();
  Query query{*connection, sql, "search"};
  chosen.add_to(query);
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  query.add(static_cast<std::int64_t>(std::min(limit, most)));
  std::vector<Entry> entries;
  while (query.step()) entries.push_back(entry_of(query));
  return entries;
}

std::uint64_t SqliteStore::count(const Filter& filter) {
  const Selection chosen = selection(filter);
  const auto connection = inside_->readers->borrow();
  const std::string sql = "SELECT count(*)" + chosen.from_where;
  Query query{*connection, sql, "count in"};
  chosen.add_to(query);
  query.step();
  return static_cast<std::uint64_t>(query.integer(0));
}

std::vector<bool> SqliteStore::listed_elsewhere(std::string_view party,
                                                const std::vector<Placement>& placements) {
  const auto connection = inside_->readers->borrow();
  return elsewhere(*connection, party, placements);
}

}  // namespace jembatan::journal
