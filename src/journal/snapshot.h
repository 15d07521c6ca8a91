#pragma once
// One transaction for several reads of a connection: all see the state of the
// first of them, and SQLite takes its locks once, not for each. Serves the
// connection's thread. Throws Broken.

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

class Snapshot {
 public:
  explicit Snapshot(Connection& connection) : connection_(connection) {
    connection_.command("BEGIN", "read from");
  }
  ~Snapshot() { sqlite3_exec(connection_.handle(), "COMMIT", nullptr, nullptr, nullptr); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
};

}  // namespace jembatan::journal
