#include "office/columns.h"

#include <array>

namespace jembatan::office {

using lampiran::BadanUsaha;
using lampiran::Bagian;
using lampiran::Koordinat;
using lampiran::KunciBadanUsaha;
using lampiran::Pekerja;
using lampiran::Pimpinan;
using lampiran::Teks;

namespace {

template <class Record, Teks Record::*member>
Teks& of(Draft& draft) {
  return std::get<Record>(draft.rekaman).*member;
}

template <Teks KunciBadanUsaha::*member>
Teks& key(Draft& draft) {
  return draft.kunci.*member;
}

template <Teks Koordinat::*member>
Teks& koordinat(Draft& draft) {
  auto& there = std::get<BadanUsaha>(draft.rekaman).koordinat;
  if (!there) there.emplace();
  return (*there).*member;
}

using enum ColumnKind;

constexpr Column key_npwp{"badanUsaha.npwp", "K", "npwp", identifier, key<&KunciBadanUsaha::npwp>,
                          "0019990019999000"};
constexpr Column key_nib{"badanUsaha.nib", "K", "nib", identifier, key<&KunciBadanUsaha::nib>,
                         "9999000000015"};
constexpr Column key_tdp{"badanUsaha.tdp", "K", "tdp", code, key<&KunciBadanUsaha::tdp>, ""};
constexpr Column key_kode{
    "badanUsaha.kodeBadanUsaha", "K", "kodeBadanUsaha", code, key<&KunciBadanUsaha::kode_badan_usaha>, ""};
constexpr Column extra{"fieldLain.", "D", "fieldLain", field_lain, nullptr, ""};

constexpr std::array badan_usaha_columns{
    Column{"npwp", "A.1", "npwp", identifier, of<BadanUsaha, &BadanUsaha::npwp>, "0019990019999000"},
    Column{"nib", "A.2", "nib", identifier, of<BadanUsaha, &BadanUsaha::nib>, "9999000000015"},
    Column{"tdp", "A.2", "tdp", code, of<BadanUsaha, &BadanUsaha::tdp>, ""},
    Column{"nama", "A.3", "nama", text, of<BadanUsaha, &BadanUsaha::nama>, "PT Contoh Nusantara Tekstil"},
    Column{"kbli", "A.4", "kbli", kbli, nullptr, "13121 14111"},
    Column{"alamat", "A.5", "alamat", text, of<BadanUsaha, &BadanUsaha::alamat>,
           "Jl. Contoh Raya No. 1, Kab. Bandung"},
    Column{"nomorTelepon", "A.6", "nomorTelepon", phone, of<BadanUsaha, &BadanUsaha::nomor_telepon>,
           "083900000010"},
    Column{"nomorTeleponPengelola", "A.7", "nomorTeleponPengelola", phone,
           of<BadanUsaha, &BadanUsaha::nomor_telepon_pengelola>, "083900000011"},
    Column{"email", "A.8", "email", text, of<BadanUsaha, &BadanUsaha::email>, "hrd@contoh-tekstil.example"},
    Column{"lintang", "A.9", "lintang", coordinate, koordinat<&Koordinat::lintang>, "0.3321"},
    Column{"bujur", "A.9", "bujur", coordinate, koordinat<&Koordinat::bujur>, "101.2145"},
    Column{"koordinat.lintang", "A.9", "lintang", coordinate, koordinat<&Koordinat::lintang>, "", true},
    Column{"koordinat.bujur", "A.9", "bujur", coordinate, koordinat<&Koordinat::bujur>, "", true},
    Column{"jumlahPekerja", "Pasal 5", "jumlahPekerja", count, of<BadanUsaha, &BadanUsaha::jumlah_pekerja>,
           "5"},
    extra,
};

constexpr std::array pimpinan_columns{
    key_npwp,
    key_nib,
    key_tdp,
    key_kode,
    Column{"namaPengurus", "B.1", "namaPengurus", text, of<Pimpinan, &Pimpinan::nama_pengurus>,
           "Rahmat Contoh Hidayat"},
    Column{"alamatPengurus", "B.2", "alamatPengurus", text, of<Pimpinan, &Pimpinan::alamat_pengurus>,
           "Jl. Contoh Asri Blok A1, Kab. Bandung"},
    Column{"namaPemilik", "B.3", "namaPemilik", text, of<Pimpinan, &Pimpinan::nama_pemilik>,
           "Ratna Fiktif Wulandari"},
    Column{"alamatPemilik", "B.4", "alamatPemilik", text, of<Pimpinan, &Pimpinan::alamat_pemilik>,
           "Jl. Rekaan Indah No. 3, Kota Bandung"},
    extra,
};

constexpr std::array pekerja_columns{
    key_npwp,
    key_nib,
    key_tdp,
    key_kode,
    Column{"nik", "C.1", "nik", identifier, of<Pekerja, &Pekerja::nik>, "3204056104909901"},
    Column{"nomorKepesertaanJkn", "C.2", "nomorKepesertaanJkn", identifier,
           of<Pekerja, &Pekerja::nomor_kepesertaan_jkn>, "0009999000001"},
    Column{"nama", "C.3", "nama", text, of<Pekerja, &Pekerja::nama>, "Siti Contoh Rahmawati"},
    Column{"tanggalLahir", "C.4", "tanggalLahir", date, of<Pekerja, &Pekerja::tanggal_lahir>, "1990-04-21"},
    Column{"alamat", "C.5", "alamat", text, of<Pekerja, &Pekerja::alamat>,
           "Kp. Contoh RT 001/RW 002, Kab. Bandung"},
    Column{"nomorHp", "C.6", "nomorHp", phone, of<Pekerja, &Pekerja::nomor_hp>, "083900000001"},
    Column{"jabatan", "C.7", "jabatan", text, of<Pekerja, &Pekerja::jabatan>, "Operator Tenun"},
    Column{"tmtKepesertaanJkn", "C.8", "tmtKepesertaanJkn", date, of<Pekerja, &Pekerja::tmt_kepesertaan_jkn>,
           "2019-03-01"},
    Column{"statusPegawai", "C.9", "statusPegawai", text, of<Pekerja, &Pekerja::status_pegawai>, "PKWTT"},
    Column{"jumlahAnggotaKeluarga", "C.10", "jumlahAnggotaKeluarga", count,
           of<Pekerja, &Pekerja::jumlah_anggota_keluarga>, "2"},
    Column{"statusKepesertaan", "C.11", "statusKepesertaan", text, of<Pekerja, &Pekerja::status_kepesertaan>,
           "AKTIF"},
    extra,
};

}  // namespace

std::span<const Column> columns_of(Bagian bagian) {
  if (bagian == Bagian::pimpinan) return pimpinan_columns;
  if (bagian == Bagian::pekerja) return pekerja_columns;
  return badan_usaha_columns;
}

const Column* find_column(Bagian bagian, std::string_view name) {
  for (const Column& column : columns_of(bagian)) {
    const bool found = column.kind == field_lain
                           ? name.size() > column.name.size() && name.starts_with(column.name)
                           : name == column.name;
    if (found) return &column;
  }
  return nullptr;
}

const Column& kbli_column() {
  return *find_column(Bagian::badan_usaha, "kbli");
}

bool is_findings_column(std::string_view name) {
  return name == "temuan_kode" || name == "temuan_pesan";
}

}  // namespace jembatan::office
