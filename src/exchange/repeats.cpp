#include <chrono>
#include <thread>
#include <utility>

#include "exchange/closing.h"
#include "exchange/faults.h"
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
  matter.entry.state = State::received;
  matter.entry.binds_id = false;
  matter.entry.attempts = 0;
  const auto opened = desk.around.store.open(matter.entry, {{journal::Leg::in, matter.arrival->body}});
  matter.entry.number = std::get<journal::Opened>(opened).number;

  journal::Change change;
  change.to = State::answered;
  change.outcome = "ULANGAN";
  change.reason = "the recorded answer of exchange " + std::to_string(original.number) + " again";
  change.finished_at = desk.around.clock.wall();
  change.messages.emplace_back(journal::Leg::answer, body);
  if (!desk.around.store.advance(matter.entry.number, State::received, change)) {
    throw base::Broken("exchange " + std::to_string(matter.entry.number) +
                       " changed while it was being answered");
  }
  return reply_with(matter, std::move(body), http_status, State::answered, "ULANGAN");
}

/// The recorded answer in the SOAP version that is asked for now.
Reply recorded_answer(const Desk& desk, Matter& matter, const Entry& original, const std::string& recorded) {
  const soap::Operasi* operasi =
      soap::find_operasi(*bagian_of_path(matter.arrival->path), matter.entry.operation);
  auto decoded = desk.codec.decode_response(recorded, *operasi);
  if (!decoded) {
    throw base::Broken("the recorded answer of exchange " + std::to_string(original.number) +
                       " cannot be read: " + decoded.error());
  }
  unsigned http_status = 200;
  std::string body;
  if (const auto* fault = std::get_if<soap::Fault>(&*decoded)) {
    http_status = soap::http_status(*fault, matter.version);
    body = desk.codec.encode(*fault, matter.version);
  } else {
    body = desk.codec.encode(std::get<soap::Response>(*decoded), matter.version);
  }
  return record_repeat(desk, matter, original, std::move(body), http_status);
}

Reply busy(const Desk& desk, Matter& matter, const Entry& original) {
  return refuse(desk, matter,
                make_fault(soap::Kode::pihak_lawan_tidak_tersedia,
                           "Pesan dengan idPesan ini masih diproses pada pertukaran " +
                               std::to_string(original.number) + "; tanyakan dengan StatusPesan.",
                           "The message with this idPesan is still under way in exchange " +
                               std::to_string(original.number) + "; ask with StatusPesan."));
}

bool frees_its_id(const Entry& original) {
  const auto bagian = lampiran::bagian_named(original.section);
  const soap::Operasi* operasi = bagian ? soap::find_operasi(*bagian, original.operation) : nullptr;
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
  if (answer == nullptr) return busy(desk, matter, original);
  return recorded_answer(desk, matter, original, answer->bytes);
}

}  // namespace

std::optional<Reply> open_or_repeat(const Desk& desk, Matter& matter, const journal::LegBytes& legs) {
  constexpr int tries =
      3;  // an idPesan that was free a moment ago may be taken again by another caller's thread
  std::uint64_t holder = 0;
  for (int attempt = 0; attempt < tries; ++attempt) {
    auto opened = desk.around.store.open(matter.entry, legs);
    if (const auto* number = std::get_if<journal::Opened>(&opened)) {
      matter.entry.number = number->number;
      return std::nullopt;
    }
    Entry& original = std::get<journal::Seen>(opened).entry;
    holder = original.number;
    // repeat() answers with an exchange of its own: the entry as it is to be opened must survive it.
    const Entry intended = matter.entry;
    if (auto reply = repeat(desk, matter, std::move(original))) return reply;
    matter.entry = intended;
  }
  Entry original;
  original.number = holder;
  return busy(desk, matter, original);
}

}  // namespace jembatan::exchange
