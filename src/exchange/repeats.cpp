#include <chrono>
#include <thread>
#include <utility>

#include "exchange/closing.h"
#include "exchange/faults.h"
#include "exchange/recall.h"
#include "exchange/steps.h"

namespace jembatan::exchange {

namespace {

using journal::Entry;
using journal::State;

bool under_way(const Entry& entry) {
  return entry.state == State::received || entry.state == State::sending;
}

/// A caller that lost patience and asks again while its first call is still under way soon gets that call's
/// answer.
Entry wait_for(const Desk& desk, Entry original) {
  constexpr int most_looks = 100;
  constexpr std::chrono::milliseconds between{50};
  for (int look = 0; look < most_looks && under_way(original); ++look) {
    std::this_thread::sleep_for(between);
    if (auto now = desk.around.store.find(original.number)) original = std::move(*now);
  }
  return original;
}

/// The repeat is an exchange of its own in the journal; its answer is the original's, number included.
Reply record_repeat(const Desk& desk, Matter& matter, const Entry& original, std::string body,
                    unsigned http_status) {
  matter.entry.attempts = 0;
  open_unbound(desk, matter, State::received);

  journal::Change change;
  change.to = State::answered;
  change.outcome = "ULANGAN";
  change.reason = "the recorded answer of exchange " + std::to_string(original.number) + " again";
  change.finished_at = desk.around.clock.wall();
  change.messages.emplace_back(journal::Leg::answer, body);
  if (!desk.around.store.advance(matter.entry.number, State::received, change)) {
    throw base::Broken(base::SafeText("exchange ") + matter.entry.number +
                       " changed while it was being answered");
  }
  return reply_with(matter, std::move(body), http_status, State::answered, "ULANGAN");
}

Reply busy(const Desk& desk, Matter& matter, const Entry& original) {
  return refuse(desk, matter,
                make_fault(soap::Kode::pihak_lawan_tidak_tersedia,
                           "Pesan dengan idPesan ini masih diproses pada pertukaran " +
                               std::to_string(original.number) + "; tanyakan dengan StatusPesan.",
                           "The message with this idPesan is still under way in exchange " +
                               std::to_string(original.number) + "; ask with StatusPesan."));
}

/// Its messages have been cleared since: known to have been answered, but no longer with what.
Reply no_longer_kept(const Desk& desk, Matter& matter, const Entry& original) {
  const std::string number = std::to_string(original.number);
  return refuse(desk, matter,
                make_fault(soap::Kode::id_pesan_dipakai_ulang,
                           "Pesan ini sudah dijawab (" + original.outcome + ") pada pertukaran " + number +
                               "; isi jawabannya tidak disimpan lagi.",
                           "This message was answered (" + original.outcome + ") in exchange " + number +
                               "; its answer is no longer kept."));
}

/// A write that a crash left without an answer and that will still be sent gets the answer that its caller
/// would have had, recorded with it. Nothing where nobody can promise that.
std::optional<Reply> kept_for_later(const Desk& desk, Matter& matter, const Entry& original) {
  const bool sure =
      original.state == State::pending ||
      (original.state == State::in_doubt && desk.around.side(matter.arrival->pihak).lawan->idempotent());
  if (!sure || original.held) return std::nullopt;
  auto kept = recall(desk, original);
  if (!kept) return std::nullopt;
  soap::Response response;
  response.operasi = kept->operasi;
  response.nomor_pertukaran = original.number;
  response.status = soap::StatusKiriman::tertunda;
  response.hasil = std::move(kept->ours);
  std::string body = desk.codec.encode(response, matter.version);

  journal::Change change;
  change.to = original.state;
  if (original.state == State::pending) change.outcome = "TERTUNDA";
  change.messages.emplace_back(journal::Leg::answer, body);
  if (!desk.around.store.advance(original.number, original.state, change)) return std::nullopt;
  return record_repeat(desk, matter, original, std::move(body), 200);
}

bool frees_its_id(const Entry& original) {
  const soap::Operasi* operasi = operasi_of(original);
  return original.state == State::in_doubt && operasi != nullptr && !operasi->writes();
}

/// A read that a crash left in doubt did nothing: it is settled, and the question may be asked anew.
bool settle_doubtful_read(const Desk& desk, const Entry& original) {
  journal::Change change;
  change.to = State::settled;
  change.binds_id = false;
  change.reason = "a read that was interrupted; asked again by the caller";
  change.finished_at = desk.around.clock.wall();
  return desk.around.store.advance(original.number, State::in_doubt, change);
}

/// Nothing where the earlier exchange holds its idPesan no longer, so that the message is to be handled as
/// new.
std::optional<Reply> repeat(const Desk& desk, Matter& matter, Entry original) {
  if (original.content_digest != matter.entry.content_digest) {
    return refuse(desk, matter, make_fault(soap::Kode::id_pesan_dipakai_ulang));
  }
  original = wait_for(desk, std::move(original));
  if (!original.binds_id) return std::nullopt;
  if (frees_its_id(original)) {
    if (settle_doubtful_read(desk, original)) return std::nullopt;
    return busy(desk, matter, original);
  }
  const auto messages = desk.around.store.messages(original.number);
  const journal::Message* answer = journal::last(messages, journal::Leg::answer);
  if (answer != nullptr && answer->cleared) return no_longer_kept(desk, matter, original);
  if (answer == nullptr) {
    if (auto reply = kept_for_later(desk, matter, original)) return reply;
    return busy(desk, matter, original);
  }
  Reencoded recorded = reencode(desk, matter, original.number, answer->bytes);
  return record_repeat(desk, matter, original, std::move(recorded.body), recorded.http_status);
}

}  // namespace

base::Result<journal::Opened, Reply> open_or_repeat(const Desk& desk, Matter& matter,
                                                    const journal::Contents& contents) {
  constexpr int tries =
      3;  // an idPesan that was free a moment ago may be taken again by another caller's thread
  std::uint64_t holder = 0;
  for (int attempt = 0; attempt < tries; ++attempt) {
    auto opened = desk.around.store.open(matter.entry, contents);
    if (const auto* fresh = std::get_if<journal::Opened>(&opened)) {
      matter.entry.number = fresh->number;
      return *fresh;
    }
    Entry& original = std::get<journal::Seen>(opened).entry;
    holder = original.number;
    // repeat() answers with an exchange of its own: the entry as it is to be opened must survive it.
    const Entry intended = matter.entry;
    if (auto reply = repeat(desk, matter, std::move(original))) return base::fail(std::move(*reply));
    matter.entry = intended;
  }
  Entry original;
  original.number = holder;
  return base::fail(busy(desk, matter, original));
}

}  // namespace jembatan::exchange
