#include "exchange/gateway.h"

#include <utility>

#include "exchange/closing.h"
#include "exchange/faults.h"
#include "exchange/identifiers.h"
#include "exchange/redelivery.h"
#include "exchange/steps.h"

namespace jembatan::exchange {

namespace {

Matter begin(const Arrival& arrival, const Surroundings& around, const Law& law) {
  Matter matter;
  matter.arrival = &arrival;
  matter.started = around.clock.steady();
  journal::Entry& entry = matter.entry;
  entry.party = lampiran::name(arrival.pihak);
  if (const auto bagian = bagian_of_path(arrival.path)) entry.section = lampiran::name(*bagian);
  entry.peer = arrival.peer;
  entry.received_at = around.clock.wall();
  entry.rules_digest = law.aturan.digest();
  entry.replay_of = arrival.replay_of;
  if (arrival.replay_of != 0) entry.replay_mode = "gateway";
  return matter;
}

void describe(Matter& matter, const Recognised& message) {
  journal::Entry& entry = matter.entry;
  matter.version = message.version;
  entry.soap_version = message.version == soap::SoapVersion::v11 ? "1.1" : "1.2";
  entry.operation = message.request.operasi->nama;
  entry.id_pesan = message.request.id_pesan;
  entry.durations = message.durations;
  matter.identifiers = identifiers_of(message.request);
  entry.content_digest = content_digest(matter.arrival->body);
  // A replay repeats an idPesan on purpose; the original keeps it.
  entry.binds_id = matter.arrival->replay_of == 0;
}

std::optional<soap::Fault> forbidden(const Matter& matter, const soap::Operasi& operasi, const Desk& desk) {
  const auto& allowed = desk.around.side(matter.arrival->pihak).operations;
  if (!allowed.empty() && allowed.find(operasi.nama) == allowed.end()) {
    return make_fault(soap::Kode::operasi_tidak_diizinkan);
  }
  if (!desk.law.agreement.in_force(base::date_in_jakarta(matter.entry.received_at))) {
    return make_fault(soap::Kode::perjanjian_tidak_berlaku);
  }
  return std::nullopt;
}

/// Recorded with the reason, which the caller is not told: he is told what to look at.
Reply turn_away(const Desk& desk, Matter& matter) {
  const bool speaks_12 = matter.arrival->content_type.find("application/soap+xml") != std::string::npos;
  matter.version = speaks_12 ? soap::SoapVersion::v12 : soap::SoapVersion::v11;
  open_unbound(desk, matter, journal::State::received);
  journal::Change change;
  change.to = journal::State::refused;
  change.reason = matter.arrival->stranger;
  return close(
      desk, matter, journal::State::received, std::move(change),
      make_fault(soap::Kode::pihak_tidak_dikenal,
                 "Periksa header X-cons-id, X-timestamp (detik Unix, UTC), X-signature dan user_key; "
                 "satu tanda tangan berlaku untuk satu pesan.",
                 "Check the headers X-cons-id, X-timestamp (Unix seconds, UTC), X-signature and "
                 "user_key; a signature is for one message."));
}

Reply tell(const Desk& desk, Matter& matter) {
  if (!matter.arrival->stranger.empty()) return turn_away(desk, matter);
  auto message = recognise(*matter.arrival, desk.reader(), desk.codec);
  if (!message) {
    Unrecognised& why = message.error();
    matter.version = why.version;
    matter.entry.durations = why.durations;
    return refuse(desk, matter, std::move(why.fault), why.http_status);
  }
  describe(matter, *message);
  const soap::Operasi& operasi = *message->request.operasi;
  if (auto fault = forbidden(matter, operasi, desk)) return refuse(desk, matter, std::move(*fault));
  if (operasi.jenis == soap::Jenis::pesan) return handle_status(desk, matter, message->request);
  return operasi.writes() ? handle_write(desk, matter, std::move(*message))
                          : handle_read(desk, matter, *message);
}

lampiran::Pihak caller_of(const journal::Entry& entry) {
  return entry.party == lampiran::name(lampiran::Pihak::kesatu) ? lampiran::Pihak::kesatu
                                                                : lampiran::Pihak::kedua;
}

Metrics::Delivered how_delivered(journal::State state) {
  switch (state) {
    case journal::State::answered:
      return Metrics::Delivered::accepted;
    case journal::State::refused:
      return Metrics::Delivered::refused;
    case journal::State::pending:
      return Metrics::Delivered::not_accepted;
    case journal::State::in_doubt:
      return Metrics::Delivered::in_doubt;
    case journal::State::received:
    case journal::State::sending:
    case journal::State::settled:
      break;
  }
  return Metrics::Delivered::not_tried;
}

}  // namespace

Gateway::Gateway(Surroundings surroundings, std::shared_ptr<const Law> law)
    : around_(std::move(surroundings)), law_(std::move(law)) {
  static_cast<void>(codecs_.borrow());  // gSOAP's first context has to be made before there are threads
}

Reply Gateway::handle(const Arrival& arrival) {
  const std::shared_ptr<const Law> law_now = law();
  auto codec = codecs_.borrow();
  const Desk desk{around_, *law_now, *codec};
  Matter matter = begin(arrival, around_, *law_now);
  Reply reply = tell_or_fail(desk, matter);
  journal::Durations durations = matter.entry.durations;
  durations.total =
      std::chrono::duration_cast<std::chrono::microseconds>(around_.clock.steady() - matter.started).count();
  metrics_.handled(arrival.pihak, matter.entry.operation, reply.outcome, durations);
  return reply;
}

Reply Gateway::tell_or_fail(const Desk& desk, Matter& matter) {
  try {
    Reply reply = tell(desk, matter);
    if (reply.outcome == soap::name(soap::StatusKiriman::selesai)) count_taken(matter.entry, reply.state);
    return reply;
  } catch (const std::exception& error) {
    around_.log.error("it failed: " + base::reason_of(error), about(matter.entry));
    if (matter.entry.number != 0) interrupted_.add(matter.entry.number);
  }
  soap::Fault fault = make_fault(soap::Kode::kesalahan_internal);
  if (matter.entry.number != 0) fault.nomor_pertukaran = matter.entry.number;
  return reply_with(matter, desk.codec.encode(fault, matter.version),
                    soap::http_status(fault, matter.version), matter.entry.state,
                    std::string(soap::name(fault.kode)));
}

void Gateway::record_refused(const Arrival& arrival, soap::Kode outcome, const std::string& reason) {
  Matter matter = begin(arrival, around_, *law());
  try {
    const auto opened = around_.store.open(matter.entry, {{journal::Leg::in, arrival.body}});
    journal::Change change;
    change.to = journal::State::refused;
    change.outcome = std::string(soap::name(outcome));
    change.reason = reason;
    change.finished_at = around_.clock.wall();
    const std::uint64_t number = std::get<journal::Opened>(opened).number;
    if (!around_.store.advance(number, journal::State::received, change)) {
      matter.entry.number = number;
      around_.log.error("it changed while its refusal was recorded", about(matter.entry));
    }
  } catch (const base::Broken& error) {
    around_.log.error("a refused request could not be recorded: " + error.told(), about(matter.entry));
  }
}

journal::State Gateway::deliver_again(const journal::Entry& entry) {
  const std::shared_ptr<const Law> law_now = law();
  auto codec = codecs_.borrow();
  try {
    const journal::State state = redeliver({around_, *law_now, *codec}, entry);
    count_taken(entry, state);
    metrics_.delivered(caller_of(entry), how_delivered(state));
    return state;
  } catch (...) {
    interrupted_.add(entry.number);
    throw;
  }
}

void Gateway::count_taken(const journal::Entry& entry, journal::State state) {
  const soap::Operasi* operasi = operasi_of(entry);
  if (state != journal::State::answered || operasi == nullptr || !operasi->writes()) return;
  ++(caller_of(entry) == lampiran::Pihak::kesatu ? taken_of_kesatu_ : taken_of_kedua_);
}

bool Gateway::hold(const journal::Entry& entry, const base::SafeText& why) {
  const std::shared_ptr<const Law> law_now = law();
  auto codec = codecs_.borrow();
  const bool held = exchange::hold({around_, *law_now, *codec}, entry, why);
  if (held) metrics_.delivered(caller_of(entry), Metrics::Delivered::held);
  return held;
}

void Gateway::use(std::shared_ptr<const Law> law) {
  const std::scoped_lock lock(law_mutex_);
  law_ = std::move(law);
}

std::shared_ptr<const Law> Gateway::law() const {
  const std::scoped_lock lock(law_mutex_);
  return law_;
}

}  // namespace jembatan::exchange
