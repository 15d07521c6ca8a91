#include "app/watchdog.h"

#include <algorithm>
#include <utility>

namespace jembatan::app {

namespace {

/// A question and its answer take at most two of these, so that one late answer is not the end.
std::chrono::milliseconds interval(std::chrono::microseconds patience) {
  return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(patience / 4),
                  std::chrono::milliseconds(1));
}

}  // namespace

Watchdog::Watchdog(const Notify& notify, Answers answers) : notify_(notify), answers_(std::move(answers)) {
  if (const auto patience = notify_.watchdog()) {
    thread_ = std::thread([this, every = interval(*patience)] { work(every); });
  }
}

Watchdog::~Watchdog() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Watchdog::work(std::chrono::milliseconds every) {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    if (answers_(every)) notify_.alive();
    lock.lock();
    wake_.wait_for(lock, every, [this] { return stopping_; });
  }
}

}  // namespace jembatan::app
