// Section C: the checks of a worker's single values.

#include <algorithm>
#include <array>
#include <chrono>

#include "lampiran/bentuk.h"
#include "lampiran/nik.h"
#include "lampiran/periksa.h"
#include "lampiran/referensi.h"
#include "lampiran/status.h"

namespace jembatan::lampiran {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

/// Full years on a day; a birthday of 29 February is kept on 1 March.
int age(base::Date born, base::Date today) {
  const int years = static_cast<int>(today.year()) - static_cast<int>(born.year());
  const bool birthday_to_come =
      today.month() < born.month() || (today.month() == born.month() && today.day() < born.day());
  return birthday_to_come ? years - 1 : years;
}

}  // namespace

void check_nik(const Nilai& nilai, Sheet& sheet) {
  const std::string_view nik = nilai.text;
  if (nik.size() != 16 || !all_digits(nik)) return sheet.note("C1_FORMAT"_kode);
  if (is_dummy_nik(nik)) return sheet.note("C1_DUMMY"_kode);
  std::copy(nik.begin(), nik.end(), sheet.facts.nik.emplace().begin());

  const BagianNik bagian = parts_of_nik(nik);
  const auto& referensi = sheet.hearing().aturan.referensi();
  const bool provinsi_ada = bagian.provinsi_ada();
  const bool tanggal_mungkin = bagian.tanggal_mungkin();
  if (!provinsi_ada) {
    sheet.note("C1_PROV"_kode);
  } else if (referensi.regions() && !referensi.knows_region(bagian.wilayah)) {
    sheet.note("C1_WILAYAH"_kode);
  }
  if (!tanggal_mungkin) {
    sheet.note("C1_TGL"_kode);
  } else if (!bagian.dalam_kalender()) {
    sheet.note("C1_TGL_KALENDER"_kode);
  } else {
    sheet.facts.nik_ddmmyy = bagian.hari * 10000 + bagian.bulan * 100 + bagian.tahun;
  }
  if (bagian.urut == 0) sheet.note("C1_URUT_NOL"_kode);
  sheet.facts.nik_sah = provinsi_ada && tanggal_mungkin && bagian.urut != 0;
}

void check_nomor_jkn(const Nilai& nilai, Sheet& sheet) {
  sheet.facts.jkn_terisi = true;
  const std::string_view nomor = nilai.text;
  const bool digits = all_digits(nomor);
  if (digits && nomor.size() >= 10 && nomor.size() <= 12) return sheet.note("C2_NOL_HILANG"_kode);
  if (!digits || nomor.size() != 13) return sheet.note("C2_FORMAT"_kode);
  if (all_the_same(nomor)) return sheet.note("C2_SEMUA_SAMA"_kode);
  sheet.facts.jkn = number(nomor);
}

void check_nama_pekerja(const Nilai& nilai, Sheet& sheet) {
  if (has_digit(nilai.text)) sheet.note("C3_NAMA_ANGKA"_kode);
  if (nilai.length > 60) sheet.note("C3_PANJANG_KTP"_kode);
}

void check_tanggal_lahir(const Nilai& nilai, Sheet& sheet) {
  const auto lahir = parse_date(nilai.text);
  if (!lahir) return sheet.note("C4_FORMAT"_kode);
  sheet.facts.lahir = lahir;
  const base::Date today = sheet.hearing().tanggal;
  if (*lahir > today) return sheet.note("C4_MASA_DEPAN"_kode);
  const int years = age(*lahir, today);
  if (years < 13) return sheet.note("C4_USIA_DI_BAWAH_13"_kode);
  if (years < 18) return sheet.note("C4_USIA_ANAK"_kode);
  if (years > 110) return sheet.note("C4_USIA_MUSTAHIL"_kode);
  if (years > 75) return sheet.note("C4_USIA_LANJUT"_kode);
}

void check_tmt(const Nilai& nilai, Sheet& sheet) {
  const auto tmt = parse_date(nilai.text);
  if (!tmt) return sheet.note("C8_FORMAT"_kode);
  sheet.facts.tmt = tmt;
  constexpr base::Date kJknBegan{year{2014}, std::chrono::January, std::chrono::day{1}};
  if (*tmt < kJknBegan) sheet.note("C8_SEBELUM_JKN"_kode);
  const days ahead = sys_days{*tmt} - sys_days{sheet.hearing().tanggal};
  if (ahead > days{92}) {
    sheet.note("C8_MASA_DEPAN_JAUH"_kode);
  } else if (ahead > days{0}) {
    sheet.note("C8_MASA_DEPAN"_kode);
  }
}

void check_status_pegawai(const Nilai& nilai, Sheet& sheet) {
  const auto status = status_pegawai(nilai.text);
  if (!status) return sheet.note("C9_TAK_DIKENAL"_kode);
  sheet.facts.pkwtt = *status == StatusPegawai::pkwtt;
}

void check_jumlah_keluarga(const Nilai& nilai, Sheet& sheet) {
  const auto jumlah = parse_count(nilai.text);
  if (!jumlah) return sheet.note("C10_FORMAT"_kode);
  if (*jumlah > 20) return sheet.note("C10_MUSTAHIL"_kode);
  if (*jumlah > 4) return sheet.note("C10_BANYAK"_kode);
}

void check_status_kepesertaan(const Nilai& nilai, Sheet& sheet) {
  const auto status = status_kepesertaan(nilai.text);
  if (!status) return sheet.note("C11_TAK_DIKENAL"_kode);
  if (*status == StatusKepesertaan::meninggal) sheet.note("C11_MENINGGAL"_kode);
  sheet.facts.aktif = *status == StatusKepesertaan::aktif;
}

}  // namespace jembatan::lampiran
