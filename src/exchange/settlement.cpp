#include "exchange/settlement.h"

#include <utility>

#include "base/uuid.h"
#include "exchange/answer_of_lawan.h"
#include "exchange/placements.h"
#include "exchange/recall.h"
#include "exchange/register_entries.h"
#include "exchange/steps.h"

namespace jembatan::exchange {

namespace {

using journal::Entry;
using journal::Leg;
using journal::State;

Entry question_about(const Gateway& gateway, const Entry& original, const soap::Request& request) {
  Entry entry;
  entry.party = original.party;
  entry.section = original.section;
  entry.operation = request.operasi->nama;
  entry.id_pesan = request.id_pesan;
  entry.soap_version = "1.1";
  entry.peer = "cli";
  entry.state = State::sending;
  entry.received_at = gateway.surroundings().clock.wall();
  entry.rules_digest = gateway.law()->aturan.digest();
  entry.replay_of = original.number;
  entry.replay_mode = "ask";
  entry.attempts = 1;
  return entry;
}

/// A question changes nothing, so whatever came of it is final.
base::Result<Told, std::string> told(const AnswerOfLawan& answer, std::uint64_t number) {
  if (const auto* good = std::get_if<Good>(&answer)) {
    return Told{number, good->response.status_pesan, good->response.hasil};
  }
  if (const auto* refusal = std::get_if<RefusedByLawan>(&answer)) return base::fail(refusal->reason.text());
  if (const auto* later = std::get_if<TryLater>(&answer)) return base::fail(later->reason.text());
  return base::fail(std::get<Doubtful>(answer).reason.text());
}

std::vector<journal::Placement> placed(const Kept& kept) {
  std::vector<lampiran::HasilRekaman> taken(kept.sent);
  for (auto& one : taken) one.diterima = true;
  return accepted_of(kept.placements, taken);
}

std::string answer_of(const Desk& desk, const Entry& entry, const Kept& kept) {
  soap::Response response;
  response.operasi = kept.operasi;
  response.nomor_pertukaran = entry.number;
  response.status = soap::StatusKiriman::selesai;
  response.hasil = kept.ours;
  return desk.codec.encode(response, matter_of(desk, entry, kept).version);
}

}  // namespace

base::Result<Told, std::string> ask_lawan(Gateway& gateway, const Entry& entry) {
  const Surroundings& around = gateway.surroundings();
  const auto pihak = lampiran::pihak_named(entry.party);
  const auto bagian = lampiran::bagian_named(entry.section);
  Upstream* lawan = pihak ? around.side(*pihak).lawan : nullptr;
  if (!bagian || entry.id_pesan.empty())
    return base::fail(std::string("it reached no service of the contract"));
  if (lawan == nullptr) return base::fail(std::string("the other party's [upstream] is not configured"));

  soap::Codec codec;
  soap::Request request;
  request.operasi = soap::find_operasi(*bagian, "StatusPesan");
  request.id_pesan = base::uuid_v7(around.clock.wall());
  request.id_pesan_dicari = entry.id_pesan;
  const std::string out = codec.encode(request, soap::SoapVersion::v11);
  const auto opened = around.store.open(question_about(gateway, entry, request), {{Leg::out, out}});
  const std::uint64_t number = std::get<journal::Opened>(opened).number;

  const Delivery delivery = lawan->send({request.operasi, soap::SoapVersion::v11, out});
  const AnswerOfLawan answer =
      understand(delivery, *request.operasi, 0, {around.schemas, around.limits, around.clock}, codec);
  auto result = told(answer, number);
  journal::Change change;
  change.to = result ? State::answered : State::refused;
  change.outcome = std::string(result ? soap::name(soap::StatusKiriman::selesai)
                                      : soap::name(soap::Kode::pihak_lawan_tidak_tersedia));
  if (!result) change.reason = result.error();
  change.finished_at = around.clock.wall();
  keep_answer(change, delivery);
  if (!around.store.advance(number, State::sending, change)) {
    throw base::Broken(base::SafeText("exchange ") + number + " was changed by somebody else while it asked");
  }
  return result;
}

bool settle(Gateway& gateway, const Entry& entry, Decision decision, const std::string& note) {
  const Surroundings& around = gateway.surroundings();
  const std::shared_ptr<const Law> law = gateway.law();
  journal::Change change;
  change.to = State::settled;
  change.held = false;
  change.finished_at = around.clock.wall();
  if (decision == Decision::delivered) {
    soap::Codec codec;
    const Desk desk{around, *law, codec};
    change.outcome = "SELESAI";
    change.reason = "a person has settled it as delivered; see its note";
    if (const auto kept = recall(desk, entry)) {
      change.messages.emplace_back(Leg::answer, answer_of(desk, entry, *kept));
      change.placements = placed(*kept);
    }
    Entry settled = entry;
    settled.state = change.to;
    settled.outcome = *change.outcome;
    change.given = given_in(settled, around.store.messages(entry.number), codec).value_or(journal::Given{});
  } else {
    change.outcome = "DITOLAK";
    change.reason = "a person has settled it as not delivered; see its note";
    change.binds_id = false;
  }
  change.messages.emplace_back(Leg::note, note);
  return around.store.advance(entry.number, entry.state, change);
}

bool release(Gateway& gateway, const Entry& entry, const std::string& note) {
  journal::Change change;
  change.to = entry.state;
  change.held = false;
  change.refusals = 0;
  change.messages.emplace_back(Leg::note, note);
  return gateway.surroundings().store.advance(entry.number, entry.state, change);
}

}  // namespace jembatan::exchange
