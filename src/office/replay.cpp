#include "office/replay.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "exchange/answer_of_lawan.h"
#include "soap/codec.h"
#include "xml/canonical.h"

namespace jembatan::office {

namespace {

using journal::Entry;
using journal::Leg;
using journal::Message;
using journal::State;

/// Numbers of exchanges differ by design.
const std::vector<std::string_view> not_compared{"nomorPertukaran", "nomorPertukaranDicari"};

const soap::Operasi* operasi_of(const Entry& entry) {
  const auto bagian = lampiran::bagian_named(entry.section);
  return bagian ? soap::find_operasi(*bagian, entry.operation) : nullptr;
}

void compare(Attempt& attempt, const Message* recorded, std::string_view present) {
  if (recorded == nullptr) return;
  attempt.compared = true;
  attempt.differences = xml::differences(recorded->bytes, present, not_compared);
}

Attempt begin(const Entry& entry) {
  Attempt attempt;
  attempt.original = entry.number;
  attempt.operation = entry.operation;
  attempt.id_pesan = entry.id_pesan;
  attempt.recorded = entry.outcome;
  return attempt;
}

/// The outcome that the answer deserves, and the state that goes with it.
struct Outcome {
  State state;
  std::string word, reason;
};

Outcome outcome_of(const exchange::AnswerOfLawan& answer) {
  if (std::holds_alternative<exchange::Good>(answer)) return {State::answered, "SELESAI", ""};
  if (const auto* refusal = std::get_if<exchange::RefusedByLawan>(&answer)) {
    return {State::refused, std::string(soap::name(soap::Kode::pihak_lawan_menolak)), refusal->reason};
  }
  if (const auto* later = std::get_if<exchange::TryLater>(&answer)) {
    return {State::refused, std::string(soap::name(soap::Kode::pihak_lawan_tidak_tersedia)), later->reason};
  }
  return {State::in_doubt, "RAGU", std::get<exchange::Doubtful>(answer).reason};
}

std::size_t records_in(const std::string& bytes, const soap::Operasi& operasi, soap::Codec& codec) {
  auto request = codec.decode_request(bytes, soap::namespace_of(operasi.bagian), operasi.nama);
  if (!request) throw base::Broken("a journaled request cannot be read: " + request.error());
  return lampiran::count(request->rekaman);
}

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
  entry.replay_mode = "upstream";
  entry.attempts = 1;
  entry.records = original.records;
  return entry;
}

void record(Attempt& attempt, exchange::Gateway& gateway, const Outcome& outcome,
            const exchange::Delivery& delivery, base::SteadyTime started) {
  const exchange::Surroundings& around = gateway.surroundings();
  journal::Change change;
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
    throw base::Broken("replayed exchange " + std::to_string(attempt.number) +
                       " was changed by somebody else");
  }
  attempt.outcome = outcome.word;
}

Attempt replay_upstream(exchange::Gateway& gateway, const Entry& entry,
                        const std::vector<Message>& messages) {
  Attempt attempt = begin(entry);
  const exchange::Surroundings& around = gateway.surroundings();
  const soap::Operasi& operasi = *operasi_of(entry);
  const std::string& out = journal::last(messages, Leg::out)->bytes;
  soap::Codec codec;
  const std::size_t sent = records_in(out, operasi, codec);

  const auto opened = around.store.open(linked(entry, gateway), {{Leg::out, out}});
  attempt.number = std::get<journal::Opened>(opened).number;
  const auto started = around.clock.steady();
  const exchange::Delivery delivery =
      around.side(*lampiran::pihak_named(entry.party)).lawan->send({&operasi, soap::SoapVersion::v11, out});
  const exchange::AnswerOfLawan answer =
      exchange::understand(delivery, operasi, sent, {around.schemas, around.limits, around.clock}, codec);
  const Outcome outcome = outcome_of(answer);
  record(attempt, gateway, outcome, delivery, started);
  attempt.failed = outcome.state != State::answered;
  attempt.reason = outcome.reason;
  if (const auto* answered = std::get_if<exchange::Answered>(&delivery)) {
    compare(attempt, journal::last(messages, Leg::answer_in), answered->body);
  }
  return attempt;
}

Attempt replay_gateway(exchange::Gateway& gateway, const Entry& entry, const std::vector<Message>& messages) {
  Attempt attempt = begin(entry);
  exchange::Arrival arrival;
  arrival.pihak = *lampiran::pihak_named(entry.party);
  arrival.path = "/ws/" + entry.section;
  arrival.content_type =
      soap::content_type(entry.soap_version == "1.2" ? soap::SoapVersion::v12 : soap::SoapVersion::v11);
  arrival.body = journal::last(messages, Leg::in)->bytes;
  arrival.peer = "cli";
  arrival.replay_of = entry.number;

  const exchange::Reply reply = gateway.handle(arrival);
  attempt.number = reply.number;
  attempt.outcome = reply.outcome;
  const bool fault = soap::kode_named(reply.outcome).has_value();
  attempt.failed = reply.number == 0 || (fault && reply.outcome != entry.outcome);
  if (attempt.failed) attempt.reason = "answered with the fault " + reply.outcome;
  compare(attempt, journal::last(messages, Leg::answer), reply.body);
  return attempt;
}

}  // namespace

std::string obstacle(const Entry& entry, const std::vector<Message>& messages, ReplayMode mode) {
  if (entry.section.empty()) return "it reached no service of the contract";
  if (entry.state == State::received || entry.state == State::sending) {
    return "it is still under way; wait until it is answered, or start the gateway, which settles what was "
           "interrupted";
  }
  if (mode == ReplayMode::gateway) {
    return journal::last(messages, Leg::in) == nullptr ? "its request is not in the journal" : "";
  }
  if (operasi_of(entry) == nullptr) return "its operation was not recognised";
  return journal::last(messages, Leg::out) == nullptr ? "nothing was sent on; use --to gateway" : "";
}

Attempt replay(exchange::Gateway& gateway, const Entry& entry, ReplayMode mode) {
  const auto messages = gateway.surroundings().store.messages(entry.number);
  if (std::string reason = obstacle(entry, messages, mode); !reason.empty()) {
    Attempt attempt = begin(entry);
    attempt.failed = true;
    attempt.reason = "cannot be replayed: " + reason;
    return attempt;
  }
  return mode == ReplayMode::upstream ? replay_upstream(gateway, entry, messages)
                                      : replay_gateway(gateway, entry, messages);
}

std::string attempt_json(const Attempt& attempt) {
  nlohmann::ordered_json json;
  json["nomor"] = attempt.original;
  json["nomorBaru"] =
      attempt.number != 0 ? nlohmann::ordered_json(attempt.number) : nlohmann::ordered_json(nullptr);
  json["operasi"] = attempt.operation;
  json["idPesan"] = attempt.id_pesan;
  json["hasilTercatat"] = attempt.recorded;
  json["hasil"] = attempt.outcome;
  json["gagal"] = attempt.failed;
  json["sebab"] = attempt.reason;
  json["sama"] = attempt.compared ? nlohmann::ordered_json(attempt.differences.empty())
                                  : nlohmann::ordered_json(nullptr);
  json["perbedaan"] = attempt.differences;
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace jembatan::office
