#include "journal/backup.h"

#include <filesystem>
#include <memory>

#include "journal/new_file.h"
#include "journal/properties.h"
#include "journal/rows.h"
#include "journal/schema.h"
#include "journal/snapshot.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kCopying = "copy to";

constexpr int kPagesAtOnce = 1000;

/// SQLite's backup begins anew whenever the source changes between two steps. Inside a snapshot it does not
/// see the changes, and in WAL mode writers go on beside it: the copy needs neither pauses nor luck. The
/// price is that the WAL grows by what is written meanwhile.
bool copy_pages(Connection& source, Connection& target, const CopyProgress& progress) {
  const Snapshot snapshot(source);
  static_cast<void>(source.number("SELECT count(*) FROM property", kReading));  // begins it
  std::unique_ptr<sqlite3_backup, int (*)(sqlite3_backup*)> copy(
      sqlite3_backup_init(target.handle(), "main", source.handle(), "main"), &sqlite3_backup_finish);
  if (!copy) target.expect_ok(sqlite3_extended_errcode(target.handle()), kCopying);
  while (true) {
    const int code = sqlite3_backup_step(copy.get(), kPagesAtOnce);
    if (code == SQLITE_DONE) break;
    target.expect_ok(code, kCopying);
    const int all = sqlite3_backup_pagecount(copy.get());
    if (progress && !progress(all - sqlite3_backup_remaining(copy.get()), all)) return false;
  }
  target.expect_ok(sqlite3_backup_finish(copy.release()), kCopying);
  return true;
}

/// False where it was stopped.
bool copy_journal(Connection& source, const NewFile& file, const CopyProgress& progress) {
  Connection target(file.path(), SQLITE_OPEN_READWRITE);
  if (!copy_pages(source, target, progress)) return false;
  // One file, without a WAL that somebody could forget to take along.
  target.command("PRAGMA journal_mode = DELETE", kCopying);
  return true;
}

Copied described(const std::string& file) {
  Copied copied;
  copied.verified = verify(file, {});
  copied.bytes = std::filesystem::file_size(file);
  Connection connection(journal_file(file, Access::read_only), SQLITE_OPEN_READONLY);
  prepare_journal(connection, Access::read_only);
  Query last{connection, "SELECT number, received_at FROM exchange ORDER BY number DESC LIMIT 1", kReading};
  if (last.step()) {
    copied.last_number = static_cast<std::uint64_t>(last.integer(0));
    copied.last_received = wall_time(last.integer(1));
  }
  copied.open = static_cast<std::uint64_t>(
      connection.number("SELECT count(*) FROM exchange INDEXED BY exchange_state WHERE state <> 'answered'"
                        " AND state IN ('received', 'pending', 'sending', 'in_doubt')",
                        kReading));
  return copied;
}

/// "" or why the file is no backup to go back to.
std::string objection(const std::string& file, const crypto::KeyRing& keys) {
  if (const auto bad = verify(file, {}).first_bad) {
    return "'" + file + "' is not what was recorded, at message " + std::to_string(bad->position) + ": " +
           bad->what + "; take an older backup";
  }
  Connection connection(journal_file(file, Access::read_only), SQLITE_OPEN_READONLY);
  prepare_journal(connection, Access::read_only);
  if (!property(connection, kArchive).empty()) {
    return "'" + file +
           "' is an archive: it lacks what a gateway needs; take a backup ('jembatan journal backup')";
  }
  check_keys(connection, keys);
  return {};
}

}  // namespace

base::Result<Copied, std::string> backup(SqliteStore& store, const std::string& to_file,
                                         const CopyProgress& progress) {
  auto file = NewFile::make(to_file);
  if (!file) return base::fail("backup: " + file.error());
  bool complete = false;
  try {
    store.read([&](Connection& source) { complete = copy_journal(source, *file, progress); });
    if (complete) file->keep();
  } catch (const base::Broken& broken) {
    throw base::Broken(broken.told() + "; the unfinished backup was removed");
  }
  if (!complete) return base::fail(std::string("backup: stopped; the unfinished file was removed"));
  return described(file->path());
}

base::Result<Copied, std::string> restore(const std::string& from_file, const std::string& to_file,
                                          const crypto::KeyRing& keys) {
  const std::string target = std::filesystem::absolute(to_file).lexically_normal().string();
  if (std::string there = what_is_there(target); !there.empty()) return base::fail("restore: " + there);
  if (std::string why = objection(from_file, keys); !why.empty()) return base::fail("restore: " + why);
  auto file = NewFile::make(target + ".restoring");
  if (!file) return base::fail("restore: " + file.error());
  {
    Connection source(journal_file(from_file, Access::read_only), SQLITE_OPEN_READONLY);
    configure(source);
    copy_journal(source, *file, {});
  }
  if (std::string why = file->keep_as(target); !why.empty()) return base::fail("restore: " + why);
  return described(target);
}

}  // namespace jembatan::journal
