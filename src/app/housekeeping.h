#pragma once
// What the gateway does for its journal beside serving: it signs a head every
// minute and when it stops, keeps heads outside where configured, and prunes
// every hour by the configured ages and budget. Owns its thread; borrows store
// and log. What fails is logged once and tried again.

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/heads_file.h"
#include "app/read_journal.h"
#include "base/log.h"
#include "journal/prune.h"
#include "journal/sqlite_store.h"

namespace jembatan::app {

/// Ages counted back from `now`, and the budget.
[[nodiscard]] journal::PrunePolicy prune_policy(const JournalConfiguration& configuration,
                                                base::WallTime now);

class Housekeeping {
 public:
  Housekeeping(journal::SqliteStore& store, const JournalConfiguration& configuration, const base::Log& log);
  ~Housekeeping();
  Housekeeping(const Housekeeping&) = delete;
  Housekeeping& operator=(const Housekeeping&) = delete;

  /// Signs what nobody has signed yet and ends the thread.
  void stop();

 private:
  void work();
  void sign();
  void prune();
  void attempt(const base::SafeText& what, const std::function<void()>& work);
  /// Whether to go on after that time; false at once when the gateway stops.
  bool wait(std::chrono::milliseconds time);

  journal::SqliteStore& store_;
  const JournalConfiguration configuration_;
  const base::Log& log_;
  std::optional<HeadsFile> heads_file_;
  std::map<std::string, base::SafeText> told_;  ///< by what was attempted: the error that was logged last

  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jembatan::app
