#include "journal/sqlite_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/timing.h"
#include "journal/group_commit.h"
#include "journal/heads.h"
#include "journal/ledger.h"
#include "journal/marks.h"
#include "journal/note.h"
#include "journal/placements.h"
#include "journal/properties.h"
#include "journal/read_pool.h"
#include "journal/records.h"
#include "journal/register_hash.h"
#include "journal/rows.h"
#include "journal/schema.h"
#include "journal/selection.h"
#include "journal/suspension_records.h"
#include "journal/transitions.h"
#include "journal/waiting.h"

namespace jembatan::journal {
namespace {

constexpr std::size_t kReaders = 4;

std::unique_ptr<Connection> writing(const std::string& file, Access access, const crypto::KeyRing& keys,
                                    base::WallTime now) {
  if (access == Access::read_only) return nullptr;
  auto connection = std::make_unique<Connection>(file, SQLITE_OPEN_READWRITE);
  prepare_journal(*connection, access);
  make_properties(*connection);
  if (access == Access::create && !property(*connection, kArchive).empty()) {
    throw base::Broken("journal: '" + base::vouched(file, base::Origin::settings) +
                       "' is an archive, not a journal to go on with: name the journal");
  }
  check_keys(*connection, keys);
  note_keys(*connection, keys, now);
  return connection;
}

std::unique_ptr<Connection> reading(const std::string& file, const crypto::KeyRing& keys) {
  auto connection = std::make_unique<Connection>(file, SQLITE_OPEN_READONLY);
  prepare_journal(*connection, Access::read_only);
  check_keys(*connection, keys);
  return connection;
}

std::int64_t bounded(std::size_t limit) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(std::min(limit, most));
}

/// Which file a path leads to.
struct FileMark {
  dev_t device = 0;
  ino_t inode = 0;

  static FileMark of(const std::string& path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return {};
    return {facts.st_dev, facts.st_ino};
  }
  bool operator==(const FileMark&) const = default;
};

}  // namespace

/// The writer is made first, since it makes the tables, and closed last: the last to close a journal moves
/// the WAL into the file, which a reader may not.
struct SqliteStore::Inside {
  Inside(const std::string& path, Access access, const base::Clock& time, const Keys& keys)
      : clock(time), file(journal_file(path, access)), hash(*keys) {
    if (auto connection = writing(file, access, *keys, clock.wall())) {
      writer = std::make_unique<GroupCommit>(std::move(connection), clock, figures);
    }
    auto first = reading(file, *keys);
    vault = std::make_unique<Vault>(keys, std::make_shared<Dictionary>(property(*first, kDictionary)));
    readers = std::make_unique<ReadPool>(std::move(first), kReaders);
    opened = FileMark::of(file);
  }

  void write(const GroupCommit::Job& job) const {
    if (!writer)
      throw base::Broken("journal: '" + base::vouched(file, base::Origin::settings) +
                         "' was opened for reading only");
    writer->run(job);
  }

  [[nodiscard]] Selection select(const Filter& filter) const {
    if (!filter.identifier) return selection(filter);
    return selection(filter, vault->numbers(kMarkKind, std::vector{*filter.identifier}).front());
  }

  const base::Clock& clock;
  const std::string file;
  const RegisterHash hash;
  FileMark opened;
  Ledger ledger;  ///< the writer thread's
  WriterFigures figures;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<GroupCommit> writer;
  std::unique_ptr<ReadPool> readers;
};

SqliteStore::SqliteStore(const std::string& path, Access access, const base::Clock& clock, Keys keys)
    : inside_(std::make_unique<Inside>(path, access, clock, keys)) {}

SqliteStore::~SqliteStore() = default;

std::variant<Opened, Seen> SqliteStore::open(const Entry& entry, const Contents& contents) {
  const base::Timing timing(inside_->figures.record_us, inside_->clock);
  Vault& vault = *inside_->vault;
  const Prepared prepared{vault.seal(contents.messages),
                          vault.numbers(kMarkKind, contents.identifiers),
                          vault.numbers(lane_kind(entry.party), contents.companies),
                          {},
                          {}};
  const base::WallTime now = inside_->clock.wall();
  std::variant<Opened, Seen> result;
  inside_->write([&](Connection& connection) {
    result = record_new(connection, inside_->ledger, entry, prepared, now);
  });
  return result;
}

bool SqliteStore::advance(std::uint64_t number, State expected, const Change& change) {
  if (!may_become(expected, change.to)) return false;
  const base::Timing timing(inside_->figures.record_us, inside_->clock);
  Vault& vault = *inside_->vault;
  const Prepared prepared{vault.seal(change.messages),
                          vault.numbers(kMarkKind, change.identifiers),
                          {},
                          placement_rows(vault, change.placements),
                          change.given ? std::optional(inside_->hash.claims(*change.given)) : std::nullopt};
  const base::WallTime now = inside_->clock.wall();
  bool changed = false;
  inside_->write([&](Connection& connection) {
    changed = record_change(connection, inside_->ledger, number, expected, change, prepared, now);
  });
  return changed;
}

void SqliteStore::note(std::uint64_t number, const std::string& text) {
  const auto sealed = inside_->vault->seal({{Leg::note, text}});
  const base::WallTime now = inside_->clock.wall();
  inside_->write(
      [&](Connection& connection) { record_note(connection, inside_->ledger, number, sealed, now); });
}

