#include "office/replay_pace.h"

#include <algorithm>

namespace jembatan::office {

void StopSwitch::stop(const std::string& why) {
  const std::scoped_lock lock(mutex_);
  if (stopped_) return;
  stopped_ = true;
  why_ = why;
  changed_.notify_all();
}

bool StopSwitch::stopped() const {
  const std::scoped_lock lock(mutex_);
  return stopped_;
}

std::string StopSwitch::why() const {
  const std::scoped_lock lock(mutex_);
  return why_;
}

bool StopSwitch::wait_for(std::chrono::nanoseconds time) const {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, time, [this] { return stopped_; });
}

Pace::Pace(const base::Clock& clock, const StopSwitch& stop, double rate)
    : clock_(clock),
      stop_(stop),
      gap_(rate > 0 ? std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / rate))
                    : std::chrono::nanoseconds{0}) {}

base::SteadyTime Pace::next_turn() {
  const std::scoped_lock lock(mutex_);
  const base::SteadyTime turn = std::max(free_at_, clock_.steady());
  free_at_ = turn + gap_;
  return turn;
}

bool Pace::take() {
  if (gap_.count() == 0) return !stop_.stopped();
  constexpr std::chrono::nanoseconds at_once =
      std::chrono::milliseconds{200};  // then the clock is asked again
  const base::SteadyTime turn = next_turn();
  for (auto now = clock_.steady(); now < turn; now = clock_.steady()) {
    if (!stop_.wait_for(std::min<std::chrono::nanoseconds>(turn - now, at_once))) return false;
  }
  return !stop_.stopped();
}

}  // namespace jembatan::office
