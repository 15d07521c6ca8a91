#pragma once
// Fictitious workers with every item of annex C and every field of the example
// addendum filled, none of them with a finding when Pihak Kesatu gives them; and
// the law with everything on that they are judged by.

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "base/clock.h"
#include "lampiran/aturan.h"
#include "lampiran/rekaman.h"

namespace jembatan::bench {

inline std::string padded(std::size_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

/// The number-th worker, 0 to 999,999; a NIK says the day of birth (plus 40 for women) and ends in 99xx.
inline lampiran::Pekerja worker(std::size_t number) {
  const base::Date birth{
      std::chrono::sys_days{base::Date{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}}} +
      std::chrono::days{static_cast<int>(number / 100)}};
  const auto year = static_cast<unsigned>(static_cast<int>(birth.year()));
  lampiran::Pekerja record;
  record.nik = "320405" + padded(static_cast<unsigned>(birth.day()) + 40, 2) +
               padded(static_cast<unsigned>(birth.month()), 2) + padded(year % 100, 2) + "99" +
               padded(number % 100, 2);
  record.nomor_kepesertaan_jkn = "0009999" + padded(number, 6);
  record.nama = "Siti Contoh Rahmawati";
  record.tanggal_lahir = base::iso8601(birth);
  record.alamat = "Kp. Contoh RT 001/RW 002, Cileunyi, Kab. Bandung, Jawa Barat 40621";
  record.nomor_hp = "+62 839-0000-" + padded(number % 10000, 4);
  record.jabatan = "Operator Tenun";
  record.tmt_kepesertaan_jkn = "2019-03-01";
  record.status_pegawai = "PKWTT";
  record.jumlah_anggota_keluarga = "2";
  record.status_kepesertaan = "AKTIF";
  record.field_lain = {{"kewarganegaraan", "IDN"},
                       {"jenisIdentitas", "KTP"},
                       {"nomorPaspor", "X0009999"},
                       {"nomorIzinTinggal", "2C00-0000-AB"}};
  return record;
}

inline std::vector<lampiran::Pekerja> workers(std::size_t count) {
  std::vector<lampiran::Pekerja> records;
  records.reserve(count);
  for (std::size_t i = 0; i < count; ++i) records.push_back(worker(i));
  return records;
}

inline lampiran::KunciBadanUsaha company() {
  return {"01.999.001.9-999.000", {}, {}, {}};
}

/// The annex with the addendum and the lists of the folder of examples.
inline base::Result<lampiran::Aturan, std::vector<std::string>> law(const std::string& contoh) {
  return lampiran::Aturan::load(
      {{}, {contoh + "/addendum-tka.toml"}, contoh + "/wilayah.csv", contoh + "/kbli.csv"});
}

}  // namespace jembatan::bench
