#include <algorithm>
#include <array>
#include <system_error>

#include "journal/sqlite_handles.h"

namespace jembatan::journal {
namespace {

struct Known {
  int code;
  std::string_view name;
  std::string_view remedy;
};

constexpr std::string_view kOurBug = "this is a fault in the program: report it with this text";

/// Extended codes before their primary ones.
constexpr std::array kKnown{
    Known{SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC",
          "the disk did not keep what was written: check it and the system log, then restart"},
    Known{SQLITE_IOERR_DIR_FSYNC, "SQLITE_IOERR_DIR_FSYNC",
          "the disk did not keep what was written: check it and the system log, then restart"},
    Known{SQLITE_CONSTRAINT_UNIQUE, "SQLITE_CONSTRAINT_UNIQUE",
          "another exchange holds this idPesan already"},
    Known{SQLITE_CONSTRAINT_TRIGGER, "SQLITE_CONSTRAINT_TRIGGER",
          "what has been recorded cannot be changed; report it, this is a fault in the program"},
    Known{SQLITE_FULL, "SQLITE_FULL", "the disk is full: free space on the file system that holds this file"},
    Known{SQLITE_IOERR, "SQLITE_IOERR", "the disk failed or is full: check it, its space and the system log"},
    Known{SQLITE_CORRUPT, "SQLITE_CORRUPT",
          "the file is damaged: stop the program, keep the file as evidence and restore the newest backup"},
    Known{
        SQLITE_NOTADB, "SQLITE_NOTADB",
        "the file is not a journal or its head is damaged: name another file, or restore the newest backup"},
    Known{SQLITE_CANTOPEN, "SQLITE_CANTOPEN",
          "check that the file and its folder exist and that this user may write in the folder"},
    Known{SQLITE_READONLY, "SQLITE_READONLY",
          "check the permissions of the file and its folder, and that the file system is not read-only"},
    Known{SQLITE_PERM, "SQLITE_PERM", "check the permissions of the file and its folder"},
    Known{SQLITE_BUSY, "SQLITE_BUSY", "another process keeps the journal locked: end it or try again"},
    Known{SQLITE_LOCKED, "SQLITE_LOCKED", "another process keeps the journal locked: end it or try again"},
    Known{SQLITE_NOMEM, "SQLITE_NOMEM", "the machine is out of memory: give it more or take load away"},
    Known{SQLITE_TOOBIG, "SQLITE_TOOBIG", "the message is larger than the journal can keep"},
    Known{SQLITE_CONSTRAINT, "SQLITE_CONSTRAINT", kOurBug},
    Known{SQLITE_PROTOCOL, "SQLITE_PROTOCOL", "the file's locks do not work: keep it on a local file system"},
    Known{SQLITE_ERROR, "SQLITE_ERROR", kOurBug},
};
constexpr Known kUnknown{0, "an error of SQLite", kOurBug};

Known known(int code) {
  const auto is = [](int wanted) { return [wanted](const Known& each) { return each.code == wanted; }; };
  const auto* exact = std::find_if(kKnown.begin(), kKnown.end(), is(code));
  if (exact != kKnown.end()) return *exact;
  const auto* primary = std::find_if(kKnown.begin(), kKnown.end(), is(code & 0xff));
  return primary != kKnown.end() ? *primary : kUnknown;
}

base::SafeText explain(int code, std::string_view doing, const std::string& file, int system_error) {
  const Known what = known(code);
  std::string text = "journal: cannot ";
  text.append(doing).append(" '").append(file).append("': ").append(what.name);
  text.append(" (").append(std::to_string(code)).append(", ").append(sqlite3_errstr(code));
  const int primary = code & 0xff;  // for other codes the system's error is a left-over
  if (system_error != 0 && (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN)) {
    text.append(": ").append(std::generic_category().message(system_error));
  }
  return base::vouched(text.append("); ").append(what.remedy), base::Origin::system);
}

}  // namespace

SqliteBroken::SqliteBroken(int code, std::string_view doing, const std::string& file, int system_error)
    : base::Broken(explain(code, doing, file, system_error)), code_(code) {}

bool sync_failed(int code) {
  return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

}  // namespace jembatan::journal
