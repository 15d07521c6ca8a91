// Judge only: today's rules on the request, on the day it came in. What is told
// is what the gateway would decide by itself; what the other party said then
// stands.

#include <optional>
#include <utility>

#include "exchange/placements.h"
#include "exchange/recognise.h"
#include "exchange/verdicts.h"
#include "office/replay_modes.h"

namespace jembatan::office {

namespace {

using journal::Entry;
using journal::Leg;
using journal::Message;
using soap::Kode;

/// What the gateway would decide: an outcome of its own, or DITERIMA where the message would be sent on.
struct Decision {
  std::string outcome;
  std::vector<lampiran::HasilRekaman> hasil;  ///< of a write that can be judged
};

Decision decided(std::string_view outcome) {
  return {std::string(outcome), {}};
}

std::optional<Kode> forbidden(const ReplayDesk& desk, const exchange::Law& law, const Entry& entry,
                              const soap::Operasi& operasi) {
  const auto& allowed = desk.gateway.surroundings().side(*lampiran::pihak_named(entry.party)).operations;
  if (!allowed.empty() && allowed.find(operasi.nama) == allowed.end()) return Kode::operasi_tidak_diizinkan;
  if (!law.agreement.in_force(base::date_in_jakarta(entry.received_at))) {
    return Kode::perjanjian_tidak_berlaku;
  }
  return std::nullopt;
}

Decision judge_write(exchange::Recognised message, const ReplayDesk& desk, const exchange::Law& law,
                     const Entry& entry) {
  const std::size_t given = lampiran::count(message.request.rekaman);
  if (message.request.jumlah_data && *message.request.jumlah_data != given) {
    return decided(soap::name(Kode::jumlah_tidak_cocok));
  }
  auto elsewhere = exchange::listed_elsewhere(desk.gateway.surroundings().store, entry.party,
                                              exchange::placements_of(message.request));
  exchange::Judged judged = exchange::judge_request(
      std::move(message.request), message.violations, law.aturan, *lampiran::pihak_named(entry.party),
      base::date_in_jakarta(entry.received_at), std::move(elsewhere));
  return {judged.accepted > 0 ? "DITERIMA" : "DITOLAK", std::move(judged.hasil)};
}

Decision judge_today(const ReplayDesk& desk, const Entry& entry, const std::string& bytes) {
  const exchange::Surroundings& around = desk.gateway.surroundings();
  const auto law = desk.gateway.law();
  auto message = exchange::recognise(arrival_of(entry, bytes), {around.schemas, around.limits, around.clock},
                                     desk.codec);
  if (!message) return decided(soap::name(message.error().fault.kode));
  const soap::Operasi& operasi = *message->request.operasi;
  if (const auto kode = forbidden(desk, *law, entry, operasi)) return decided(soap::name(*kode));
  if (operasi.writes()) return judge_write(std::move(*message), desk, *law, entry);
  const auto temuan = exchange::judge_question(message->request, message->violations, law->aturan,
                                               *lampiran::pihak_named(entry.party));
  return decided(exchange::has_kesalahan(temuan) ? soap::name(Kode::pesan_tidak_sah) : "DITERIMA");
}

/// What the gateway decided then, in the same words; nothing where something else than the message decided
/// (an idPesan used again, a stop, a failure of our own).
std::optional<std::string> decided_then(const Entry& entry) {
  if (entry.outcome == "DITOLAK") return entry.outcome;
  const auto kode = soap::kode_named(entry.outcome);
  if (!kode || *kode == Kode::pihak_lawan_menolak) return "DITERIMA";
  switch (*kode) {
    case Kode::pesan_tidak_sah:
    case Kode::operasi_tidak_dikenal:
    case Kode::operasi_tidak_diizinkan:
    case Kode::jumlah_tidak_cocok:
    case Kode::batas_terlampaui:
    case Kode::perjanjian_tidak_berlaku:
      return entry.outcome;
    default:
      return entry.attempts > 0 ? std::optional<std::string>("DITERIMA") : std::nullopt;
  }
}

/// The verdicts of a recorded answer; nothing where it is a fault, or none, or cannot be read any more.
std::optional<std::vector<lampiran::HasilRekaman>> verdicts_in(const std::string* answer,
                                                               const soap::Operasi* operasi,
                                                               soap::Codec& codec) {
  if (answer == nullptr || operasi == nullptr) return std::nullopt;
  auto decoded = codec.decode_response(*answer, *operasi);
  if (!decoded || !std::holds_alternative<soap::Response>(*decoded)) return std::nullopt;
  return std::move(std::get<soap::Response>(*decoded).hasil);
}

/// A repeat bears the answer of the exchange that it repeats, without the other party's part in it.
bool bears_own_verdicts(const Entry& entry) {
  return entry.outcome != "ULANGAN";
}

}  // namespace

Attempt replay_judge(const ReplayDesk& desk, const Entry& entry, const std::vector<Message>& messages) {
  Attempt attempt = not_made(entry, Fate::due, "");
  const Decision today = judge_today(desk, entry, *bytes_of(messages, Leg::in));
  attempt.outcome = today.outcome;
  if (const auto then = decided_then(entry)) {
    attempt.compared = true;
    if (*then != today.outcome) attempt.differences.emplace_back("outcome");
  }
  const soap::Operasi* operasi = operasi_of(entry);
  const auto recorded = verdicts_in(bytes_of(messages, Leg::answer), operasi, desk.codec);
  if (!recorded || today.hasil.empty() || !bears_own_verdicts(entry)) return attempt;
  const auto theirs = verdicts_in(bytes_of(messages, Leg::answer_in), operasi, desk.codec);
  attempt.compared = true;
  attempt.changes =
      verdict_changes(*recorded, theirs.value_or(std::vector<lampiran::HasilRekaman>{}), today.hasil);
  for (const VerdictChange& change : attempt.changes) {
    attempt.differences.push_back("hasil[" + std::to_string(change.urutan) + "]");
  }
  return attempt;
}

}  // namespace jembatan::office
