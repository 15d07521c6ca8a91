// Compare only: the recorded answer beside that of the latest replay.

#include <algorithm>

#include "office/replay_modes.h"

namespace jembatan::office {

using journal::Leg;

Attempt replay_compare(const ReplayDesk& desk, const journal::Entry& entry,
                       const std::vector<journal::Message>& messages) {
  journal::Store& store = desk.gateway.surroundings().store;
  Attempt attempt = not_made(entry, Fate::due, "");
  journal::Filter filter;
  filter.replay_of = entry.number;
  constexpr std::size_t looked_at = 100;
  const auto found = store.scan(filter, journal::Order::newest_first, looked_at);
  // A question to the other party about the exchange refers to it too.
  const auto latest = std::find_if(found.begin(), found.end(), [](const journal::Entry& one) {
    return one.replay_mode == name(ReplayMode::upstream) || one.replay_mode == name(ReplayMode::gateway);
  });
  if (latest == found.end()) {
    attempt.reason = "never replayed";
    return attempt;
  }
  const journal::Entry& replayed = *latest;
  attempt.number = replayed.number;
  attempt.id_pesan = replayed.id_pesan;
  attempt.outcome = replayed.outcome.empty() ? journal::name(replayed.state) : replayed.outcome;
  // A replay to the upstream has the other party's answer only: nobody was answered by us.
  const Leg leg = replayed.replay_mode == name(ReplayMode::upstream) ? Leg::answer_in : Leg::answer;
  const auto present = store.messages(replayed.number);
  if (const std::string* answer = bytes_of(present, leg)) {
    compare_answers(attempt, bytes_of(messages, leg), *answer);
  }
  return attempt;
}

}  // namespace jembatan::office
