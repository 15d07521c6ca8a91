#pragma once
// The roads a recognised message can take. Internal to exchange; each function
// takes one message to its answer and throws base::Broken where the journal
// does not work.

#include <vector>

#include "exchange/answer_of_lawan.h"
#include "exchange/desk.h"

namespace jembatan::exchange {

/// Kirim*, Selaraskan*.
[[nodiscard]] Reply handle_write(const Desk& desk, Matter& matter, Recognised message);

/// Ambil*, Daftar*, StatusPendaftaran, PotensiPekerja.
[[nodiscard]] Reply handle_read(const Desk& desk, Matter& matter, const Recognised& message);

/// StatusPesan: from our own journal, never sent on.
[[nodiscard]] Reply handle_status(const Desk& desk, Matter& matter, const soap::Request& request);

/// Opens the exchange and sets its number. Where the caller has used this idPesan before there is a reply
/// instead: the recorded answer again, or a Fault. Nothing is sent on twice.
[[nodiscard]] base::Result<journal::Opened, Reply> open_or_repeat(const Desk& desk, Matter& matter,
                                                                  const journal::Contents& contents);

/// What a write's delivery came to: recorded, and put into words for the caller. `ours` are our verdicts on
/// all its records.
[[nodiscard]] Reply finish_write(const Desk& desk, const Matter& matter, const soap::Operasi& operasi,
                                 const Delivery& delivery, std::vector<lampiran::HasilRekaman> ours,
                                 std::size_t sent);

/// Sends through the other party's upstream and measures it into the change.
[[nodiscard]] Delivery send(const Desk& desk, Matter& matter, const soap::Operasi& operasi,
                            std::string_view bytes, journal::Durations& durations);

/// For the log: every line about an exchange says which, and who called.
[[nodiscard]] inline base::About about(const journal::Entry& entry) {
  return {entry.number, base::vouched(entry.party, base::Origin::program)};
}

/// Tells the log where the other party takes nothing of ours until a person has put something right.
inline void tell_if_shut_out(const Desk& desk, const Matter& matter, const AnswerOfLawan& answer) {
  const auto* later = std::get_if<TryLater>(&answer);
  if (later != nullptr && later->shut_out) desk.around.log.warn(later->reason, about(matter.entry));
}

/// The bytes that came back, where any did, as a leg of the change.
void keep_answer(journal::Change& change, const Delivery& delivery);

}  // namespace jembatan::exchange
