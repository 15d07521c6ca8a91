#include "http/worker_pool.h"

#include <algorithm>
#include <utility>

namespace jembatan::http {

WorkerPool::WorkerPool(const std::vector<Lane>& lanes, std::size_t shared_bound)
    : shared_bound_(shared_bound) {
  lanes_.reserve(lanes.size());
  for (const Lane& lane : lanes) lanes_.push_back(LaneState{lane, 0, {}});
}

WorkerPool::~WorkerPool() {
  close();
  join();
}

void WorkerPool::start(unsigned workers) {
  for (unsigned i = 0; i < workers; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerPool::try_post(std::size_t lane, Job job) {
  {
    const std::lock_guard lock(mutex_);
    LaneState& state = lanes_.at(lane);
    if (closed_ || !has_room(state)) return false;
    state.waiting.push_back(std::move(job));
  }
  posted_.notify_one();
  return true;
}

bool WorkerPool::has_room(const LaneState& lane) const {
  if (lane.load() >= lane.limits.bound) return false;
  if (!lane.limits.shares) return true;
  std::size_t together = 0;
  for (const LaneState& each : lanes_) together += each.limits.shares ? each.load() : 0;
  return together < shared_bound_;
}

std::size_t WorkerPool::load(std::size_t lane) const {
  const std::lock_guard lock(mutex_);
  return lanes_.at(lane).load();
}

bool WorkerPool::wait_until_idle(base::SteadyTime until) {
  std::unique_lock lock(mutex_);
  return finished_.wait_until(lock, until, [this] {
    return std::all_of(lanes_.begin(), lanes_.end(),
                       [](const LaneState& lane) { return lane.running == 0 && lane.waiting.empty(); });
  });
}

void WorkerPool::close() {
  std::vector<std::deque<Job>> dropped;  // destroyed without the lock: jobs own connections
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (LaneState& lane : lanes_) dropped.push_back(std::exchange(lane.waiting, {}));
  }
  posted_.notify_all();
  finished_.notify_all();
}

void WorkerPool::join() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    LaneState* lane = nullptr;
    posted_.wait(lock, [&] { return (lane = next_lane()) != nullptr || closed_; });
    if (lane == nullptr) return;
    Job job = std::move(lane->waiting.front());
    lane->waiting.pop_front();
    ++lane->running;
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
    --lane->running;
    finished_.notify_all();
  }
}

WorkerPool::LaneState* WorkerPool::next_lane() {
  for (std::size_t tried = 0; tried < lanes_.size(); ++tried) {
    LaneState& lane = lanes_[(turn_ + tried) % lanes_.size()];
    if (lane.waiting.empty() || lane.running >= lane.limits.at_once) continue;
    turn_ = (turn_ + tried + 1) % lanes_.size();
    return &lane;
  }
  return nullptr;
}

}  // namespace jembatan::http
