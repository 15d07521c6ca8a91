#include "sandbox/data_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/uuid.h"
#include "journal/schema.h"
#include "sandbox/tables.h"

namespace jembatan::sandbox {

namespace {

using journal::Connection;
using journal::Query;

constexpr std::int64_t application_id = 0x4A4D5342;  // "JMSB"
constexpr std::int64_t format_version = 1;

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
  throw base::Broken("the data file '" + base::vouched(file, base::Origin::settings) + "' " +
                     base::vouched(why, base::Origin::settings));
}

/// A new file is its owner's alone from the first byte on.
void make_private(const std::string& file) {
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (made >= 0) {
    ::close(made);
  } else if (errno != EEXIST) {
    refuse(file, "cannot be made: " + std::generic_category().message(errno) +
                     "; check its folder and permissions, or name another with --data");
  }
}

void check_ours(Connection& connection) {
  const auto application = connection.number("PRAGMA application_id", "read the head of");
  const auto version = connection.number("PRAGMA user_version", "read the head of");
  const auto tables = connection.number("SELECT count(*) FROM sqlite_schema", "read the tables of");
  const bool empty = application == 0 && version == 0 && tables == 0;
  if (!empty && application != application_id) {
    refuse(connection.file(),
           "is another program's database and was left as it is; name another with --data");
  }
  if (version > format_version) {
    refuse(connection.file(),
           "was written by a newer sandbox and was left as it is; name another with --data");
  }
}

void use_wal(Connection& connection) {
  Query query(connection, "PRAGMA journal_mode = WAL", "switch to WAL");
  if (!query.step() || query.text(0) != "wal") {
    refuse(connection.file(), "cannot be kept in WAL mode here; put it on a local file system");
  }
}

std::string setting(Connection& connection, std::string_view name) {
  Query query(connection, "SELECT nilai FROM setelan WHERE nama = ?1", "read the settings of");
  query.add_text(name);
  return query.step() ? query.text(0) : std::string();
}

void set(Connection& connection, std::string_view name, std::string_view value) {
  Query query(connection, "INSERT OR IGNORE INTO setelan (nama, nilai) VALUES (?1, ?2)",
              "write the settings of");
  query.add_text(name).add_text(value).step();
}

void make_tables(Connection& connection, lampiran::Pihak party, base::WallTime now) {
  connection.execute("BEGIN IMMEDIATE", "lock");
  if (connection.number("PRAGMA user_version", "read the head of") == 0) {
    connection.execute(table_definitions, "make the tables of");
    connection.execute(("PRAGMA application_id = " + std::to_string(application_id) +
                        "; PRAGMA user_version = " + std::to_string(format_version))
                           .c_str(),
                       "mark");
    set(connection, "pihak", lampiran::name(party));
    set(connection, "rahasia", base::uuid_v7(now) + base::uuid_v7(now));
  }
  connection.execute("COMMIT", "make the tables of");
}

std::unique_ptr<Connection> open(const std::string& file, lampiran::Pihak party, base::WallTime now) {
  try {
    auto connection = std::make_unique<Connection>(file, SQLITE_OPEN_READWRITE);
    journal::configure(*connection);
    check_ours(*connection);
    use_wal(*connection);
    make_tables(*connection, party, now);
    return connection;
  } catch (const journal::SqliteBroken& broken) {
    refuse(file, std::string("cannot be opened: ") + sqlite3_errstr(broken.code()) +
                     "; check the file, its folder and permissions, or name another with --data");
  }
}

}  // namespace

DataFile::DataFile(const std::string& path, lampiran::Pihak party, base::WallTime now) {
  // Absolute, so that SQLite takes it for nothing but a file name (":memory:", "file:...").
  const std::string file = std::filesystem::absolute(path).string();
  make_private(file);
  auto connection = open(file, party, now);
  if (setting(*connection, "pihak") != lampiran::name(party)) {
    refuse(file, "holds the records of the other party's system; name another with --data");
  }
  secret_ = setting(*connection, "rahasia");
  writer_ = std::make_unique<journal::GroupCommit>(std::move(connection), clock_, figures_);
}

}  // namespace jembatan::sandbox
