#include "exchange/recall.h"

#include <utility>

#include "exchange/placements.h"
#include "exchange/recognise.h"
#include "exchange/register_entries.h"
#include "exchange/verdicts.h"

namespace jembatan::exchange {

namespace {

using lampiran::HasilRekaman;

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

}  // namespace

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
  kept.answered = bytes_of(messages, journal::Leg::answer) != nullptr;
  auto outgoing = desk.codec.decode_request(kept.out, soap::namespace_of(*bagian), entry.operation);
  if (!outgoing) return std::nullopt;
  kept.sent = lampiran::count(outgoing->rekaman);
  kept.placements = placements_of(*outgoing);
  kept.given = given_by(*outgoing, *pihak);
  auto ours = our_verdicts(desk, entry, kept, messages);
  if (!ours || ours->size() - rejected(*ours) != kept.sent) return std::nullopt;
  kept.ours = std::move(*ours);
  return kept;
}

Matter matter_of(const Desk& desk, const journal::Entry& entry, const Kept& kept) {
  Matter matter;
  matter.arrival = &kept.arrival;
  matter.version = entry.soap_version == "1.2" ? soap::SoapVersion::v12 : soap::SoapVersion::v11;
  matter.started = desk.around.clock.steady();
  matter.placements = kept.placements;
  matter.given = kept.given;
  matter.answered_before = kept.answered;
  matter.entry = entry;
  return matter;
}

}  // namespace jembatan::exchange
