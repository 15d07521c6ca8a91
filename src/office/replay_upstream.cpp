// As sent: the same bytes to the other party again.

#include <utility>

#include "base/uuid.h"
#include "exchange/answer_of_lawan.h"
#include "exchange/identifiers.h"
#include "exchange/recognise.h"
#include "exchange/register_entries.h"
#include "office/replay_modes.h"

namespace jembatan::office {

namespace {

using journal::Entry;
using journal::Leg;
using journal::Message;
using journal::State;

/// The outcome that the answer deserves, and the state that goes with it.
struct Outcome {
  State state;
  std::string word, reason;
};

Outcome refused(soap::Kode kode, const std::string& reason) {
  return {State::refused, std::string(soap::name(kode)), reason};
}

Outcome outcome_of(const exchange::AnswerOfLawan& answer) {
  if (std::holds_alternative<exchange::Good>(answer)) return {State::answered, "SELESAI", ""};
  if (const auto* refusal = std::get_if<exchange::RefusedByLawan>(&answer)) {
    return refused(soap::Kode::pihak_lawan_menolak, refusal->reason);
  }
  if (const auto* later = std::get_if<exchange::TryLater>(&answer)) {
    return refused(
        later->suspended ? soap::Kode::pertukaran_dihentikan : soap::Kode::pihak_lawan_tidak_tersedia,
        later->reason);
  }
  return {State::in_doubt, "RAGU", std::get<exchange::Doubtful>(answer).reason};
}

/// Opened as being sent, and bound to nothing: the original keeps its idPesan.
Entry linked(const Entry& original, const exchange::Gateway& gateway) {
  Entry entry;
  entry.party = original.party;
  entry.section = original.section;
  entry.operation = original.operation;
  entry.id_pesan = original.id_pesan;
  entry.content_digest = original.content_digest;
  entry.soap_version = original.soap_version;
  entry.peer = "cli";
  entry.state = State::sending;
  entry.received_at = gateway.surroundings().clock.wall();
  entry.rules_digest = gateway.law()->aturan.digest();
  entry.replay_of = original.number;
  entry.replay_mode = name(ReplayMode::upstream);
  entry.attempts = 1;
  entry.records = original.records;
  return entry;
}

void record(Attempt& attempt, const exchange::Surroundings& around, const Outcome& outcome,
            const exchange::Delivery& delivery, base::SteadyTime started,
            std::optional<journal::Given> given) {
  journal::Change change;
  change.given = std::move(given);
  change.to = outcome.state;
  change.outcome = outcome.word;
  change.reason = outcome.reason;
  change.finished_at = around.clock.wall();
  journal::Durations durations;
  durations.total =
      std::chrono::duration_cast<std::chrono::microseconds>(around.clock.steady() - started).count();
  durations.send = durations.total;
  change.durations = durations;
  if (const auto* answered = std::get_if<exchange::Answered>(&delivery)) {
    change.messages.emplace_back(Leg::answer_in, answered->body);
  }
  if (!around.store.advance(attempt.number, State::sending, change)) {
    throw base::Broken(base::SafeText("replayed exchange ") + attempt.number +
                       " was changed by somebody else");
  }
}

/// What the other party has taken this time, for the register.
std::optional<journal::Given> accepted(const soap::Request& request, const Entry& original,
                                       const exchange::AnswerOfLawan& answer) {
  const auto* good = std::get_if<exchange::Good>(&answer);
  if (good == nullptr || !request.operasi->writes()) return std::nullopt;
  journal::Given given = exchange::given_by(request, *lampiran::pihak_named(original.party));
  exchange::keep_accepted(given, good->response.hasil);
  return given;
}

/// The same message under an idPesan that nobody has used.
std::string under_new_id(Entry& entry, soap::Request& request, const ReplayDesk& desk) {
  request.id_pesan = base::uuid_v7(desk.gateway.surroundings().clock.wall());
  std::string out = desk.codec.encode(request, soap::SoapVersion::v11);
  entry.id_pesan = request.id_pesan;
  entry.content_digest = exchange::content_digest(out);
  return out;
}

}  // namespace

Attempt replay_upstream(const ReplayDesk& desk, const Entry& original, const std::vector<Message>& messages) {
  const exchange::Surroundings& around = desk.gateway.surroundings();
  const soap::Operasi& operasi = *operasi_of(original);
  std::string out = *bytes_of(messages, Leg::out);
  auto request = desk.codec.decode_request(out, soap::namespace_of(operasi.bagian), operasi.nama);
  if (!request) {
    return not_made(original, Fate::impossible, "its journaled request cannot be read: " + request.error());
  }
  Attempt attempt = not_made(original, Fate::due, "");
  Entry entry = linked(original, desk.gateway);
  if (desk.order.fresh_id) out = under_new_id(entry, *request, desk);
  attempt.id_pesan = entry.id_pesan;

  // Without its companies: a single attempt of an operator does not wait in their line.
  journal::Contents contents{{Leg::out, out}};
  contents.identifiers = exchange::identifiers_of(*request);
  attempt.number = std::get<journal::Opened>(around.store.open(entry, contents)).number;
  const auto started = around.clock.steady();
  const exchange::Delivery delivery = around.side(*lampiran::pihak_named(original.party))
                                          .lawan->send({&operasi, soap::SoapVersion::v11, out});
  const exchange::AnswerOfLawan answer =
      exchange::understand(delivery, operasi, lampiran::count(request->rekaman),
                           {around.schemas, around.limits, around.clock}, desk.codec);
  const Outcome outcome = outcome_of(answer);
  record(attempt, around, outcome, delivery, started, accepted(*request, original, answer));
  attempt.outcome = outcome.word;
  attempt.failed = outcome.state != State::answered;
  attempt.reason = outcome.reason;
  if (const auto* answered = std::get_if<exchange::Answered>(&delivery)) {
    compare_answers(attempt, bytes_of(messages, Leg::answer_in), answered->body);
  }
  return attempt;
}

}  // namespace jembatan::office
