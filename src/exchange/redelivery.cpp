#include "exchange/redelivery.h"

#include <string>
#include <utility>

#include "exchange/recall.h"
#include "exchange/steps.h"

namespace jembatan::exchange {

namespace {

using journal::Entry;
using journal::State;

/// A question that a crash left in doubt did nothing at the other party: there is nothing to deliver.
bool is_question(const Entry& entry) {
  const soap::Operasi* operasi = operasi_of(entry);
  return operasi != nullptr && !operasi->writes();
}

State settle_question(const Desk& desk, const Entry& entry) {
  journal::Change change;
  change.to = State::settled;
  change.binds_id = false;
  change.reason = "a question that was interrupted: nothing was changed by it";
  change.finished_at = desk.around.clock.wall();
  return desk.around.store.advance(entry.number, entry.state, change) ? State::settled : State::sending;
}

}  // namespace

bool hold(const Desk& desk, const Entry& entry, const base::SafeText& why) {
  journal::Change change;
  change.to = entry.state;
  change.held = true;
  if (!desk.around.store.advance(entry.number, entry.state, change)) return false;
  desk.around.log.error("it is held: " + why +
                            "; later writes for its company wait behind it until 'jembatan journal retry' or "
                            "'jembatan journal settle'",
                        about(entry));
  return true;
}

State redeliver(const Desk& desk, const Entry& entry) {
  const bool waits = entry.state == State::pending || entry.state == State::in_doubt;
  if (!waits || entry.held) return entry.state;
  if (is_question(entry)) return settle_question(desk, entry);
  auto kept = recall(desk, entry);
  if (!kept) {
    static_cast<void>(hold(desk, entry, "our verdicts on what was sent are not known any more"));
    return entry.state;
  }
  Matter matter = matter_of(desk, entry, *kept);
  if (entry.state == State::in_doubt && !lawan_of(desk, matter).idempotent()) {
    static_cast<void>(
        hold(desk, entry, "whether it arrived is in doubt, and the party does not honour idPesan"));
    return entry.state;
  }

  journal::Change claim;
  claim.to = State::sending;
  claim.attempts = entry.attempts + 1;
  if (!desk.around.store.advance(entry.number, entry.state, claim)) return State::sending;

  const Delivery delivery = send(desk, matter, *kept->operasi, kept->out, matter.entry.durations);
  return finish_write(desk, matter, *kept->operasi, delivery, std::move(kept->ours), kept->sent).state;
}

}  // namespace jembatan::exchange
