#include "exchange/random_messages.h"

#include <utility>

namespace jembatan::exchange {
namespace {

using lampiran::Bagian;
using lampiran::Teks;
using soap::Jenis;

// Some have the white space around them that these types allow; dates have none, since libxml2 2.9 refuses it
// there although XML Schema allows it (part 2, 4.3.6).
const std::vector<std::string> dates{"1990-04-21", "2000-02-29Z", "2015-01-01+07:00", "-0001-01-01"};
const std::vector<std::string> counts{"0", "3", "+7", "0012", "-0", " 5 ", "99999999999999999999999"};
const std::vector<std::string> decimals{"-6.2000000", "106.8", "+.5", "7.", "\t0\r"};
const std::vector<std::string> moments{"2026-08-15T03:04:05.678Z", "2026-08-15T03:04:05+07:00",
                                       "2026-08-15T24:00:00"};

}  // namespace

std::string RandomMessages::text(std::size_t most) {
  static const std::vector<std::string> characters{
      "a",    "Z",       "9",          " ",          "-",      "<",      ">",      "&",
      "\"",   "'",       "\r",         "\n",         "\t",     "]",      "]]>",    "&amp;",
      "<!--", "/>",      "é",          "\u0085",     "\u00A0", "\u2028", "\uFEFF", "\uFFFD",
      "名",   "e\u0301", "\U0001F600", "\U0010FFFD", "\x7F",   "#",      ";"};
  std::string result;
  for (std::size_t left = pick(most / 6 + 1); left > 0; --left) result += one_of(characters);
  return result;
}

Teks RandomMessages::maybe(std::size_t most) {
  return chance(3) ? Teks() : text(most);
}

Teks RandomMessages::maybe_of(const std::vector<std::string>& words) {
  return chance(3) ? Teks() : one_of(words);
}

std::string RandomMessages::id_pesan() {
  constexpr std::string_view letters = "AZaz09._:-";
  std::string id;
  for (std::size_t left = 1 + pick(64); left > 0; --left) id += letters[pick(letters.size())];
  return id;
}

lampiran::KunciBadanUsaha RandomMessages::kunci() {
  return {maybe(30), maybe(30), maybe(30), maybe(30)};
}

std::vector<lampiran::FieldLain> RandomMessages::field_lain() {
  std::vector<lampiran::FieldLain> all;
  for (std::size_t left = pick(4); left > 0; --left) all.push_back({text(100), text(1024)});
  return all;
}

void RandomMessages::fill(lampiran::BadanUsaha& record) {
  record = {maybe(30),  maybe(30),  maybe(30), maybe(255),       {},          maybe(1024), maybe(100),
            maybe(100), maybe(254), {},        maybe_of(counts), field_lain()};
  for (std::size_t left = pick(4); left > 0; --left) record.kbli.push_back({text(10), maybe(10)});
  if (!chance(3)) record.koordinat = lampiran::Koordinat{maybe_of(decimals), maybe_of(decimals)};
}

void RandomMessages::fill(lampiran::Pimpinan& record) {
  record = {{}, maybe(500), maybe(1024), maybe(500), maybe(1024), field_lain()};
  if (!chance(3)) record.badan_usaha = kunci();
}

void RandomMessages::fill(lampiran::Pekerja& record) {
  record = {maybe(30),  maybe(30),       maybe(255), maybe_of(dates),  maybe(1024), maybe(100),
            maybe(255), maybe_of(dates), maybe(100), maybe_of(counts), maybe(100),  field_lain()};
}

lampiran::Rekaman RandomMessages::records(Bagian bagian, std::size_t size) {
  const auto filled = [&](auto all) -> lampiran::Rekaman {
    all.resize(size);
    for (auto& record : all) fill(record);
    return all;
  };
  if (bagian == Bagian::badan_usaha) return filled(std::vector<lampiran::BadanUsaha>());
  if (bagian == Bagian::pimpinan) return filled(std::vector<lampiran::Pimpinan>());
  return filled(std::vector<lampiran::Pekerja>());
}

std::vector<lampiran::Temuan> RandomMessages::temuan() {
  std::vector<lampiran::Temuan> all;
  for (std::size_t left = pick(3); left > 0; --left) {
    const auto tingkat = chance(2) ? lampiran::Tingkat::kesalahan : lampiran::Tingkat::peringatan;
    all.push_back({text(10), text(100), text(100), tingkat, text(1024), text(1024)});
  }
  return all;
}

std::vector<lampiran::HasilRekaman> RandomMessages::hasil() {
  std::vector<lampiran::HasilRekaman> all;
  for (std::size_t left = pick(4); left > 0; --left) all.push_back({all.size() + 1, chance(2), temuan()});
  return all;
}

soap::Request RandomMessages::request(const soap::Operasi& operasi) {
  soap::Request request;
  request.operasi = &operasi;
  request.id_pesan = id_pesan();
  const bool workers = operasi.bagian == Bagian::pekerja;
  if (operasi.jenis == Jenis::ambil && workers) request.nik = text(30);
  const bool lists_companies = operasi.jenis == Jenis::daftar && !workers;
  const bool has_key =
      operasi.writes() ? workers : operasi.jenis != Jenis::pesan && !lists_companies && !request.nik;
  if (has_key) request.kunci = kunci();
  if (operasi.writes()) {
    request.rekaman = records(operasi.bagian, 1 + pick(3));
    if (chance(2)) request.jumlah_data = 1 + random_();
  }
  if (operasi.jenis == Jenis::daftar) {
    if (!workers) request.sejak = maybe_of(moments);
    request.lanjutan = maybe(255);
    if (chance(2)) request.batas = 1 + static_cast<unsigned>(pick(1000));
  }
  if (operasi.jenis == Jenis::pesan) request.id_pesan_dicari = id_pesan();
  return request;
}

soap::Response RandomMessages::response(const soap::Operasi& operasi) {
  static const std::vector<std::string> registrations{"TERDAFTAR", "BELUM_TERDAFTAR", "DALAM_PROSES",
                                                      "NONAKTIF"};
  soap::Response response;
  response.operasi = &operasi;
  response.nomor_pertukaran = 1 + (std::uint64_t{random_()} << 31U);
  if (operasi.writes()) {
    response.status = static_cast<soap::StatusKiriman>(pick(3));
    response.hasil = hasil();
  }
  if (operasi.jenis == Jenis::ambil || operasi.jenis == Jenis::daftar) {
    response.rekaman = records(operasi.bagian, operasi.jenis == Jenis::ambil ? pick(2) : pick(4));
    if (operasi.jenis == Jenis::daftar) response.lanjutan = maybe(255);
    response.temuan = temuan();
  }
  if (operasi.jenis == Jenis::pendaftaran) {
    response.status_pendaftaran = one_of(registrations);
    response.nomor_pendaftaran = maybe(100);
    response.tanggal_pendaftaran = maybe_of(dates);
    response.jumlah_pekerja = maybe_of(counts);
  }
  if (operasi.jenis == Jenis::potensi) {
    response.jumlah_pekerja = one_of(counts);
    response.jumlah_peserta_jkn = one_of(counts);
    response.jumlah_potensi = one_of(counts);
  }
  if (operasi.jenis == Jenis::pesan) {
    response.status_pesan = static_cast<soap::StatusPesan>(pick(5));
    if (chance(2)) response.nomor_pertukaran_dicari = 1 + pick(1000);
    response.hasil = hasil();
  }
  return response;
}

std::string RandomMessages::damaged(std::string bytes) {
  using namespace std::string_view_literals;
  constexpr std::string_view spice = "<>&;'\"/=:[]!-?#x\0\x80\xFF \n"sv;
  for (std::size_t left = 1 + pick(3); left > 0 && !bytes.empty(); --left) {
    const std::size_t at = pick(bytes.size());
    const std::size_t size = 1 + pick(30);
    switch (pick(4)) {
      case 0:
        bytes.erase(at, size);
        break;
      case 1:
        bytes[at] = spice[pick(spice.size())];
        break;
      case 2:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << pick(7)));
        break;
      default:
        bytes.insert(pick(bytes.size()), bytes.substr(at, size));
    }
  }
  return bytes;
}

}  // namespace jembatan::exchange