std::vector<Message> SqliteStore::messages(std::uint64_t number) {
  const auto connection = inside_->readers->borrow();
  return messages_of(*connection, *inside_->vault, number);
}

std::vector<Entry> SqliteStore::scan(const Filter& filter, Order order, std::size_t limit) {
  const Selection chosen = inside_->select(filter);
  const std::string sql = "SELECT " + std::string{kExchangeColumns} + chosen.from_where +
                          " ORDER BY number " + (order == Order::oldest_first ? "ASC" : "DESC") + " LIMIT ?";
  const auto connection = inside_->readers->borrow();
  Query query{*connection, sql, "search"};
  chosen.add_to(query);
  query.add(bounded(limit));
  std::vector<Entry> entries;
  while (query.step()) entries.push_back(entry_of(query));
  return entries;
}

std::uint64_t SqliteStore::count(const Filter& filter) {
  const Selection chosen = inside_->select(filter);
  const auto connection = inside_->readers->borrow();
  const std::string sql = "SELECT count(*)" + chosen.from_where;
  Query query{*connection, sql, "count in"};
  chosen.add_to(query);
  query.step();
  return static_cast<std::uint64_t>(query.integer(0));
}

std::vector<bool> SqliteStore::listed_elsewhere(std::string_view party,
                                                const std::vector<Placement>& placements) {
  const auto rows = placement_rows(*inside_->vault, placements);
  const auto connection = inside_->readers->borrow();
  return elsewhere(*connection, party, rows);
}

std::vector<Waiting> SqliteStore::waiting(std::string_view party, bool in_doubt_too, std::uint64_t after,
                                          std::size_t limit) {
  const auto connection = inside_->readers->borrow();
  const auto older = [](const Waiting& a, const Waiting& b) { return a.number < b.number; };
  const std::size_t most = static_cast<std::size_t>(bounded(limit));
  auto found = waiting_in(*connection, party, State::pending, after, most);
  if (!in_doubt_too) return found;
  const auto doubtful = waiting_in(*connection, party, State::in_doubt, after, most);
  found.insert(found.end(), doubtful.begin(), doubtful.end());
  std::sort(found.begin(), found.end(), older);
  if (found.size() > most) found.resize(most);
  return found;
}

bool SqliteStore::suspend(const Suspension& suspension) {
  const auto note = inside_->vault->seal(
      {{Leg::note, note_text("suspend", {{"party", suspension.party},
                                         {"reason", suspension.reason},
                                         {"forceMajeure", suspension.force_majeure ? "yes" : "no"},
                                         {"by", suspension.by}})}});
  bool begun = false;
  inside_->write([&](Connection& connection) {
    begun = begin_suspension(connection, suspension);
    if (begun) inside_->ledger.append_note(connection, note.front(), suspension.since);
  });
  return begun;
}

bool SqliteStore::resume(std::string_view party, std::string_view by, std::string_view reason) {
  const auto note = inside_->vault->seal({{Leg::note, note_text("resume", {{"party", std::string(party)},
                                                                           {"reason", std::string(reason)},
                                                                           {"by", std::string(by)}})}});
  const base::WallTime now = inside_->clock.wall();
  bool ended = false;
  inside_->write([&](Connection& connection) {
    ended = end_suspension(connection, party, by, reason, now);
    if (ended) inside_->ledger.append_note(connection, note.front(), now);
  });
  return ended;
}

std::optional<Suspension> SqliteStore::suspended(std::string_view party) {
  const auto connection = inside_->readers->borrow();
  auto open = suspensions_in(*connection, party, true);
  if (open.empty()) return std::nullopt;
  return std::move(open.front());
}

std::vector<Suspension> SqliteStore::suspensions() {
  const auto connection = inside_->readers->borrow();
  return suspensions_in(*connection, "", false);
}

std::optional<Head> SqliteStore::sign_head() {
  const base::WallTime now = inside_->clock.wall();
  std::optional<Head> head;
  inside_->write(
      [&](Connection& connection) { head = journal::sign_head(connection, inside_->vault->keys(), now); });
  return head;
}

std::optional<Head> SqliteStore::latest_head() {
  const auto connection = inside_->readers->borrow();
  return journal::latest_head(*connection);
}

std::vector<Head> SqliteStore::heads(std::int64_t after, std::size_t limit) {
  const auto connection = inside_->readers->borrow();
  return heads_in(*connection, after, limit);
}

std::optional<std::string> SqliteStore::trouble() {
  if (FileMark::of(inside_->file) != inside_->opened) {
    return "journal: '" + inside_->file +
           "' is no longer the file that this program writes to: it was moved, replaced or deleted; stop the "
           "program, put the file back with its -wal and start again";
  }
  if (!inside_->writer) return std::nullopt;
  return inside_->writer->trouble();
}

void SqliteStore::write(const std::function<void(Connection&)>& job) {
  inside_->write(job);
}

void SqliteStore::read(const std::function<void(Connection&)>& job) {
  const auto connection = inside_->readers->borrow();
  job(*connection);
}

const base::Clock& SqliteStore::clock() const {
  return inside_->clock;
}
const crypto::KeyRing& SqliteStore::keys() const {
  return inside_->vault->keys();
}
const std::string& SqliteStore::file() const {
  return inside_->file;
}
const RegisterHash& SqliteStore::register_hash() const {
  return inside_->hash;
}
const WriterFigures& SqliteStore::figures() const {
  return inside_->figures;
}

}  // namespace jembatan::journal
