#include "exchange/closing.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>

namespace jembatan::exchange {

namespace {

constexpr unsigned retry_hint_seconds = 30;
constexpr unsigned retry_hint_while_stopped_seconds = 300;  // people stop and resume, not machines

journal::Durations measured(const Desk& desk, const Matter& matter,
                            const std::optional<journal::Durations>& so_far) {
  journal::Durations durations = so_far.value_or(matter.entry.durations);
  durations.total =
      std::chrono::duration_cast<std::chrono::microseconds>(desk.around.clock.steady() - matter.started)
          .count();
  return durations;
}

std::optional<Reply> record_and_answer(const Desk& desk, const Matter& matter, journal::State from,
                                       journal::Change change, std::string body, unsigned http_status) {
  change.finished_at = desk.around.clock.wall();
  change.durations = measured(desk, matter, change.durations);
  change.messages.emplace_back(journal::Leg::answer, body);
  if (!desk.around.store.advance(matter.entry.number, from, change)) return std::nullopt;
  return reply_with(matter, std::move(body), http_status, change.to, change.outcome.value_or(""));
}

Reply must(std::optional<Reply> reply, const Matter& matter) {
  if (reply) return std::move(*reply);
  throw base::Broken(
      base::SafeText("exchange ") + matter.entry.number +
      " changed its state while it was being answered; look at it with 'jembatan journal show'");
}

/// When it makes sense to ask again; 0 where it does not.
unsigned retry_after(const Desk& desk, const Matter& matter, soap::Kode kode) {
  if (kode == soap::Kode::kesalahan_internal) return retry_hint_seconds;
  if (kode == soap::Kode::pertukaran_dihentikan) return retry_hint_while_stopped_seconds;
  if (kode != soap::Kode::pihak_lawan_tidak_tersedia) return 0;
  const Standing standing = lawan_of(desk, matter).standing();
  if (standing.kind != Standing::Kind::open) return retry_hint_seconds;
  const auto left = std::chrono::ceil<std::chrono::seconds>(standing.next_probe - desk.around.clock.steady());
  return static_cast<unsigned>(std::max<std::int64_t>(left.count(), 1));
}

}  // namespace

Reply reply_with(const Matter& matter, std::string body, unsigned http_status, journal::State state,
                 std::string outcome) {
  Reply reply;
  reply.http_status = http_status;
  reply.content_type = soap::content_type(matter.version);
  reply.body = std::move(body);
  reply.number = matter.entry.number;
  reply.state = state;
  reply.outcome = std::move(outcome);
  return reply;
}

std::optional<Reply> try_close(const Desk& desk, const Matter& matter, journal::State from,
                               journal::Change change, soap::Response response) {
  response.nomor_pertukaran = matter.entry.number;
  return record_and_answer(desk, matter, from, std::move(change), desk.codec.encode(response, matter.version),
                           200);
}

Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
            soap::Response response) {
  return must(try_close(desk, matter, from, std::move(change), std::move(response)), matter);
}

Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
            soap::Fault fault) {
  fault.nomor_pertukaran = matter.entry.number;
  if (!change.outcome) change.outcome = std::string(soap::name(fault.kode));
  Reply reply =
      must(record_and_answer(desk, matter, from, std::move(change), desk.codec.encode(fault, matter.version),
                             soap::http_status(fault, matter.version)),
           matter);
  reply.retry_after_seconds = retry_after(desk, matter, fault.kode);
  return reply;
}

void open_unbound(const Desk& desk, Matter& matter, journal::State state) {
  matter.entry.state = state;
  matter.entry.binds_id = false;
  journal::Contents contents{{journal::Leg::in, matter.arrival->body}};
  contents.identifiers = matter.identifiers;
  const auto opened = desk.around.store.open(matter.entry, contents);
  matter.entry.number = std::get<journal::Opened>(opened).number;
}

Reply refuse(const Desk& desk, Matter& matter, soap::Fault fault, unsigned http_status) {
  open_unbound(desk, matter, journal::State::received);
  journal::Change change;
  change.to = journal::State::refused;
  change.reason = fault.pesan_inggris;
  Reply reply = close(desk, matter, journal::State::received, std::move(change), std::move(fault));
  if (http_status != 0) reply.http_status = http_status;
  return reply;
}

Reencoded reencode(const Desk& desk, const Matter& matter, std::uint64_t number,
                   const std::string& recorded) {
  const soap::Operasi* operasi =
      soap::find_operasi(*bagian_of_path(matter.arrival->path), matter.entry.operation);
  auto decoded = desk.codec.decode_response(recorded, *operasi);
  if (!decoded) {
    throw base::Broken(base::SafeText("the recorded answer of exchange ") + number +
                       " cannot be read: " + base::vouched(decoded.error(), base::Origin::program));
  }
  if (const auto* fault = std::get_if<soap::Fault>(&*decoded)) {
    return {desk.codec.encode(*fault, matter.version), soap::http_status(*fault, matter.version)};
  }
  return {desk.codec.encode(std::get<soap::Response>(*decoded), matter.version), 200};
}

}  // namespace jembatan::exchange
