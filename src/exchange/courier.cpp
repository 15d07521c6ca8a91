#include "exchange/courier.h"

#include <algorithm>
#include <string>
#include <utility>

#include "journal/transitions.h"

namespace jembatan::exchange {

namespace {

using journal::Entry;
using journal::State;

constexpr std::chrono::seconds look_again{1};

bool waits(const Entry& entry) {
  return entry.state == State::pending || entry.state == State::in_doubt;
}

}  // namespace

Courier::Courier(Gateway& gateway, lampiran::Pihak caller, DeliveryOptions options, std::uint64_t seed)
    : gateway_(gateway), caller_(caller), options_(options), backoff_(options.retry, seed) {}

std::optional<base::SteadyTime> Courier::step() {
  std::optional<std::uint64_t> number;
  {
    const std::scoped_lock lock(mutex_);
    const base::SteadyTime moment = now();
    if (moment < resting_until_) return resting_until_;
    if (const auto until = closed_until(moment)) return until;
    try {
      if (due_for_refill(moment)) refill(moment);
      number = queue_.take(moment);
      if (!number && progressed_) {
        // What came in meanwhile stands behind nothing any more: were it found a second later only, a busy
        // company's newcomers would always find somebody waiting.
        refill(moment);
        number = queue_.take(moment);
      }
    } catch (const std::exception& error) {  // the store, or memory that is short
      trouble(base::reason_of(error));
      return resting_until_;
    }
    if (!number) return std::min(queue_.next_moment().value_or(moment + look_again), moment + look_again);
  }
  try {
    deliver(*number);
  } catch (const std::exception& error) {
    const std::scoped_lock lock(mutex_);
    queue_.block(*number);
    trouble(base::reason_of(error));
  }
  return std::nullopt;
}

/// While the party is not to be called: when to look again. One attempt at a time finds out whether it
/// answers again. The caller holds the lock.
std::optional<base::SteadyTime> Courier::closed_until(base::SteadyTime moment) const {
  const Standing standing = lawan().standing();
  switch (standing.kind) {
    case Standing::Kind::closed:
      return std::nullopt;
    case Standing::Kind::half_open:
      return queue_.under_way() == 0 ? std::nullopt : std::optional(moment + look_again);
    case Standing::Kind::open:
      // A caller's own message may find the party back before our turn to try.
      return std::clamp(standing.next_probe, moment + std::chrono::milliseconds(1), moment + look_again);
    case Standing::Kind::suspended:
      break;
  }
  return moment + look_again;
}

bool Courier::due_for_refill(base::SteadyTime moment) const {
  const bool low = more_ && queue_.size() < options_.queue / 4;
  return !loaded_ || low || moment - *loaded_ >= look_again;
}

/// Everything from the oldest on: new ones, those whose first
/// attempt has failed since, those that a person has released. The caller holds the lock, so that no attempt
/// ends between what the store says and what the queue knows.
void Courier::refill(base::SteadyTime moment) {
  const Surroundings& around = gateway_.surroundings();
  gateway_.finish_interrupted();
  if (!loaded_ && !lawan().idempotent()) hold_doubtful();
  const auto waiting = around.store.waiting(lampiran::name(caller_), lawan().idempotent(), 0, options_.queue);
  queue_.replace(waiting);
  more_ = waiting.size() == options_.queue;
  loaded_ = moment;
  progressed_ = false;
  troubles_ = 0;
}

/// What a crash has left in doubt towards a party that does not honour idPesan.
void Courier::hold_doubtful() {
  journal::Filter filter;
  filter.party = std::string(lampiran::name(caller_));
  filter.state = State::in_doubt;
  filter.held = false;
  constexpr std::size_t page = 256;
  for (bool more = true; more;) {
    const auto entries = gateway_.surroundings().store.scan(filter, journal::Order::oldest_first, page);
    more = entries.size() == page;
    for (const Entry& entry : entries) {
      filter.number_from = entry.number + 1;
      if (entry.replay_mode != "upstream") static_cast<void>(gateway_.deliver_again(entry));
    }
  }
}

void Courier::deliver(std::uint64_t number) {
  const auto before = gateway_.surroundings().store.find(number);
  if (before && journal::final_state(before->state)) return accepted(number);
  if (!before || !waits(*before) || before->held) {
    const std::scoped_lock lock(mutex_);
    return queue_.block(number);  // in other hands, until the store is asked again
  }
  const State state = gateway_.deliver_again(*before);
  journal::final_state(state) ? accepted(number) : not_accepted(*before);
}

void Courier::accepted(std::uint64_t number) {
  const std::scoped_lock lock(mutex_);
  failing_.erase(number);
  queue_.done(number);
  progressed_ = true;
}

void Courier::not_accepted(const Entry& before) {
  const auto after = gateway_.surroundings().store.find(before.number);
  const bool tried = after && waits(*after) && !after->held && after->attempts > before.attempts;
  const bool held =
      tried && poisoned(before, *after) &&
      gateway_.hold(*after, base::SafeText("the party is there and has not accepted it ") + after->refusals +
                                " times: " + base::vouched(after->reason, base::Origin::program));
  const std::scoped_lock lock(mutex_);
  if (!tried || held) {
    failing_.erase(before.number);
    return queue_.block(before.number);
  }
  queue_.again(before.number, now() + backoff_.after(queue_.failures(before.number) + 1));
}

/// Refused too often, while the party has taken others, or while it is there and nothing else fails: a party
/// that takes nothing is ill itself, and nobody is helped by a person who has to look at every message.
bool Courier::poisoned(const Entry& before, const Entry& after) {
  const std::scoped_lock lock(mutex_);
  const std::uint64_t taken = gateway_.taken(caller_);
  const std::uint64_t taken_then = failing_.try_emplace(after.number, taken).first->second;
  if (after.refusals <= before.refusals || after.refusals < options_.refusals) return false;
  const bool alone = failing_.size() == 1 && lawan().standing().kind == Standing::Kind::closed;
  return taken > taken_then || alone;
}

/// The caller holds the lock.
void Courier::trouble(const base::SafeText& what) {
  resting_until_ = now() + backoff_.after(++troubles_);
  gateway_.surroundings().log.error(
      "delivery of what is pending failed: " + what,
      {.exchange = 0, .party = base::vouched(lampiran::name(caller_), base::Origin::program)});
}

}  // namespace jembatan::exchange
