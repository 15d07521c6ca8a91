#include "journal/archive.h"

#include <array>
#include <filesystem>
#include <utility>

#include "journal/new_file.h"
#include "journal/properties.h"
#include "journal/rows.h"
#include "journal/schema.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kExporting = "write";

constexpr std::uint64_t kRowsAtOnce = 10'000;

/// What an archive takes of a table; `?` is the position at which the archive ends. Parents come before
/// their children. Left out: what only a working gateway needs (lanes, placements, suspensions).
struct Part {
  const char* table;
  const char* columns;
  const char* where;
  int width;
};
constexpr std::array<Part, 6> kParts{{
    {"key", "kind, id, fingerprint, public, since", " WHERE ? > 0", 5},
    {"exchange", kExchangeColumns.data(),
     " WHERE EXISTS (SELECT 1 FROM message WHERE message.number = exchange.number"
     " AND message.position <= ?) ORDER BY number",
     27},
    {"message", "position, number, leg, state, at, key, body, link", " WHERE position <= ? ORDER BY position",
     8},
    {"mark", "hash, number",
     " WHERE EXISTS (SELECT 1 FROM message WHERE message.number = mark.number"
     " AND message.position <= ?) ORDER BY hash, number",
     2},
    {"head", "position, link, at, key, signature", " WHERE position <= ? ORDER BY position", 5},
    {"gap", "first, last, link, at, key, signature", " WHERE last <= ? ORDER BY first", 6},
}};

class Export {
 public:
  Export(Connection& source, Connection& archive, std::int64_t last)
      : source_(source), archive_(archive), last_(last) {}

  void run() {
    archive_.command("BEGIN", kExporting);
    for (const std::string_view name : {kJournalId, kDictionary}) {
      set_property(archive_, name, property(source_, name));
    }
    set_property(archive_, kArchive, std::to_string(last_));
    for (const Part& part : kParts) copy(part);
    archive_.command("COMMIT", kExporting);
  }

 private:
  void copy(const Part& part) {
    const std::string select = "SELECT " + std::string(part.columns) + " FROM " + part.table + part.where;
    std::string insert = "INSERT INTO " + std::string(part.table) + " (" + part.columns + ") VALUES (?";
    for (int i = 1; i < part.width; ++i) insert += ", ?";
    insert += ")";
    Query rows{source_, select, kReading};
    rows.add(last_);
    while (rows.step()) {
      {
        Query row{archive_, insert, kExporting};
        for (int i = 0; i < part.width; ++i) row.add_value(rows, i);
        row.step();
      }
      if (++rows_ % kRowsAtOnce == 0) {
        archive_.command("COMMIT", kExporting);
        archive_.command("BEGIN", kExporting);
      }
    }
  }

  Connection& source_;
  Connection& archive_;
  const std::int64_t last_;
  std::uint64_t rows_ = 0;
};

/// A head whose message is still there, so that the archive ends in a message under a signature.
std::int64_t last_position(Connection& source, const std::optional<base::WallTime>& before) {
  const std::string heads =
      "FROM head WHERE EXISTS (SELECT 1 FROM message WHERE message.position = head.position)";
  if (before) {
    Query oldest{source, "SELECT at FROM message ORDER BY position LIMIT 1", kReading};
    if (oldest.step() && oldest.integer(0) >= stored(*before)) return 0;
    const std::string sql = "SELECT min(position) " + heads + " AND at >= ?";
    Query query{source, sql, kReading};
    query.add(stored(*before));
    if (query.step() && query.integer(0) != 0) return query.integer(0);
  }
  return source.number("SELECT max(position) " + heads, kReading);
}

/// Nothing waits for this file yet and a broken one is removed: it is forced to the disk once, at its end.
void write_archive(Connection& source, const std::string& file, std::int64_t last) {
  Connection archive(file, SQLITE_OPEN_READWRITE);
  prepare_journal(archive, Access::create);
  archive.command("PRAGMA journal_mode = DELETE", kExporting);
  archive.command("PRAGMA synchronous = OFF", kExporting);
  Export(source, archive, last).run();
}

std::int64_t write_archive(SqliteStore& store, const ArchiveOptions& options, const std::string& file) {
  std::int64_t last = 0;
  store.read([&](Connection& source) {
    source.command("BEGIN", kReading);
    try {
      last = last_position(source, options.before);
      if (last > 0) write_archive(source, file, last);
    } catch (const std::exception&) {
      source.command("COMMIT", kReading);
      throw;
    }
    source.command("COMMIT", kReading);
  });
  return last;
}

}  // namespace

base::Result<Archived, std::string> export_archive(SqliteStore& store, const ArchiveOptions& options) {
  auto file = NewFile::make(options.to_file);
  if (!file) return base::fail("archive: " + file.error());
  static_cast<void>(store.sign_head());
  Archived archived;
  try {
    archived.last_position = write_archive(store, options, file->path());
    if (archived.last_position > 0) file->keep();
  } catch (const base::Broken& broken) {
    throw base::Broken(broken.told() + "; the unfinished archive was removed");
  }
  if (archived.last_position == 0) {
    return base::fail(std::string(options.before ? "archive: nothing in the journal is that old"
                                                 : "archive: the journal holds nothing yet"));
  }
  archived.verified = verify(file->path(), {});
  archived.messages = archived.verified.messages;
  archived.exchanges = archived.verified.exchanges;
  archived.bytes = std::filesystem::file_size(file->path());
  return archived;
}

}  // namespace jembatan::journal
