#pragma once
// A fixed number of threads that run jobs from bounded lanes, one lane's turn
// after the other, so that a flood in one lane costs the others at most their
// fair share. Any thread may post; a job must not throw. Owns its threads; a
// lane that is full refuses the job at once.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.h"

namespace jembatan::http {

class WorkerPool {
 public:
  using Job = std::function<void()>;

  struct Lane {
    std::size_t bound = 1;    ///< jobs that wait or run
    std::size_t at_once = 1;  ///< of these, how many may run at the same time
    bool shares = false;      ///< counts against what lanes have together
  };

  /// `shared_bound`: jobs that wait or run in those lanes together that share.
  explicit WorkerPool(const std::vector<Lane>& lanes,
                      std::size_t shared_bound = std::numeric_limits<std::size_t>::max());
  ~WorkerPool();  ///< close() and join()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Throws std::system_error when the system has no threads left.
  void start(unsigned workers);
  /// False, and nothing happens, when the lane is full or the pool closed.
  [[nodiscard]] bool try_post(std::size_t lane, Job job);
  /// How many jobs of the lane wait or run.
  [[nodiscard]] std::size_t load(std::size_t lane) const;
  /// Whether no job waits or runs any more when `until` comes or before.
  [[nodiscard]] bool wait_until_idle(base::SteadyTime until);
  /// Drops what waits, takes nothing more; jobs that run go on.
  void close();
  /// After close(): returns when the last running job is over.
  void join();

 private:
  struct LaneState {
    Lane limits;
    std::size_t running = 0;
    std::deque<Job> waiting;

    [[nodiscard]] std::size_t load() const { return running + waiting.size(); }
  };

  void work();
  [[nodiscard]] bool has_room(const LaneState& lane) const;
  LaneState* next_lane();

  mutable std::mutex mutex_;
  std::condition_variable posted_, finished_;
  std::vector<LaneState> lanes_;
  const std::size_t shared_bound_;
  std::size_t turn_ = 0;
  bool closed_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jembatan::http
