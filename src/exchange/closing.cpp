#include "exchange/closing.h"

#include <chrono>
#include <utility>
#include <variant>

namespace jembatan::exchange {

namespace {

constexpr unsigned retry_hint_seconds = 30;

journal::Durations measured(const Desk& desk, const Matter& matter,
                            const std::optional<journal::Durations>& so_far) {
  journal::Durations durations = so_far.value_or(matter.entry.durations);
  durations.total =
      std::chrono::duration_cast<std::chrono::microseconds>(desk.around.clock.steady() - matter.started)
          .count();
  return durations;
}

Reply record_and_answer(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
                        std::string body, unsigned http_status) {
  change.finished_at = desk.around.clock.wall();
  change.durations = measured(desk, matter, change.durations);
  change.messages.emplace_back(journal::Leg::answer, body);
  if (!desk.around.store.advance(matter.entry.number, from, change)) {
    throw base::Broken(
        "exchange " + std::to_string(matter.entry.number) +
        " changed its state while it was being answered; look at it with 'jembatan journal show'");
  }
  return reply_with(matter, std::move(body), http_status, change.to, change.outcome.value_or(""));
}

bool worth_a_retry(soap::Kode kode) {
  return kode == soap::Kode::pihak_lawan_tidak_tersedia || kode == soap::Kode::kesalahan_internal ||
         kode == soap::Kode::pertukaran_dihentikan;
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

Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
            soap::Response response) {
  response.nomor_pertukaran = matter.entry.number;
  return record_and_answer(desk, matter, from, std::move(change), desk.codec.encode(response, matter.version),
                           200);
}

Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
            soap::Fault fault) {
  fault.nomor_pertukaran = matter.entry.number;
  if (!change.outcome) change.outcome = std::string(soap::name(fault.kode));
  Reply reply =
      record_and_answer(desk, matter, from, std::move(change), desk.codec.encode(fault, matter.version),
                        soap::http_status(fault, matter.version));
  if (worth_a_retry(fault.kode)) reply.retry_after_seconds = retry_hint_seconds;
  return reply;
}

Reply refuse(const Desk& desk, Matter& matter, soap::Fault fault, unsigned http_status) {
  matter.entry.state = journal::State::received;
  matter.entry.binds_id = false;
  const auto opened = desk.around.store.open(matter.entry, {{journal::Leg::in, matter.arrival->body}});
  matter.entry.number = std::get<journal::Opened>(opened).number;

  journal::Change change;
  change.to = journal::State::refused;
  change.reason = fault.pesan_inggris;
  Reply reply = close(desk, matter, journal::State::received, std::move(change), std::move(fault));
  if (http_status != 0) reply.http_status = http_status;
  return reply;
}

}  // namespace jembatan::exchange
