#include <utility>

#include "exchange/asked.h"
#include "exchange/closing.h"
#include "exchange/faults.h"
#include "exchange/identifiers.h"
#include "exchange/register_entries.h"
#include "exchange/steps.h"
#include "exchange/verdicts.h"

namespace jembatan::exchange {

namespace {

using journal::State;

/// A read that was not answered holds its idPesan no longer: asking again is harmless and wanted.
Reply without_answer(const Desk& desk, const Matter& matter, journal::Change change, soap::Kode kode,
                     const base::SafeText& reason, std::vector<lampiran::Temuan> temuan) {
  change.to = State::refused;
  change.reason = reason;
  change.binds_id = false;
  soap::Fault fault = make_fault(kode);
  fault.temuan = std::move(temuan);
  return close(desk, matter, State::sending, std::move(change), std::move(fault));
}

Reply finish_read(const Desk& desk, const Matter& matter, const soap::Request& question,
                  const Delivery& delivery) {
  const soap::Operasi& operasi = *question.operasi;
  journal::Change change;
  change.durations = matter.entry.durations;
  keep_answer(change, delivery);
  AnswerOfLawan answer = understand(delivery, operasi, 0, desk.reader(), desk.codec);
  if (const auto* good = std::get_if<Good>(&answer);
      good != nullptr && !holds_what_was_asked(question, good->response)) {
    answer = Doubtful{"the answer holds records that were not asked for"};
  }
  if (auto* good = std::get_if<Good>(&answer)) {
    change.identifiers = identifiers_of(good->response);
    judge_answer(good->response, good->violations, desk.law.aturan, other_party(matter),
                 base::date_in_jakarta(matter.entry.received_at));
    change.given = given_by(question, good->response, other_party(matter));
    change.to = State::answered;
    change.outcome = std::string(soap::name(soap::StatusKiriman::selesai));
    change.records = static_cast<unsigned>(lampiran::count(good->response.rekaman));
    return close(desk, matter, State::sending, std::move(change), std::move(good->response));
  }
  if (auto* refusal = std::get_if<RefusedByLawan>(&answer)) {
    return without_answer(desk, matter, std::move(change), soap::Kode::pihak_lawan_menolak, refusal->reason,
                          std::move(refusal->temuan));
  }
  tell_if_shut_out(desk, matter, answer);
  const auto* later = std::get_if<TryLater>(&answer);
  const base::SafeText& reason = later != nullptr ? later->reason : std::get<Doubtful>(answer).reason;
  const bool suspended = later != nullptr && later->suspended;
  return without_answer(
      desk, matter, std::move(change),
      suspended ? soap::Kode::pertukaran_dihentikan : soap::Kode::pihak_lawan_tidak_tersedia, reason, {});
}

}  // namespace

Reply handle_read(const Desk& desk, Matter& matter, const Recognised& message) {
  std::vector<lampiran::Temuan> temuan =
      judge_question(message.request, message.violations, desk.law.aturan, matter.arrival->pihak);
  if (has_kesalahan(temuan)) {
    soap::Fault fault =
        make_fault(soap::Kode::pesan_tidak_sah, "Kunci pertanyaan tidak dapat dipakai; lihat temuan.",
                   "The key asked by cannot be used; see temuan.");
    fault.temuan = std::move(temuan);
    return refuse(desk, matter, std::move(fault));
  }

  const soap::Operasi& operasi = *message.request.operasi;
  matter.entry.state = State::sending;
  matter.entry.attempts = 1;
  journal::Contents contents{{journal::Leg::in, matter.arrival->body},
                             {journal::Leg::out, desk.codec.encode(message.request, soap::SoapVersion::v11)}};
  contents.identifiers = matter.identifiers;
  if (auto opened = open_or_repeat(desk, matter, contents); !opened) return std::move(opened.error());

  const Delivery delivery =
      send(desk, matter, operasi, contents.messages.back().second, matter.entry.durations);
  return finish_read(desk, matter, message.request, delivery);
}

}  // namespace jembatan::exchange
