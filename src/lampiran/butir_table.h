#pragma once
// The annex (Lampiran) as one table: every item, what the parties call it, for
// whom it is mandatory, and how its value is found and judged. Nothing else in
// the program knows any of this. An addendum may change a mark (hearing.h).
// Values: any thread.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "lampiran/periksa.h"
#include "lampiran/rekaman.h"
#include "lampiran/temuan_table.h"

namespace jembatan::lampiran {

/// The schema's type: string, xs:date, xs:nonNegativeInteger, xs:decimal, or what the addendum says.
enum class Tipe : std::uint8_t { teks, tanggal, bilangan, desimal, addendum };

/// Where a record keeps the value.
using Akses =
    std::variant<Teks BadanUsaha::*, std::vector<Kbli> BadanUsaha::*, std::optional<Koordinat> BadanUsaha::*,
                 std::vector<FieldLain> BadanUsaha::*, Teks Pimpinan::*, std::vector<FieldLain> Pimpinan::*,
                 Teks Pekerja::*, std::vector<FieldLain> Pekerja::*>;

struct Butir {
  std::string_view
      butir;  ///< the annex's item; elements that share one satisfy it together (A.2: nib or tdp)
  Bagian bagian;
  std::string_view elemen;
  TiapPihak<std::string_view> label;
  TiapPihak<bool> wajib;  ///< no asterisk in the party's column of the annex
  Tipe tipe;
  std::size_t panjang_maks;  ///< characters as sent; 0 where the type has no length
  Akses akses;
  void (*check)(const Nilai&, Sheet&);
  Kode kosong;        ///< it is missing, a placeholder or withheld, and mandatory
  Kode bentuk;        ///< it breaks its schema type
  bool nol_bernilai;  ///< "0" is a value, not a placeholder
};

namespace tabel {
constexpr auto kBadanUsaha = Bagian::badan_usaha;
constexpr auto kPimpinan = Bagian::pimpinan;
constexpr auto kPekerja = Bagian::pekerja;
constexpr bool kNolBernilai = true;
constexpr bool kNolKosong = false;

// No published code says that A.7, A.9, C.6 or jumlahPekerja is missing, since only an addendum can make
// them mandatory: D_WAJIB. In C.11 "0" is the membership code for active.
// clang-format off
inline constexpr auto kButir = std::to_array<Butir>({
    {"A.1", kBadanUsaha, "npwp", {"Nomor Pokok Wajib Pajak", "Nomor Pokok Wajib Pajak"}, {true, false}, 
     Tipe::teks, 30, &BadanUsaha::npwp, check_npwp, "A1_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.2", kBadanUsaha, "nib", {"Nomor Tanda Daftar Perusahaan atau Kode Nomor Induk Berusaha", "Nomor Tanda Daftar Perusahaan atau Kode Nomor Induk Berusaha"}, {true, false}, 
     Tipe::teks, 30, &BadanUsaha::nib, check_nib, "A2_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.2", kBadanUsaha, "tdp", {"Nomor Tanda Daftar Perusahaan atau Kode Nomor Induk Berusaha", "Nomor Tanda Daftar Perusahaan atau Kode Nomor Induk Berusaha"}, {true, false}, 
     Tipe::teks, 30, &BadanUsaha::tdp, check_tdp, "A2_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.3", kBadanUsaha, "nama", {"Nama Badan Usaha", "Nama Badan Usaha"}, {true, true}, 
     Tipe::teks, 255, &BadanUsaha::nama, check_nama_badan_usaha, "A3_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.4", kBadanUsaha, "kbli", {"Klasifikasi Baku Lapangan Usaha Indonesia (KBLI) Sesuai Perizinan", "Klasifikasi Baku Lapangan Usaha Indonesia (KBLI) Sesuai Perizinan"}, {true, false}, 
     Tipe::teks, 10, &BadanUsaha::kbli, check_kbli, "A4_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.5", kBadanUsaha, "alamat", {"Alamat Perusahaan", "Alamat Perusahaan"}, {true, true}, 
     Tipe::teks, 1024, &BadanUsaha::alamat, check_alamat, "A5_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.6", kBadanUsaha, "nomorTelepon", {"No. Telpon Perusahaan", "No. Telpon Perusahaan"}, {true, false}, 
     Tipe::teks, 100, &BadanUsaha::nomor_telepon, check_telepon_perusahaan, "A6_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.7", kBadanUsaha, "nomorTeleponPengelola", {"No. Telpon Pengelola Akun Perusahaan", "No. Telpon PIC Perusahaan"}, {false, false}, 
     Tipe::teks, 100, &BadanUsaha::nomor_telepon_pengelola, check_telepon_pengelola, "D_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"A.8", kBadanUsaha, "email", {"Alamat Email Perusahaan", "Alamat Email Perusahaan"}, {true, false}, 
     Tipe::teks, 254, &BadanUsaha::email, check_email, "A8_WAJIB"_kode, "A8_FORMAT"_kode, kNolKosong},
    {"A.9", kBadanUsaha, "koordinat", {"Titik Koordinat Perusahaan", "Titik Koordinat Perusahaan"}, {false, false}, 
     Tipe::desimal, 0, &BadanUsaha::koordinat, check_nothing, "D_WAJIB"_kode, "A9_FORMAT"_kode, kNolBernilai},
    {"Pasal 5", kBadanUsaha, "jumlahPekerja", {"Jumlah pekerja", "Jumlah pekerja"}, {false, false}, 
     Tipe::bilangan, 0, &BadanUsaha::jumlah_pekerja, check_nothing, "D_WAJIB"_kode, "P5_JUMLAH_FORMAT"_kode, kNolBernilai},
    {"D", kBadanUsaha, "fieldLain", {"Field data lain yang disepakati oleh Para Pihak", "Field data lain yang disepakati oleh Para Pihak"}, {false, false}, 
     Tipe::addendum, 1024, &BadanUsaha::field_lain, check_nothing, "D_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"B.1", kPimpinan, "namaPengurus", {"Nama Pengurus", "Nama PIC"}, {true, true}, 
     Tipe::teks, 500, &Pimpinan::nama_pengurus, check_nama_pengurus, "B1_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"B.2", kPimpinan, "alamatPengurus", {"Alamat Pengurus perusahaan", "Alamat PIC perusahaan"}, {true, false}, 
     Tipe::teks, 1024, &Pimpinan::alamat_pengurus, check_alamat, "B2_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"B.3", kPimpinan, "namaPemilik", {"Nama Pemilik Perusahaan", "Nama Pimpinan Perusahaan"}, {true, true}, 
     Tipe::teks, 500, &Pimpinan::nama_pemilik, check_nama_pemilik, "B3_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"B.4", kPimpinan, "alamatPemilik", {"Alamat Pemilik Perusahaan", "Alamat Pemilik Perusahaan"}, {true, false}, 
     Tipe::teks, 1024, &Pimpinan::alamat_pemilik, check_alamat, "B4_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"D", kPimpinan, "fieldLain", {"Field data lain yang disepakati oleh Para Pihak", "Field data lain yang disepakati oleh Para Pihak"}, {false, false}, 
     Tipe::addendum, 1024, &Pimpinan::field_lain, check_nothing, "D_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.1", kPekerja, "nik", {"No. NIK", "No. NIK"}, {true, true}, 
     Tipe::teks, 30, &Pekerja::nik, check_nik, "C1_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.2", kPekerja, "nomorKepesertaanJkn", {"Nomor Kepesertaan JKN", "Nomor Kepesertaan JKN"}, {false, true}, 
     Tipe::teks, 30, &Pekerja::nomor_kepesertaan_jkn, check_nomor_jkn, "C2_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.3", kPekerja, "nama", {"Nama", "Nama"}, {true, true}, 
     Tipe::teks, 255, &Pekerja::nama, check_nama_pekerja, "C3_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.4", kPekerja, "tanggalLahir", {"Tanggal Lahir", "Tanggal Lahir"}, {true, true}, 
     Tipe::tanggal, 0, &Pekerja::tanggal_lahir, check_tanggal_lahir, "C4_WAJIB"_kode, "C4_FORMAT"_kode, kNolKosong},
    {"C.5", kPekerja, "alamat", {"Alamat Pekerja", "Alamat Pekerja"}, {true, true}, 
     Tipe::teks, 1024, &Pekerja::alamat, check_alamat, "C5_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.6", kPekerja, "nomorHp", {"No. Hp Pekerja", "No. Hp Pekerja"}, {false, false}, 
     Tipe::teks, 100, &Pekerja::nomor_hp, check_nomor_hp, "D_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.7", kPekerja, "jabatan", {"Jabatan", "Jabatan"}, {true, false}, 
     Tipe::teks, 255, &Pekerja::jabatan, check_nothing, "C7_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.8", kPekerja, "tmtKepesertaanJkn", {"TMT terdaftar sebagai peserta JKN", "TMT terdaftar sebagai peserta JKN"}, {false, true}, 
     Tipe::tanggal, 0, &Pekerja::tmt_kepesertaan_jkn, check_tmt, "C8_WAJIB"_kode, "C8_FORMAT"_kode, kNolKosong},
    {"C.9", kPekerja, "statusPegawai", {"Status Pegawai", "Status Pekerjaan"}, {true, false}, 
     Tipe::teks, 100, &Pekerja::status_pegawai, check_status_pegawai, "C9_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
    {"C.10", kPekerja, "jumlahAnggotaKeluarga", {"Jumlah Anggota Keluarga", "Jumlah Anggota Keluarga"}, {false, true}, 
     Tipe::bilangan, 0, &Pekerja::jumlah_anggota_keluarga, check_jumlah_keluarga, "C10_WAJIB"_kode, "C10_FORMAT"_kode, kNolBernilai},
    {"C.11", kPekerja, "statusKepesertaan", {"Status Kepesertaan", "Status Kepesertaan"}, {false, true}, 
     Tipe::teks, 100, &Pekerja::status_kepesertaan, check_status_kepesertaan, "C11_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolBernilai},
    {"D", kPekerja, "fieldLain", {"Field data lain yang disepakati oleh Para Pihak", "Field data lain yang disepakati oleh Para Pihak"}, {false, false}, 
     Tipe::addendum, 1024, &Pekerja::field_lain, check_nothing, "D_WAJIB"_kode, "G_TEKS_PANJANG"_kode, kNolKosong},
});
// clang-format on
}  // namespace tabel

inline constexpr const auto& kButir = tabel::kButir;
static_assert(kButir.size() <= 32, "a set of rows is kept in 32 bits");

/// The annex, row by row, in the contract's order of elements.
[[nodiscard]] constexpr std::span<const Butir> butir() {
  return kButir;
}

[[nodiscard]] constexpr std::uint32_t bit(std::size_t row) {
  return std::uint32_t{1} << row;
}

/// The rows of a section.
[[nodiscard]] constexpr std::uint32_t rows_of(Bagian bagian) {
  std::uint32_t rows = 0;
  for (std::size_t row = 0; row < kButir.size(); ++row) {
    if (kButir[row].bagian == bagian) rows |= bit(row);
  }
  return rows;
}

/// The rows of the same section that share an item with this one, itself included.
[[nodiscard]] constexpr std::uint32_t rows_sharing(std::size_t row) {
  std::uint32_t rows = 0;
  for (std::size_t other = 0; other < kButir.size(); ++other) {
    if (kButir[other].bagian == kButir[row].bagian && kButir[other].butir == kButir[row].butir) {
      rows |= bit(other);
    }
  }
  return rows;
}

/// The row of an element; kButir.size() if the section has none of that name.
[[nodiscard]] constexpr std::size_t find_row(Bagian bagian, std::string_view elemen) {
  std::size_t row = 0;
  while (row < kButir.size() && (kButir[row].bagian != bagian || kButir[row].elemen != elemen)) ++row;
  return row;
}

}  // namespace jembatan::lampiran
