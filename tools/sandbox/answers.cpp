#include "sandbox/answers.h"

#include <array>
#include <cstdio>
#include <type_traits>
#include <utility>

#include "exchange/faults.h"
#include "sandbox/lanjutan.h"

namespace jembatan::sandbox {

namespace {

using lampiran::Bagian;
using lampiran::KunciBadanUsaha;
using soap::Request;
using soap::Response;

std::optional<Perusahaan> asked_for(Office& office, const Request& question) {
  return office.records.find(pengenal_of(question.kunci.value_or(KunciBadanUsaha{})));
}

/// The party's own number of a company.
std::string nomor_pendaftaran(lampiran::Pihak party, Id id) {
  std::array<char, 32> text{};
  const int length =
      std::snprintf(text.data(), text.size(), "%s-%08lld", party == lampiran::Pihak::kesatu ? "WLKP" : "BU",
                    static_cast<long long>(id));
  return {text.data(), static_cast<std::size_t>(length)};
}

template <class Record>
void give(Response& response, std::optional<Record> record) {
  auto& records = response.rekaman.emplace<std::vector<Record>>();
  if (record) records.push_back(std::move(*record));
}

Response ambil(Office& office, const Request& question, Response response) {
  if (question.operasi->bagian == Bagian::pekerja) {
    give(response, office.records.pekerja(question.nik.value_or("")));
    return response;
  }
  const auto perusahaan = asked_for(office, question);
  if (!perusahaan) return response;
  if (question.operasi->bagian == Bagian::badan_usaha) {
    give(response, office.records.badan_usaha(perusahaan->id));
  } else {
    give(response, office.records.pimpinan(perusahaan->id));
  }
  return response;
}

soap::Fault wrong(const std::string& what_id, const std::string& what_en) {
  return exchange::make_fault(soap::Kode::pesan_tidak_sah, what_id, what_en);
}

/// One page of the list named `scope`; `read` gives the records after an id, at most so many.
template <class Read>
Answer page(Office& office, const Request& question, Response response, const std::string& scope,
            const Read& read) {
  constexpr unsigned usual = 100;
  Id after = 0;
  if (question.lanjutan) {
    const auto last = read_lanjutan(office.secret, scope, *question.lanjutan);
    if (!last) {
      return wrong(
          "lanjutan tidak berasal dari jawaban atas pertanyaan yang sama; mulai lagi tanpa lanjutan.",
          "lanjutan is not from an answer to the same question; begin again without it.");
    }
    after = *last;
  }
  auto found = read(after, question.batas.value_or(usual));
  if (found.last) response.lanjutan = make_lanjutan(office.secret, scope, *found.last);
  response.rekaman = std::move(found.records);
  return response;
}

Answer daftar(Office& office, const Request& question, Response response) {
  if (question.operasi->bagian == Bagian::pekerja) {
    const auto perusahaan = asked_for(office, question);
    if (!perusahaan && !question.lanjutan) return response;
    const Id id = perusahaan ? perusahaan->id : 0;
    return page(office, question, std::move(response), "pekerja " + std::to_string(id),
                [&](Id after, unsigned batas) { return office.records.daftar_pekerja(id, after, batas); });
  }
  std::optional<base::WallTime> sejak;
  if (question.sejak && !(sejak = parse_date_time(*question.sejak))) {
    return wrong("sejak bukan waktu yang sah; tulis seperti 2026-08-15T00:00:00+07:00.",
                 "sejak is not a valid time; write it like 2026-08-15T00:00:00+07:00.");
  }
  const std::string scope = "badan-usaha " + (sejak ? base::iso8601(*sejak) : std::string());
  return page(office, question, std::move(response), scope,
              [&](Id after, unsigned batas) { return office.records.daftar(after, sejak, batas); });
}

Response pendaftaran(Office& office, const Request& question, Response response) {
  const auto perusahaan = asked_for(office, question);
  if (!perusahaan) {
    response.status_pendaftaran = "BELUM_TERDAFTAR";
    return response;
  }
  response.status_pendaftaran = "TERDAFTAR";
  response.nomor_pendaftaran = nomor_pendaftaran(office.party, perusahaan->id);
  response.tanggal_pendaftaran = base::iso8601(base::date_in_jakarta(perusahaan->didaftar));
  response.jumlah_pekerja = std::to_string(office.records.jumlah(perusahaan->id).pekerja);
  return response;
}

Response potensi(Office& office, const Request& question, Response response) {
  const auto perusahaan = asked_for(office, question);
  const JumlahPekerja jumlah = perusahaan ? office.records.jumlah(perusahaan->id) : JumlahPekerja{};
  response.jumlah_pekerja = std::to_string(jumlah.pekerja);
  response.jumlah_peserta_jkn = std::to_string(jumlah.peserta_jkn);
  response.jumlah_potensi = std::to_string(jumlah.pekerja - jumlah.peserta_jkn);
  return response;
}

std::vector<lampiran::HasilRekaman> recorded_verdicts(Office& office, const Pesan& pesan) {
  const auto bagian = lampiran::bagian_named(pesan.bagian);
  const soap::Operasi* operasi = bagian ? soap::find_operasi(*bagian, pesan.operasi) : nullptr;
  if (operasi == nullptr || !operasi->writes()) return {};
  auto decoded = office.codec.decode_response(pesan.jawaban, *operasi);
  if (!decoded)
    throw base::Broken("a recorded answer cannot be read: " +
                       base::vouched(decoded.error(), base::Origin::program));
  auto* response = std::get_if<Response>(&*decoded);
  return response != nullptr ? std::move(response->hasil) : std::vector<lampiran::HasilRekaman>{};
}

Response status_pesan(Office& office, const Request& question, Response response) {
  const auto pesan = office.messages.find(question.id_pesan_dicari.value_or(""));
  if (!pesan) return response;
  const bool done = pesan->hasil == soap::name(soap::StatusKiriman::selesai);
  response.status_pesan = done ? soap::StatusPesan::selesai : soap::StatusPesan::ditolak;
  response.nomor_pertukaran_dicari = pesan->nomor;
  response.hasil = recorded_verdicts(office, *pesan);
  return response;
}

}  // namespace

Response keep(Office& office, exchange::Judged judged) {
  RecordStore& records = office.records;
  const auto pengenal = pengenal_of(judged.outgoing.kunci.value_or(KunciBadanUsaha{}));
  const bool workers = judged.outgoing.operasi->bagian == Bagian::pekerja && judged.accepted > 0;
  const Id perusahaan = workers ? records.perusahaan_of(pengenal) : 0;
  std::visit(
      [&](auto& given) {
        for (auto& record : given) {
          if constexpr (std::is_same_v<std::decay_t<decltype(record)>, lampiran::Pekerja>) {
            records.keep(perusahaan, std::move(record));
          } else {
            records.keep(std::move(record));
          }
        }
      },
      judged.outgoing.rekaman);

  Response response;
  response.operasi = judged.outgoing.operasi;
  response.status = judged.accepted > 0 ? soap::StatusKiriman::selesai : soap::StatusKiriman::ditolak;
  response.hasil = std::move(judged.hasil);
  return response;
}

Answer answer(Office& office, const Request& question) {
  Response response;
  response.operasi = question.operasi;
  switch (question.operasi->jenis) {
    case soap::Jenis::daftar:
      return daftar(office, question, std::move(response));
    case soap::Jenis::pendaftaran:
      return pendaftaran(office, question, std::move(response));
    case soap::Jenis::potensi:
      return potensi(office, question, std::move(response));
    case soap::Jenis::pesan:
      return status_pesan(office, question, std::move(response));
    case soap::Jenis::ambil:
    case soap::Jenis::kirim:  // a write is kept, not answered
    case soap::Jenis::selaraskan:
      break;
  }
  return ambil(office, question, std::move(response));
}

}  // namespace jembatan::sandbox
