#include "exchange/redelivery.h"

#include <utility>

#include "exchange/placements.h"
#include "exchange/steps.h"
#include "exchange/verdicts.h"

namespace jembatan::exchange {

namespace {

using journal::State;
using lampiran::HasilRekaman;

struct Kept {
  Arrival arrival;
  const soap::Operasi* operasi = nullptr;
  std::string out;
  std::size_t sent = 0;
  std::vector<journal::Placement> placements;
  std::vector<HasilRekaman> ours;
};

const std::string* bytes_of(const std::vector<journal::Message>& messages, journal::Leg leg) {
  const journal::Message* message = journal::last(messages, leg);
  return message == nullptr ? nullptr : &message->bytes;
}

/// Our verdicts as they were answered; where a crash came before the answer, judged again as on the day of
/// receipt.
std::optional<std::vector<HasilRekaman>> our_verdicts(const Desk& desk, const journal::Entry& entry,
                                                      const Kept& kept,
                                                      const std::vector<journal::Message>& messages) {
  if (const std::string* answer = bytes_of(messages, journal::Leg::answer)) {
    auto decoded = desk.codec.decode_response(*answer, *kept.operasi);
    if (decoded && std::holds_alternative<soap::Response>(*decoded)) {
      return std::get<soap::Response>(*decoded).hasil;
    }
  }
  auto message = recognise(kept.arrival, desk.reader(), desk.codec);
  if (!message) return std::nullopt;
  return judge_request(std::move(message->request), message->violations, desk.law.aturan, kept.arrival.pihak,
                       base::date_in_jakarta(entry.received_at))
      .hasil;
}

/// Everything needed to send again, or nothing where the journaled messages do not fit together.
std::optional<Kept> recall(const Desk& desk, const journal::Entry& entry) {
  const auto pihak = lampiran::pihak_named(entry.party);
  const auto bagian = lampiran::bagian_named(entry.section);
  const auto messages = desk.around.store.messages(entry.number);
  const std::string* in = bytes_of(messages, journal::Leg::in);
  const std::string* out = bytes_of(messages, journal::Leg::out);
  if (!pihak || !bagian || in == nullptr || out == nullptr) return std::nullopt;

  Kept kept;
  kept.operasi = soap::find_operasi(*bagian, entry.operation);
  if (kept.operasi == nullptr || !kept.operasi->writes()) return std::nullopt;
  kept.arrival = {*pihak,
                  "/ws/" + entry.section,
                  entry.soap_version == "1.2" ? "application/soap+xml" : "text/xml",
                  "",
                  *in,
                  entry.peer,
                  entry.replay_of};
  kept.out = *out;
  auto outgoing = desk.codec.decode_request(kept.out, soap::namespace_of(*bagian), entry.operation);
  if (!outgoing) return std::nullopt;
  kept.sent = lampiran::count(outgoing->rekaman);
  kept.placements = placements_of(*outgoing);
  auto ours = our_verdicts(desk, entry, kept, messages);
  if (!ours || ours->size() - rejected(*ours) != kept.sent) return std::nullopt;
  kept.ours = std::move(*ours);
  return kept;
}

}  // namespace

State redeliver(const Desk& desk, const journal::Entry& entry) {
  if (entry.state != State::pending && entry.state != State::in_doubt) return entry.state;
  auto kept = recall(desk, entry);
  if (!kept) {
    desk.around.log.error(
        "exchange " + std::to_string(entry.number) +
        " cannot be sent again: our verdicts on what was sent are not known; a person has to settle it");
    return entry.state;
  }
  if (entry.state == State::in_doubt && !desk.around.side(kept->arrival.pihak).lawan->idempotent()) {
    return entry.state;
  }

  Matter matter;
  matter.arrival = &kept->arrival;
  matter.version = entry.soap_version == "1.2" ? soap::SoapVersion::v12 : soap::SoapVersion::v11;
  matter.started = desk.around.clock.steady();
  matter.placements = std::move(kept->placements);
  matter.entry = entry;

  journal::Change claim;
  claim.to = State::sending;
  claim.attempts = entry.attempts + 1;
  if (!desk.around.store.advance(entry.number, entry.state, claim)) return State::sending;

  const Delivery delivery = send(desk, matter, *kept->operasi, kept->out, matter.entry.durations);
  return finish_write(desk, matter, *kept->operasi, delivery, std::move(kept->ours), kept->sent).state;
}

}  // namespace jembatan::exchange
