#pragma once
// Records that are good, laws and days to judge them by, and ways to look at
// verdicts. For tests of this room.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lampiran/butir_table.h"
#include "lampiran/judge.h"
#include "lampiran/record.h"

namespace jembatan::lampiran::testing {

using namespace std::string_literals;

inline constexpr base::Date kDay{std::chrono::year{2026}, std::chrono::August, std::chrono::day{15}};
inline const std::string kContoh = JEMBATAN_SOURCE "/src/lampiran/contoh/";
inline const std::string kSamples = JEMBATAN_SOURCE "/tests/samples/";

/// The example addendum and lists in force.
inline const Aturan& full_law() {
  static const Aturan law = [] {
    auto loaded =
        Aturan::load({{}, {kContoh + "addendum-tka.toml"}, kContoh + "wilayah.csv", kContoh + "kbli.csv"});
    return std::move(loaded.value());
  }();
  return law;
}

/// The annex alone.
inline const Aturan& bare_law() {
  static const Aturan law;
  return law;
}

inline BadanUsaha good_badan_usaha() {
  BadanUsaha record;
  record.npwp = "01.999.001.9-999.000";
  record.nib = "9999000000015";
  record.nama = "PT Contoh Nusantara Tekstil";
  record.kbli = {{"13121", "2020"}, {"14111", std::nullopt}};
  record.alamat = "Jl. Contoh Raya No. 1, Cileunyi";
  record.nomor_telepon = "(022) 0000 001";
  record.nomor_telepon_pengelola = "0839-0000-9001";
  record.email = "hrd@contoh-tekstil.example";
  record.koordinat = Koordinat{"-6.9412", "107.7538"};
  record.jumlah_pekerja = "5";
  return record;
}

inline Pimpinan good_pimpinan() {
  Pimpinan record;
  record.badan_usaha = KunciBadanUsaha{"0019990019999000", "9999000000015", {}, {}};
  record.nama_pengurus = "Rahmat Contoh Hidayat";
  record.alamat_pengurus = "Jl. Contoh Asri Blok A1";
  record.nama_pemilik = "Ratna Fiktif Wulandari";
  record.alamat_pemilik = "Jl. Rekaan Indah No. 3";
  return record;
}

inline Pekerja good_pekerja() {
  Pekerja record;
  record.nik = "3204056104909901";
  record.nomor_kepesertaan_jkn = "0009999000001";
  record.nama = "Siti Contoh Rahmawati";
  record.tanggal_lahir = "1990-04-21";
  record.alamat = "Kp. Contoh RT 001/RW 002";
  record.nomor_hp = "083900000001";
  record.jabatan = "Operator Tenun";
  record.tmt_kepesertaan_jkn = "2019-03-01";
  record.status_pegawai = "PKWTT";
  record.jumlah_anggota_keluarga = "2";
  record.status_kepesertaan = "AKTIF";
  return record;
}

inline Pekerja good_foreigner() {
  Pekerja record = good_pekerja();
  record.nik.reset();
  record.status_pegawai = "PKWT";
  record.field_lain = {
      {"kewarganegaraan", "ESP"}, {"jenisIdentitas", "PASPOR"}, {"nomorPaspor", "XX0000002"}};
  return record;
}

/// Judges in place; `pemberi` gives.
template <class Record>
Putusan judge_many(std::vector<Record>& records, Pihak pemberi, const Aturan& law = full_law(),
                   Perkara perkara = {}) {
  perkara.pemberi = pemberi;
  perkara.tanggal = kDay;
  Rekaman rekaman = std::move(records);
  Putusan putusan = judge(rekaman, law, perkara);
  records = std::get<std::vector<Record>>(std::move(rekaman));
  return putusan;
}

template <class Record>
HasilRekaman judge_one(Record& record, Pihak pemberi, const Aturan& law = full_law(), Perkara perkara = {}) {
  std::vector<Record> records{record};
  Putusan putusan = judge_many(records, pemberi, law, std::move(perkara));
  record = records.front();
  return putusan.hasil.front();
}

/// "A1_FORMAT!" for a KESALAHAN, "A1_NITKU" for a PERINGATAN.
inline std::multiset<std::string> codes(const std::vector<Temuan>& temuan) {
  std::multiset<std::string> all;
  for (const Temuan& one : temuan) all.insert(one.kode + (one.tingkat == Tingkat::kesalahan ? "!" : ""));
  return all;
}
inline std::multiset<std::string> codes(const HasilRekaman& hasil) {
  return codes(hasil.temuan);
}

using Codes = std::multiset<std::string>;

}  // namespace jembatan::lampiran::testing
