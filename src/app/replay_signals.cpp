#include "app/replay_signals.h"

#include <pthread.h>

#include <iostream>

namespace jembatan::app {

namespace {

/// As if nobody had taken the signal: the process ends by it.
void end_by(int signal) {
  ::signal(signal, SIG_DFL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal);
  pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
  raise(signal);
}

}  // namespace

ReplaySignals::ReplaySignals(office::StopSwitch& stop) : stop_(stop) {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  thread_ = std::thread([this] { watch(); });
}

ReplaySignals::~ReplaySignals() {
  ending_ = true;
  pthread_kill(thread_.native_handle(), SIGTERM);
  thread_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void ReplaySignals::watch() {
  for (;;) {
    int signal = 0;
    if (sigwait(&signals_, &signal) != 0) continue;
    if (ending_) return;
    if (stop_.stopped()) end_by(signal);
    std::cerr << "jembatan: stopping: what is under way is finished first; once more ends it at once\n";
    stop_.stop(signal == SIGINT ? "SIGINT" : "SIGTERM");
  }
}

}  // namespace jembatan::app
