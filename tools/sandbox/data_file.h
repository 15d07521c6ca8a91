#pragma once
// The file that keeps a party's records and messages: SQLite in WAL mode, every
// message one transaction, transactions that wait together share one fsync.
// run() may be called from any thread and returns when the work is durable.
// Owns its connection. What does not work throws base::Broken.

#include <memory>
#include <string>

#include "base/clock.h"
#include "journal/group_commit.h"
#include "lampiran/pihak.h"

namespace jembatan::sandbox {

class DataFile {
 public:
  /// Makes the file where there is none. Refuses another program's file and the other party's.
  DataFile(const std::string& path, lampiran::Pihak party, base::WallTime now);

  /// The job runs on the file's own thread, alone, inside a transaction; where it throws, nothing of it
  /// stays.
  void run(const journal::GroupCommit::Job& job) { writer_->run(job); }

  /// Random, made with the file: what its page tokens are checked by.
  [[nodiscard]] const std::string& secret() const { return secret_; }

 private:
  std::string secret_;
  const base::SystemClock clock_;
  journal::WriterFigures figures_;
  std::unique_ptr<journal::GroupCommit> writer_;
};

}  // namespace jembatan::sandbox
