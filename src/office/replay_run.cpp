#include "office/replay_run.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

namespace jembatan::office {

using journal::Entry;

ReplayRun::ReplayRun(exchange::Gateway& gateway, const ReplayOrder& order, const ReplayLimits& limits,
                     Chosen& chosen, StopSwitch& stop, Outside outside)
    : gateway_(gateway),
      order_(order),
      limits_(limits),
      chosen_(chosen),
      stop_(stop),
      outside_(std::move(outside)),
      pace_(gateway.surroundings().clock, stop, limits.rate) {}

std::optional<std::string> ReplayRun::run() {
  std::vector<std::thread> others;
  for (unsigned i = 1; i < limits_.parallel; ++i) others.emplace_back([this] { work(); });
  work();
  for (std::thread& other : others) other.join();
  return broken_off_;
}

void ReplayRun::work() {
  try {
    soap::Codec codec;
    const ReplayDesk desk{gateway_, codec, order_};
    while (!stop_.stopped()) {
      const auto entry = chosen_.next();
      if (!entry) return;
      if (const auto made = attempt(desk, *entry)) hand_out(*made);
    }
  } catch (const std::exception& error) {
    break_off(error.what());
  }
}

/// Nothing where it was stopped before its turn came.
std::optional<Attempt> ReplayRun::attempt(const ReplayDesk& desk, const Entry& entry) {
  std::string why;
  try {
    const Prospect prospect = prospect_of(gateway_, order_, entry);
    if (prospect.fate != Fate::due) return not_made(entry, prospect.fate, prospect.reason);
    if (!pace_.take()) return std::nullopt;
    return replay(desk, entry, prospect.messages);
  } catch (const base::Broken& error) {
    why = error.what();
  } catch (const std::exception&) {
    why = "this program could not work on it";  // memory, most likely; such a text may hold anything
  }
  Attempt failed = not_made(entry, Fate::due, why);
  failed.failed = true;
  failed.broken = true;
  return failed;
}

void ReplayRun::hand_out(const Attempt& attempt) {
  const std::scoped_lock lock(mutex_);
  outside_.sink(attempt);
  if (attempt.broken) {
    if (const auto trouble = outside_.journal_trouble()) {
      if (!broken_off_) broken_off_ = *trouble;
      stop_.stop("the journal does not work");
    }
  }
  if (attempt.failed && ++failures_ == limits_.max_failures) {
    stop_.stop(std::to_string(failures_) + (failures_ == 1 ? " failure" : " failures"));
  }
}

void ReplayRun::break_off(const std::string& why) {
  const std::scoped_lock lock(mutex_);
  if (!broken_off_) broken_off_ = why;
  stop_.stop("the journal does not work");
}

}  // namespace jembatan::office
