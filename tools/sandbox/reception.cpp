#include "sandbox/reception.h"

#include <utility>

#include "crypto/digest.h"
#include "exchange/faults.h"
#include "xml/canonical.h"

namespace jembatan::sandbox {

namespace {

using exchange::Recognised;
using exchange::Unrecognised;

Pesan described(const Recognised& message) {
  Pesan pesan;
  pesan.bagian = lampiran::name(message.request.operasi->bagian);
  pesan.operasi = message.request.operasi->nama;
  pesan.id_pesan = message.request.id_pesan;
  pesan.soap = message.version;
  return pesan;
}

Pesan described(const Message& message) {
  if (message) return described(*message);
  Pesan pesan;
  pesan.soap = message.error().version;
  return pesan;
}

/// What is wrong with a message before its content is looked at.
std::optional<soap::Fault> objection(const Recognised& message, const lampiran::Aturan& aturan,
                                     lampiran::Pihak pemberi) {
  const soap::Request& request = message.request;
  if (request.operasi->writes()) {
    const std::size_t given = lampiran::count(request.rekaman);
    if (!request.jumlah_data || *request.jumlah_data == given) return std::nullopt;
    return exchange::make_fault(soap::Kode::jumlah_tidak_cocok,
                                "Pesan memuat " + std::to_string(given) + " rekaman.",
                                "The message holds " + std::to_string(given) + " records.");
  }
  auto temuan = exchange::judge_question(request, message.violations, aturan, pemberi);
  if (!exchange::has_kesalahan(temuan)) return std::nullopt;
  soap::Fault fault =
      exchange::make_fault(soap::Kode::pesan_tidak_sah, "Kunci pertanyaan tidak dapat dipakai; lihat temuan.",
                           "The key asked by cannot be used; see temuan.");
  fault.temuan = std::move(temuan);
  return fault;
}

Told written(const soap::Response& response, soap::SoapVersion version, soap::Codec& codec) {
  return {200, version, codec.encode(response, version)};
}

Told written(const soap::Fault& fault, soap::SoapVersion version, soap::Codec& codec) {
  return {soap::http_status(fault, version), version, codec.encode(fault, version)};
}

/// The recorded answer, in the SOAP version that is asked for now.
Told again(const Pesan& earlier, const Recognised& message, soap::Codec& codec) {
  if (earlier.soap == message.version) return {200, message.version, earlier.jawaban};
  auto decoded = codec.decode_response(earlier.jawaban, *message.request.operasi);
  if (!decoded)
    throw base::Broken("a recorded answer cannot be read: " +
                       base::vouched(decoded.error(), base::Origin::program));
  return written(std::get<soap::Response>(*decoded), message.version, codec);
}

/// The answer with its number, recorded; inside the transaction.
Told record(MessageLog& messages, Pesan pesan, Answer answer, soap::Codec& codec) {
  Told told;
  if (auto* fault = std::get_if<soap::Fault>(&answer)) {
    fault->nomor_pertukaran = pesan.nomor;
    told = written(*fault, pesan.soap, codec);
    pesan.hasil = soap::name(fault->kode);
    pesan.mengikat = false;
  } else {
    auto& response = std::get<soap::Response>(answer);
    response.nomor_pertukaran = pesan.nomor;
    told = written(response, pesan.soap, codec);
    pesan.hasil = soap::name(response.status);
  }
  pesan.jawaban = told.body;
  messages.close(pesan);
  return told;
}

}  // namespace

Message Reception::recognise(const exchange::Arrival& arrival, soap::Codec& codec) const {
  static constexpr xml::GuardLimits limits;
  return exchange::recognise(arrival, {around_.schemas, limits, around_.clock}, codec);
}

Told Reception::tell(Message message, std::string_view body, soap::Codec& codec) {
  if (!message) {
    const unsigned http_status = message.error().http_status;
    Told told = refuse(message, message.error().fault, codec);
    if (http_status != 0) told.http_status = http_status;
    return told;
  }
  const soap::SoapVersion version = message->version;
  try {
    return handle(std::move(*message), body, codec);
  } catch (const std::exception& error) {
    return broken(error, version, codec);
  }
}

Told Reception::refuse(const Message& message, soap::Fault fault, soap::Codec& codec) {
  Pesan pesan = described(message);
  const soap::SoapVersion version = pesan.soap;
  try {
    return record_refusal(std::move(pesan), std::move(fault), codec);
  } catch (const std::exception& error) {
    return broken(error, version, codec);
  }
}

Told Reception::handle(Recognised message, std::string_view body, soap::Codec& codec) {
  const lampiran::Pihak pemberi = lampiran::lawan(around_.party);
  const base::WallTime now = around_.clock.wall();
  Pesan pesan = described(message);
  if (auto fault = objection(message, around_.aturan, pemberi)) {
    return record_refusal(std::move(pesan), std::move(*fault), codec);
  }
  const soap::Operasi& operasi = *message.request.operasi;
  pesan.mengikat = operasi.jenis != soap::Jenis::pesan;  // asked again later, it deserves a fresh answer
  pesan.sidik = crypto::sha256_hex(xml::canonical_body(body).value_or(""));

  exchange::Judged judged;
  if (operasi.writes()) {
    judged = exchange::judge_request(message.request, message.violations, around_.aturan, pemberi,
                                     base::date_in_jakarta(now));
  }

  Told told;
  around_.data.run([&](journal::Connection& connection) {
    MessageLog messages(connection);
    const auto earlier = pesan.mengikat ? messages.holder(pesan.id_pesan) : std::nullopt;
    if (earlier && earlier->sidik == pesan.sidik) {
      told = again(*earlier, message, codec);
      return;
    }
    RecordStore records(connection, now);
    pesan.nomor = messages.open(now);
    Office office{around_.party, around_.data.secret(), records, messages, codec};
    if (earlier) {
      told = record(messages, pesan, exchange::make_fault(soap::Kode::id_pesan_dipakai_ulang), codec);
    } else {
      told =
          record(messages, pesan,
                 operasi.writes() ? Answer(keep(office, std::move(judged))) : answer(office, message.request),
                 codec);
    }
  });
  return told;
}

Told Reception::record_refusal(Pesan pesan, soap::Fault fault, soap::Codec& codec) {
  const base::WallTime now = around_.clock.wall();
  Told told;
  around_.data.run([&](journal::Connection& connection) {
    MessageLog messages(connection);
    pesan.nomor = messages.open(now);
    told = record(messages, pesan, std::move(fault), codec);
  });
  return told;
}

Told Reception::broken(const std::exception& error, soap::SoapVersion version, soap::Codec& codec) const {
  around_.log.error("a message could not be handled: " + base::reason_of(error));
  return written(exchange::make_fault(soap::Kode::kesalahan_internal), version, codec);
}

}  // namespace jembatan::sandbox
