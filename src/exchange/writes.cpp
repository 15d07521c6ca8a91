#include <utility>

#include "exchange/closing.h"
#include "exchange/faults.h"
#include "exchange/identifiers.h"
#include "exchange/placements.h"
#include "exchange/register_entries.h"
#include "exchange/steps.h"
#include "exchange/verdicts.h"

namespace jembatan::exchange {

namespace {

using journal::State;
using lampiran::HasilRekaman;

soap::Response verdicts(const soap::Operasi& operasi, soap::StatusKiriman status,
                        std::vector<HasilRekaman> hasil) {
  soap::Response response;
  response.operasi = &operasi;
  response.status = status;
  response.hasil = std::move(hasil);
  return response;
}

/// Not one record may be sent on: the verdicts are the answer.
Reply reject_all(const Desk& desk, Matter& matter, const soap::Operasi& operasi,
                 std::vector<HasilRekaman> hasil) {
  journal::Change change;
  change.to = State::answered;
  change.outcome = "DITOLAK";
  return close(desk, matter, State::received, std::move(change),
               verdicts(operasi, soap::StatusKiriman::ditolak, std::move(hasil)));
}

/// Once more not delivered: its caller has been told that it is kept.
Reply keep_again(const Desk& desk, const Matter& matter, const journal::Change& change) {
  if (!desk.around.store.advance(matter.entry.number, State::sending, change)) {
    throw base::Broken(base::SafeText("exchange ") + matter.entry.number +
                       " changed its state while it was being delivered; look at it with 'jembatan journal "
                       "show'");
  }
  return reply_with(matter, {}, 200, change.to, change.outcome.value_or(""));
}

Reply keep_for_later(const Desk& desk, const Matter& matter, journal::Change change,
                     const soap::Operasi& operasi, std::vector<HasilRekaman> ours, State state,
                     const base::SafeText& reason) {
  change.to = state;
  change.outcome = state == State::pending ? "TERTUNDA" : "RAGU";
  change.reason = reason;
  if (matter.answered_before) return keep_again(desk, matter, change);
  return close(desk, matter, State::sending, std::move(change),
               verdicts(operasi, soap::StatusKiriman::tertunda, std::move(ours)));
}

/// The other party would not know it again: nobody but a person may decide what becomes of it.
Reply leave_in_doubt(const Desk& desk, const Matter& matter, journal::Change change,
                     const base::SafeText& reason) {
  change.to = State::in_doubt;
  change.outcome = "RAGU";
  change.reason = reason;
  change.held = true;
  desk.around.log.error(
      "it is held: whether it arrived is in doubt, and the party does not honour idPesan; ask "
      "with 'jembatan journal ask', then 'jembatan journal settle'",
      about(matter.entry));
  return close(
      desk, matter, State::sending, std::move(change),
      make_fault(soap::Kode::pihak_lawan_tidak_tersedia,
                 "Belum pasti apakah pesan ini sampai; tanyakan dengan StatusPesan, jangan kirim ulang "
                 "dengan idPesan lain.",
                 "Whether this message arrived is in doubt; ask with StatusPesan, do not send it again "
                 "under another idPesan."));
}

/// An earlier write for the same company still waits, so this one waits behind it. The deliverer may have
/// taken it in hand, or even delivered it, since it was opened.
Reply keep_in_line(const Desk& desk, const Matter& matter, const soap::Operasi& operasi,
                   const std::vector<HasilRekaman>& ours) {
  for (const State state : {State::pending, State::sending, State::pending, State::in_doubt}) {
    journal::Change change;
    change.to = state;
    if (state != State::in_doubt) change.outcome = "TERTUNDA";
    if (state == State::pending) change.reason = "behind an earlier write for the same company";
    if (auto reply = try_close(desk, matter, state, std::move(change),
                               verdicts(operasi, soap::StatusKiriman::tertunda, ours))) {
      return std::move(*reply);
    }
  }
  const auto messages = desk.around.store.messages(matter.entry.number);
  const journal::Message* answer = journal::last(messages, journal::Leg::answer);
  if (answer == nullptr) {
    throw base::Broken(base::SafeText("exchange ") + matter.entry.number + " was finished without an answer");
  }
  Reencoded recorded = reencode(desk, matter, matter.entry.number, answer->bytes);
  return reply_with(matter, std::move(recorded.body), recorded.http_status, State::answered, "SELESAI");
}

/// Whether the party was there and did not take this message.
bool is_refusal(const Matter& matter, const Delivery& delivery, const AnswerOfLawan& answer) {
  return matter.party_was_there && !std::holds_alternative<NotSent>(delivery) &&
         !std::holds_alternative<Good>(answer) && !std::holds_alternative<RefusedByLawan>(answer);
}

Reply refused_by_lawan(const Desk& desk, const Matter& matter, journal::Change change,
                       RefusedByLawan refusal) {
  change.to = State::refused;
  change.reason = refusal.reason;
  change.binds_id = false;
  soap::Fault fault = make_fault(soap::Kode::pihak_lawan_menolak);
  fault.temuan = std::move(refusal.temuan);
  return close(desk, matter, State::sending, std::move(change), std::move(fault));
}

Reply complete(const Desk& desk, const Matter& matter, journal::Change change, const soap::Operasi& operasi,
               const soap::Response& theirs, std::vector<HasilRekaman> ours) {
  std::vector<HasilRekaman> hasil = merge(std::move(ours), theirs.hasil);
  change.placements = accepted_of(matter.placements, theirs.hasil);
  change.given = matter.given;
  keep_accepted(*change.given, theirs.hasil);
  change.to = State::answered;
  change.outcome =
      std::string(soap::name(theirs.status == soap::StatusKiriman::tertunda ? soap::StatusKiriman::tertunda
                                                                            : soap::StatusKiriman::selesai));
  change.rejected = rejected(hasil);
  const auto status =
      theirs.status == soap::StatusKiriman::tertunda ? theirs.status : soap::StatusKiriman::selesai;
  return close(desk, matter, State::sending, std::move(change), verdicts(operasi, status, std::move(hasil)));
}

}  // namespace

Reply handle_write(const Desk& desk, Matter& matter, Recognised message) {
  const soap::Operasi& operasi = *message.request.operasi;
  const std::size_t given = lampiran::count(message.request.rekaman);
  if (message.request.jumlah_data && *message.request.jumlah_data != given) {
    return refuse(
        desk, matter,
        make_fault(soap::Kode::jumlah_tidak_cocok, "Pesan memuat " + std::to_string(given) + " rekaman.",
                   "The message holds " + std::to_string(given) + " records."));
  }

  const auto before = desk.around.clock.steady();
  auto elsewhere = listed_elsewhere(desk.around.store, matter.entry.party, placements_of(message.request));
  Judged judged =
      judge_request(std::move(message.request), message.violations, desk.law.aturan, matter.arrival->pihak,
                    base::date_in_jakarta(matter.entry.received_at), std::move(elsewhere));
  matter.placements = placements_of(judged.outgoing);
  matter.given = given_by(judged.outgoing, matter.arrival->pihak);
  journal::Entry& entry = matter.entry;
  entry.durations.judge =
      std::chrono::duration_cast<std::chrono::microseconds>(desk.around.clock.steady() - before).count();
  entry.records = static_cast<unsigned>(given);
  entry.rejected = rejected(judged.hasil);

  journal::Contents contents{{journal::Leg::in, matter.arrival->body}};
  contents.identifiers = matter.identifiers;
  if (judged.accepted > 0) {
    entry.state = State::sending;
    entry.attempts = 1;
    contents.messages.emplace_back(journal::Leg::out,
                                   desk.codec.encode(judged.outgoing, soap::SoapVersion::v11));
    contents.companies = companies_of(judged.outgoing);
  }
  const auto opened = open_or_repeat(desk, matter, contents);
  if (!opened) return opened.error();
  if (judged.accepted == 0) return reject_all(desk, matter, operasi, std::move(judged.hasil));
  if (opened->queued) return keep_in_line(desk, matter, operasi, judged.hasil);

  const Delivery delivery = send(desk, matter, operasi, contents.messages.back().second, entry.durations);
  return finish_write(desk, matter, operasi, delivery, std::move(judged.hasil), judged.accepted);
}

Reply finish_write(const Desk& desk, const Matter& matter, const soap::Operasi& operasi,
                   const Delivery& delivery, std::vector<HasilRekaman> ours, std::size_t sent) {
  journal::Change change;
  change.durations = matter.entry.durations;
  keep_answer(change, delivery);
  AnswerOfLawan answer = understand(delivery, operasi, sent, desk.reader(), desk.codec);
  tell_if_shut_out(desk, matter, answer);
  if (is_refusal(matter, delivery, answer)) change.refusals = matter.entry.refusals + 1;
  if (auto* good = std::get_if<Good>(&answer)) {
    return complete(desk, matter, std::move(change), operasi, good->response, std::move(ours));
  }
  if (auto* refusal = std::get_if<RefusedByLawan>(&answer)) {
    return refused_by_lawan(desk, matter, std::move(change), std::move(*refusal));
  }
  if (auto* later = std::get_if<TryLater>(&answer)) {
    // Not sent this time does not undo the doubt about an earlier attempt.
    const bool doubtful = matter.entry.state == State::in_doubt;
    return keep_for_later(desk, matter, std::move(change), operasi, std::move(ours),
                          doubtful ? State::in_doubt : State::pending, later->reason);
  }
  const base::SafeText& reason = std::get<Doubtful>(answer).reason;
  desk.around.log.warn("it is in doubt: " + reason, about(matter.entry));
  if (lawan_of(desk, matter).idempotent()) {
    return keep_for_later(desk, matter, std::move(change), operasi, std::move(ours), State::in_doubt, reason);
  }
  return leave_in_doubt(desk, matter, std::move(change), reason);
}

}  // namespace jembatan::exchange
