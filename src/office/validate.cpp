#include "office/validate.h"

#include <fstream>
#include <iterator>
#include <utility>

#include "exchange/verdicts.h"
#include "office/company_file.h"
#include "office/company_key.h"
#include "office/parcels.h"

namespace jembatan::office {

namespace {

using lampiran::HasilRekaman;
using lampiran::Rekaman;

constexpr std::size_t most_message_bytes = std::size_t{64} << 20U;

Unreadable from(const FileError& error) {
  return {std::string(name(error.fault)), text(error), {}};
}

bool starts_like_xml(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char letter = 0;
  while (file.get(letter)) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte == 0xef || byte == 0xbb || byte == 0xbf || letter == ' ' || letter == '\n' || letter == '\r' ||
        letter == '\t') {
      continue;
    }
    return letter == '<';
  }
  return false;
}

/// Judges the records as one message would be, and hands out the verdicts with urutan counted on from
/// `before`.
void judge_together(Rekaman records, const lampiran::KunciBadanUsaha* kunci,
                    const std::vector<Origin>& origins, std::size_t before, const Court& court,
                    const Sink& sink) {
  lampiran::Perkara perkara;
  perkara.pemberi = court.pemberi;
  perkara.tanggal = court.day;
  perkara.kunci = kunci;
  lampiran::Putusan putusan = lampiran::judge(records, court.aturan, perkara);
  for (std::size_t i = 0; i < putusan.hasil.size(); ++i) {
    Verdict verdict{origins[i].line, std::move(putusan.hasil[i])};
    verdict.hasil.urutan += before;
    verdict.hasil.temuan.insert(verdict.hasil.temuan.end(), origins[i].catatan.begin(),
                                origins[i].catatan.end());
    sink(verdict);
  }
}

std::optional<Unreadable> validate_records(const std::string& path, const Court& court, const Sink& sink) {
  auto reader = open_records(path);
  if (!reader) return from(reader.error());
  Parcels parcels(**reader, 1000);
  std::size_t before = 0;
  for (;;) {
    auto parcel = parcels.next();
    if (!parcel) return from(parcel.error());
    if (!*parcel) return std::nullopt;
    Batch& batch = **parcel;
    const auto& kunci = batch.origins.front().kunci;
    const bool keyed = lampiran::bagian_of(batch.records) == lampiran::Bagian::pekerja && kunci;
    const std::size_t count = batch.origins.size();
    judge_together(std::move(batch.records), keyed ? &*kunci : nullptr, batch.origins, before, court, sink);
    before += count;
  }
}

std::optional<Unreadable> validate_companies(const std::string& path, const Court& court, const Sink& sink) {
  auto companies = read_companies(path);
  if (!companies) return from(companies.error());
  std::size_t before = 0;
  for (Company& company : *companies) {
    if (company.pengirim && *company.pengirim != court.pemberi) continue;
    Origin origin;
    origin.line = company.line;
    const auto judge = [&](Rekaman records) {
      const std::size_t count = lampiran::count(records);
      judge_together(std::move(records), nullptr, std::vector<Origin>(count, origin), before, court, sink);
      before += count;
    };
    const auto kunci = key_of(company);
    if (company.badan_usaha) judge(std::vector{std::move(*company.badan_usaha)});
    if (company.pimpinan) {
      if (!company.pimpinan->badan_usaha) company.pimpinan->badan_usaha = kunci;
      judge(std::vector{std::move(*company.pimpinan)});
    }
    if (!company.pekerja.empty()) judge(std::move(company.pekerja));
  }
  return std::nullopt;
}

std::optional<Unreadable> judge_message(const exchange::Arrival& arrival, lampiran::Bagian bagian,
                                        const Court& court, const Sink& sink) {
  soap::Codec codec;
  exchange::Arrival addressed = arrival;
  addressed.path = "/ws/" + std::string(lampiran::name(bagian));
  auto message = exchange::recognise(addressed, court.reader, codec);
  if (!message) {
    soap::Fault& fault = message.error().fault;
    return Unreadable{std::string(soap::name(fault.kode)), fault.pesan_inggris, std::move(fault.temuan)};
  }
  const soap::Operasi& operasi = *message->request.operasi;
  const std::size_t given = lampiran::count(message->request.rekaman);
  if (message->request.jumlah_data && *message->request.jumlah_data != given) {
    return Unreadable{std::string(soap::name(soap::Kode::jumlah_tidak_cocok)),
                      "jumlahData differs from the " + std::to_string(given) + " records in the message",
                      {}};
  }
  if (!operasi.writes()) {
    auto temuan =
        exchange::judge_question(message->request, message->violations, court.aturan, court.pemberi);
    if (!exchange::has_kesalahan(temuan)) return std::nullopt;
    return Unreadable{std::string(soap::name(soap::Kode::pesan_tidak_sah)), "the key asked by cannot be used",
                      std::move(temuan)};
  }
  const exchange::Judged judged = exchange::judge_request(std::move(message->request), message->violations,
                                                          court.aturan, court.pemberi, court.day);
  for (const HasilRekaman& hasil : judged.hasil) sink({0, hasil});
  return std::nullopt;
}

std::optional<Unreadable> validate_message(const std::string& path, const Court& court, const Sink& sink) {
  std::ifstream file(path, std::ios::binary);
  exchange::Arrival arrival;
  arrival.body.assign(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) {
    return from({FileFault::unreadable, path, 0, "cannot be read", "look at the file and its disk"});
  }
  if (arrival.body.size() > most_message_bytes) {
    return from({FileFault::too_large, path, 0, "is larger than 64 MiB", "split it into several messages"});
  }
  // A file has no Content-Type and no address: the envelope and the body's namespace say both.
  const auto guarded = xml::guard(arrival.body, court.reader.schemas, court.reader.limits);
  const bool v12 = guarded ? guarded->version == soap::SoapVersion::v12
                           : guarded.error().version == soap::SoapVersion::v12;
  arrival.content_type = v12 ? "application/soap+xml" : "text/xml";
  const auto bagian = guarded ? soap::bagian_of_namespace(guarded->namespace_uri) : std::nullopt;
  return judge_message(arrival, bagian.value_or(lampiran::Bagian::badan_usaha), court, sink);
}

}  // namespace

std::optional<Unreadable> validate_file(const std::string& path, const Court& court, const Sink& sink) {
  if (starts_like_xml(path)) return validate_message(path, court, sink);
  return is_company_file(path) ? validate_companies(path, court, sink) : validate_records(path, court, sink);
}

}  // namespace jembatan::office
