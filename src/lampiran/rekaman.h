#pragma once
// The records that the parties exchange, value by value as they were sent:
// text, never numbers, absent or present, never normalised. Field names are the
// contract's elements in snake case, in the annex's order. Plain values.

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "lampiran/pihak.h"

namespace jembatan::lampiran {

using Teks = std::optional<std::string>;

struct FieldLain {
  std::string nama;
  std::string nilai;
  bool operator==(const FieldLain&) const = default;
};

struct Kbli {
  std::string kode;
  Teks edisi;
  bool operator==(const Kbli&) const = default;
};

struct Koordinat {
  Teks lintang, bujur;
  bool operator==(const Koordinat&) const = default;
};

struct KunciBadanUsaha {
  Teks npwp, nib, tdp, kode_badan_usaha;
  bool operator==(const KunciBadanUsaha&) const = default;
};

/// Annex A, and jumlahPekerja of Pasal 5.
struct BadanUsaha {
  Teks npwp, nib, tdp, nama;
  std::vector<Kbli> kbli;
  Teks alamat, nomor_telepon, nomor_telepon_pengelola, email;
  std::optional<Koordinat> koordinat;
  Teks jumlah_pekerja;
  std::vector<FieldLain> field_lain;
  bool operator==(const BadanUsaha&) const = default;
};

/// Annex B.
struct Pimpinan {
  std::optional<KunciBadanUsaha> badan_usaha;
  Teks nama_pengurus, alamat_pengurus, nama_pemilik, alamat_pemilik;
  std::vector<FieldLain> field_lain;
  bool operator==(const Pimpinan&) const = default;
};

/// Annex C.
struct Pekerja {
  Teks nik, nomor_kepesertaan_jkn, nama, tanggal_lahir, alamat, nomor_hp, jabatan, tmt_kepesertaan_jkn,
      status_pegawai, jumlah_anggota_keluarga, status_kepesertaan;
  std::vector<FieldLain> field_lain;
  bool operator==(const Pekerja&) const = default;
};

/// The records of one message, all of one section; the alternative's index is the section's.
using Rekaman = std::variant<std::vector<BadanUsaha>, std::vector<Pimpinan>, std::vector<Pekerja>>;

[[nodiscard]] inline Bagian bagian_of(const Rekaman& rekaman) {
  return static_cast<Bagian>(rekaman.index());
}
[[nodiscard]] inline std::size_t count(const Rekaman& rekaman) {
  return std::visit([](const auto& records) { return records.size(); }, rekaman);
}

}  // namespace jembatan::lampiran
