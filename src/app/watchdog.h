#pragma once
// Tells the service manager that the program is alive as long as it has been
// asked and has answered: a program that hangs is then started again. Owns its
// thread; start and stop from one thread. Borrows what it tells through.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/notify.h"

namespace jembatan::app {

class Watchdog {
 public:
  /// Whether the program answers within the time. Runs on the watchdog's thread and must not throw.
  using Answers = std::function<bool(std::chrono::milliseconds within)>;

  /// Does nothing where nobody watches.
  Watchdog(const Notify& notify, Answers answers);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void work(std::chrono::milliseconds every);

  const Notify& notify_;
  const Answers answers_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jembatan::app
