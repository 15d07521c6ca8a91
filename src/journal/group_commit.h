#pragma once
// Group commit: one thread with its own connection takes all jobs that wait,
// runs them in one transaction and commits once, so that many callers share
// one fsync. Any thread may call run(). Owns its connection and its thread;
// nobody may be inside run() when it goes.
//
// A job that fails is undone alone. A transaction that fails fails every job
// in it: nothing is acknowledged. The next one is tried as if nothing had
// happened (a full disk heals by itself), except after a failed fsync: what
// the system then dropped cannot be known, so nothing is written any more.

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "journal/sqlite_handles.h"
#include "journal/writer_figures.h"

namespace jembatan::journal {

class GroupCommit {
 public:
  using Job = std::function<void(Connection&)>;

  /// Borrows the clock and what it counts in.
  GroupCommit(std::unique_ptr<Connection> connection, const base::Clock& clock, WriterFigures& figures);
  ~GroupCommit();
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// Returns when what the job wrote is durable; throws Broken where it is not recorded.
  void run(const Job& job);

  /// Why the last transaction failed, where it did and an attempt to write now fails too.
  [[nodiscard]] std::optional<std::string> trouble();

 private:
  struct Caller {
    const Job* job;
    std::optional<base::SafeText> failure;
  };
  /// The callers of one transaction, on their own stacks. One wake-up serves them all.
  struct Batch {
    std::vector<Caller*> callers;
    std::promise<void> over;
    std::shared_future<void> decided = over.get_future().share();
  };

  /// Null where memory is short.
  [[nodiscard]] static std::unique_ptr<Batch> fresh_batch();
  void work();
  void commit(Batch& batch);
  void run_alone(Caller& caller);
  void give_up(Batch& batch, const std::exception& cause);
  void keep_wal_small();

  const base::Clock& clock_;
  WriterFigures& figures_;
  std::unique_ptr<Connection> connection_;
  int wal_pages_ = 0;
  bool given_up_ = false;  ///< after a failed fsync

  std::mutex mutex_;
  bool trouble_ = false;
  std::condition_variable arrived_;
  std::unique_ptr<Batch> next_ = std::make_unique<Batch>();
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace jembatan::journal
