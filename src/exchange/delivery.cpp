#include "exchange/delivery.h"

#include <algorithm>
#include <string>

namespace jembatan::exchange {

namespace {

constexpr std::chrono::milliseconds look_again{1'000};
constexpr std::chrono::milliseconds longest_wait{60'000};
constexpr std::size_t entries_at_once = 64;

}  // namespace

Deliverer::Deliverer(Gateway& gateway, lampiran::Pihak caller) : gateway_(gateway), caller_(caller) {
  thread_ = std::thread([this] { run(); });
}

Deliverer::~Deliverer() {
  stop();
}

void Deliverer::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Deliverer::wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, time, [this] { return stopping_; });
}

void Deliverer::run() {
  std::chrono::milliseconds pause = look_again;
  while (wait(pause)) {
    Round round = Round::unreachable;
    try {
      round = deliver_round();
    } catch (const base::Broken& error) {
      gateway_.surroundings().log.error(std::string("delivery of what is pending failed: ") + error.what());
    }
    pause = round == Round::unreachable ? std::min(pause * 2, longest_wait) : look_again;
  }
}

Deliverer::Round Deliverer::deliver_round() {
  const Round pending = deliver_all(journal::State::pending);
  if (pending == Round::unreachable) return pending;
  if (!gateway_.surroundings().side(caller_).lawan->idempotent()) return pending;
  return deliver_all(journal::State::in_doubt);
}

Deliverer::Round Deliverer::deliver_all(journal::State state) {
  journal::Filter filter;
  filter.party = std::string(lampiran::name(caller_));
  filter.state = state;
  Round round = Round::idle;
  for (bool more = true; more;) {
    const auto entries =
        gateway_.surroundings().store.scan(filter, journal::Order::oldest_first, entries_at_once);
    more = entries.size() == entries_at_once;
    for (const journal::Entry& entry : entries) {
      filter.number_from = entry.number + 1;
      // A replay to the upstream is an operator's single attempt: its doubt is theirs to settle.
      if (entry.replay_mode == "upstream" || set_aside_.count(entry.number) != 0) continue;
      if (!wait(std::chrono::milliseconds{0})) return Round::idle;
      const journal::State now = gateway_.deliver_again(entry);
      const auto after = gateway_.surroundings().store.find(entry.number);
      const bool tried = after && after->attempts > entry.attempts;
      if (!tried) set_aside_.insert(entry.number);
      if (tried && (now == journal::State::pending || now == journal::State::in_doubt)) {
        return Round::unreachable;
      }
      if (tried) round = Round::progress;
    }
  }
  return round;
}

}  // namespace jembatan::exchange
