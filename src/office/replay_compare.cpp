// Compare only: the recorded answer beside that of the latest replay.

#include "office/replay_modes.h"

namespace jembatan::office {

using journal::Leg;

Attempt replay_compare(const ReplayDesk& desk, const journal::Entry& entry,
                       const std::vector<journal::Message>& messages) {
  journal::Store& store = desk.gateway.surroundings().store;
  Attempt attempt = not_made(entry, Fate::due, "");
  journal::Filter filter;
  filter.replay_of = entry.number;
  const auto latest = store.scan(filter, journal::Order::newest_first, 1);
  if (latest.empty()) {
    attempt.reason = "never replayed";
    return attempt;
  }
  const journal::Entry& replayed = latest.front();
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
