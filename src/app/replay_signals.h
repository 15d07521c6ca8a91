#pragma once
// SIGINT and SIGTERM as a stop switch: the first finishes what is under way, a
// second one ends the program at once, as a crash would. Make it in the main
// thread before any other thread, which inherit the blocked signals. Owns its
// thread.

#include <signal.h>

#include <atomic>
#include <thread>

#include "office/replay_pace.h"

namespace jembatan::app {

class ReplaySignals {
 public:
  explicit ReplaySignals(office::StopSwitch& stop);
  ~ReplaySignals();
  ReplaySignals(const ReplaySignals&) = delete;
  ReplaySignals& operator=(const ReplaySignals&) = delete;

 private:
  void watch();

  office::StopSwitch& stop_;
  sigset_t signals_{};
  sigset_t before_{};
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

}  // namespace jembatan::app
