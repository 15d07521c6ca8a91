// Re-run: the request as it came in, by today's rules.

#include "office/replay_modes.h"

namespace jembatan::office {

using journal::Leg;

Attempt replay_gateway(const ReplayDesk& desk, const journal::Entry& entry,
                       const std::vector<journal::Message>& messages) {
  Attempt attempt = not_made(entry, Fate::due, "");
  const exchange::Reply reply = desk.gateway.handle(arrival_of(entry, *bytes_of(messages, Leg::in)));
  attempt.number = reply.number;
  attempt.outcome = reply.outcome;
  const bool fault = soap::kode_named(reply.outcome).has_value();
  attempt.broken = reply.number == 0 || reply.outcome == soap::name(soap::Kode::kesalahan_internal);
  attempt.failed = attempt.broken || (fault && reply.outcome != entry.outcome);
  if (attempt.failed) attempt.reason = "answered with the fault " + reply.outcome;
  if (attempt.broken) attempt.reason += "; the log says why";
  compare_answers(attempt, bytes_of(messages, Leg::answer), reply.body);
  return attempt;
}

}  // namespace jembatan::office
