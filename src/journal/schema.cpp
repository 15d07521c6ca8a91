#include "journal/schema.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "journal/register_rows.h"

namespace jembatan::journal {
namespace {

/// Version 1, tables. FORMAT.md explains each.
constexpr const char* kTables = R"sql(
CREATE TABLE exchange (
  number         INTEGER PRIMARY KEY AUTOINCREMENT CHECK (number > 0),
  party          TEXT NOT NULL,
  section        TEXT NOT NULL,
  operation      TEXT NOT NULL,
  id_pesan       TEXT NOT NULL,
  binds_id       INTEGER NOT NULL CHECK (binds_id IN (0, 1)),
  content_digest TEXT NOT NULL,
  soap_version   TEXT NOT NULL,
  peer           TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('received', 'refused', 'pending', 'sending', 'answered',
                                                'in_doubt', 'settled')),
  outcome        TEXT NOT NULL,
  reason         TEXT NOT NULL,
  received_at    INTEGER NOT NULL,
  finished_at    INTEGER,
  guard_us       INTEGER NOT NULL,
  decode_us      INTEGER NOT NULL,
  judge_us       INTEGER NOT NULL,
  send_us        INTEGER NOT NULL,
  total_us       INTEGER NOT NULL,
  rules_digest   TEXT NOT NULL,
  replay_of      INTEGER NOT NULL,
  replay_mode    TEXT NOT NULL,
  attempts       INTEGER NOT NULL,
  refusals       INTEGER NOT NULL,
  held           INTEGER NOT NULL CHECK (held IN (0, 1)),
  records        INTEGER NOT NULL,
  rejected       INTEGER NOT NULL
) STRICT;

CREATE TABLE message (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  number   INTEGER REFERENCES exchange (number),
  leg      INTEGER NOT NULL CHECK (leg BETWEEN 0 AND 5),
  state    INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  key      INTEGER NOT NULL,
  body     BLOB NOT NULL,
  link     BLOB NOT NULL CHECK (length(link) = 32)
) STRICT;

CREATE TABLE lane (
  company INTEGER NOT NULL,
  number  INTEGER NOT NULL REFERENCES exchange (number),
  PRIMARY KEY (company, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
  hash   INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (hash, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE placement (
  worker  INTEGER NOT NULL,
  party   TEXT NOT NULL,
  company INTEGER NOT NULL,
  PRIMARY KEY (worker, party, company)
) STRICT, WITHOUT ROWID;

CREATE TABLE suspension (
  id            INTEGER PRIMARY KEY,
  party         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  force_majeure INTEGER NOT NULL,
  by            TEXT NOT NULL,
  since         INTEGER NOT NULL,
  until         INTEGER,
  ended_by      TEXT NOT NULL,
  end_reason    TEXT NOT NULL
) STRICT;

CREATE TABLE head (
  position  INTEGER PRIMARY KEY,
  link      BLOB NOT NULL,
  at        INTEGER NOT NULL,
  key       INTEGER NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE TABLE gap (
  first     INTEGER PRIMARY KEY,
  last      INTEGER NOT NULL CHECK (last >= first),
  link      BLOB NOT NULL,
  at        INTEGER NOT NULL,
  key       INTEGER NOT NULL,
  signature BLOB NOT NULL
) STRICT;

CREATE TABLE key (
  kind        TEXT NOT NULL,
  id          INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  public      BLOB NOT NULL,
  since       INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE property (
  name  TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE permit (
  purpose TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
)sql";

/// Version 1, indexes: exchange_bound and exchange_unbound together find any idPesan and cost one entry a
/// row; exchange_state and exchange_outcome keep only what is not the usual end; a walk by number finds the
/// usual.
constexpr const char* kIndexes = R"sql(
CREATE UNIQUE INDEX exchange_bound ON exchange (id_pesan, party) WHERE binds_id = 1;
CREATE INDEX exchange_unbound ON exchange (id_pesan) WHERE binds_id = 0;
CREATE INDEX exchange_state ON exchange (state) WHERE state <> 'answered';
CREATE INDEX exchange_outcome ON exchange (outcome) WHERE outcome <> '' AND outcome <> 'SELESAI';
CREATE INDEX exchange_operation ON exchange (operation);
CREATE INDEX exchange_received ON exchange (received_at);
CREATE INDEX exchange_replay ON exchange (replay_of) WHERE replay_of <> 0;
CREATE INDEX exchange_held ON exchange (held) WHERE held = 1;
CREATE INDEX exchange_late ON exchange (finished_at) WHERE finished_at > received_at + 60000;
CREATE INDEX message_number ON message (number);
CREATE INDEX message_note ON message (leg) WHERE leg = 5;
CREATE INDEX lane_number ON lane (number);
CREATE UNIQUE INDEX suspension_open ON suspension (party) WHERE until IS NULL;
)sql";

/// Version 1, what the tables themselves refuse. A row in permit, which only pruning writes and takes away in
/// its own transaction, lifts what would forbid it.
constexpr const char* kTriggers = R"sql(
CREATE TRIGGER exchange_keeps_its_identity BEFORE UPDATE ON exchange
WHEN NEW.number IS NOT OLD.number OR NEW.party IS NOT OLD.party OR NEW.section IS NOT OLD.section
  OR NEW.operation IS NOT OLD.operation OR NEW.id_pesan IS NOT OLD.id_pesan
  OR NEW.content_digest IS NOT OLD.content_digest OR NEW.soap_version IS NOT OLD.soap_version
  OR NEW.peer IS NOT OLD.peer OR NEW.rules_digest IS NOT OLD.rules_digest
  OR NEW.received_at IS NOT OLD.received_at OR NEW.replay_of IS NOT OLD.replay_of
  OR NEW.replay_mode IS NOT OLD.replay_mode
BEGIN SELECT RAISE(ABORT, 'an exchange keeps its identity'); END;
CREATE TRIGGER exchange_ends_once BEFORE UPDATE ON exchange
WHEN OLD.state IN ('answered', 'refused', 'settled')
BEGIN SELECT RAISE(ABORT, 'an exchange that has ended does not change'); END;
CREATE TRIGGER exchange_stays BEFORE DELETE ON exchange
WHEN NOT EXISTS (SELECT 1 FROM permit) OR OLD.state NOT IN ('answered', 'refused', 'settled')
BEGIN SELECT RAISE(ABORT, 'an exchange is not deleted'); END;
CREATE TRIGGER message_keeps_its_bytes BEFORE UPDATE ON message
WHEN NOT EXISTS (SELECT 1 FROM permit) OR NEW.position IS NOT OLD.position OR NEW.number IS NOT OLD.number
  OR NEW.leg IS NOT OLD.leg OR NEW.state IS NOT OLD.state OR NEW.at IS NOT OLD.at OR NEW.link IS NOT OLD.link
BEGIN SELECT RAISE(ABORT, 'a message never changes'); END;
CREATE TRIGGER message_stays BEFORE DELETE ON message
WHEN NOT EXISTS (SELECT 1 FROM permit)
BEGIN SELECT RAISE(ABORT, 'a message is not deleted'); END;
)sql";

const std::string kVersion1 = std::string(kTables) + making(RegisterTables{}) + kIndexes + kTriggers;

/// Step n brings a file of version n to version n + 1. Steps are only ever added.
const std::array<const std::string*, kSchemaVersion> kSteps{&kVersion1};

[[noreturn]] void refuse(const std::string& file, const base::SafeText& why) {
  throw base::Broken("journal: '" + base::vouched(file, base::Origin::settings) + "' " + why);
}

void make_empty_file(const std::string& file) {
  // Only a new file is opened here: closing one that SQLite has open would drop SQLite's locks (POSIX).
  const int made =
      ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (made < 0) {
    if (errno == EEXIST) return;
    refuse(file,
           "cannot be made: " + base::vouched(std::generic_category().message(errno), base::Origin::system) +
               "; check the folder's permissions or name another path in [journal]");
  }
  const bool private_now = ::fchmod(made, S_IRUSR | S_IWUSR) == 0;  // whatever the umask has taken away
  ::close(made);
  if (!private_now) refuse(file, "cannot be made private to its owner (mode 0600); use another file system");
}

std::int64_t version_of(Connection& connection) {
  return connection.number("PRAGMA user_version", "read the version of");
}

void migrate(Connection& connection) {
  if (version_of(connection) == kSchemaVersion) return;
  connection.execute("BEGIN IMMEDIATE", "lock for migration");
  try {
    // Asked again under the lock: another process may have been quicker.
    for (auto version = version_of(connection); version < kSchemaVersion; ++version) {
      connection.execute(kSteps.at(static_cast<std::size_t>(version))->c_str(), "migrate");
      const std::string stamp = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                                "; PRAGMA user_version = " + std::to_string(version + 1);
      connection.execute(stamp.c_str(), "set the version of");
    }
    connection.execute("COMMIT", "migrate");
  } catch (const base::Broken&) {
    if (connection.in_transaction()) connection.execute("ROLLBACK", "take back the migration of");
    throw;
  }
}

void refuse_foreign(Connection& connection, Access access) {
  const auto application = connection.number("PRAGMA application_id", "read the head of");
  const auto version = version_of(connection);
  const auto tables = connection.number("SELECT count(*) FROM sqlite_schema", "read the tables of");
  const std::string& file = connection.file();
  if (application == 0 && version == 0 && tables == 0) {
    if (access == Access::create) return;
    refuse(file, "is empty, it holds no journal yet: start the gateway once, or name the right file");
  }
  if (application != kApplicationId) {
    refuse(file,
           "is another program's database, not a journal, and was left as it is: name another file in "
           "[journal]");
  }
  if (version > kSchemaVersion) {
    refuse(file, base::SafeText("was written by a newer version (schema ") + version +
                     ", this program knows " + kSchemaVersion +
                     ") and was left as it is: install the newer program");
  }
  if (version < kSchemaVersion && access == Access::read_only) {
    refuse(file, "is of an older version: start the gateway once, it brings the journal up to date");
  }
}

void use_wal(Connection& connection) {
  Query query{connection, "PRAGMA journal_mode = WAL", "switch to WAL"};
  if (query.step() && query.text(0) == "wal") return;
  refuse(connection.file(), "cannot be kept in WAL mode here: put it on a local file system");
}

void use_a_large_cache(Connection& connection) {
  // 16 MiB: hashes go to random pages of their tables, and each that is not in memory has to be read again.
  connection.execute("PRAGMA cache_size = -16384", "set up");
}

}  // namespace

std::string journal_file(const std::string& path, Access access) {
  if (path.empty()) throw base::Broken("journal: no file is named: set path in [journal]");
  // Absolute, so that SQLite takes it for nothing but a file name (":memory:", "file:...").
  const std::filesystem::path file = std::filesystem::absolute(path);
  std::error_code ignored;  // what cannot be looked at does not exist for us; opening then says why
  if (!std::filesystem::is_directory(file.parent_path(), ignored)) {
    refuse(file.string(), "cannot be opened: its folder does not exist; make it (mkdir -p '" +
                              base::vouched(file.parent_path().string(), base::Origin::settings) +
                              "') or name another path in [journal]");
  }
  if (access == Access::create) make_empty_file(file.string());
  if (!std::filesystem::exists(file, ignored)) {
    if (ignored == std::errc::permission_denied) {
      refuse(file.string(), "may not be looked at by this user: run the command as the gateway's own user");
    }
    refuse(file.string(), "does not exist: start the gateway once, or name the right file");
  }
  return file.string();
}

void configure(Connection& connection) {
  connection.expect_ok(sqlite3_busy_timeout(connection.handle(), 10'000), "set up");
  connection.expect_ok(sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr),
                       "set up");
  // temp_store: no value ever reaches a temporary file. recursive_triggers: REPLACE fires the DELETE
  // triggers.
  connection.execute(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY",
      "set up");
}

void prepare_journal(Connection& connection, Access access) {
  configure(connection);
  refuse_foreign(connection, access);
  if (access == Access::read_only) return;
  use_wal(connection);
  use_a_large_cache(connection);
  migrate(connection);
}

}  // namespace jembatan::journal
