#pragma once
// Every finding the judge can make: published code, item, level and both
// messages, and what follows from it. The only place that says how grave a
// finding is. Values: any thread.
//
// Codes are written "A1_FORMAT"_kode: a misspelt one does not compile.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lampiran/aturan.h"

namespace jembatan::lampiran {

/// What follows from a finding beyond its level.
enum class Sifat : std::uint8_t {
  biasa,
  ditahan,       ///< the value is left out of the record even where the finding is a PERINGATAN
  dapat_diatur,  ///< [rules] may move it: its rule is only likely or weak, or stated to be configurable
};

struct JenisTemuan {
  std::string_view kode;
  std::string_view butir;  ///< as published; "*" and lists of items: the item it is found on
  TingkatAturan tingkat;
  std::string_view pesan;
  std::string_view pesan_inggris;
  Sifat sifat = Sifat::biasa;
};

namespace tabel {
constexpr auto kKesalahan = TingkatAturan::kesalahan;
constexpr auto kPeringatan = TingkatAturan::peringatan;
constexpr auto kBilaWajib = TingkatAturan::kesalahan_bila_wajib;
constexpr auto kDitahan = Sifat::ditahan;
constexpr auto kDapatDiatur = Sifat::dapat_diatur;

/// May be moved: the NPWP check digit (never stated officially), the layout of a TDP (superseded, layouts
/// vary), how many family members are too many (the meaning of C.10 is not in the annex), and what a
/// membership status means (the codes seen are likely, neither party's list is established).
inline constexpr std::array<JenisTemuan, 102> kTemuan{{
    {"K_WAJIB", "K", kKesalahan, "Kunci badan usaha (NPWP, NIB, TDP atau kode badan usaha) wajib diisi.",
     "A company key (NPWP, NIB, TDP or company code) is mandatory."},
    {"A1_WAJIB", "A.1", kKesalahan, "NPWP wajib diisi.", "Tax number (NPWP) is mandatory."},
    {"A2_WAJIB", "A.2", kKesalahan, "Nomor TDP/NIB wajib diisi.", "TDP/NIB number is mandatory."},
    {"A3_WAJIB", "A.3", kKesalahan, "Nama badan usaha wajib diisi.", "Company name is mandatory."},
    {"A4_WAJIB", "A.4", kKesalahan, "KBLI wajib diisi.", "KBLI code is mandatory."},
    {"A5_WAJIB", "A.5", kKesalahan, "Alamat perusahaan wajib diisi.", "Company address is mandatory."},
    {"A6_WAJIB", "A.6", kKesalahan, "Telepon perusahaan wajib diisi.", "Company phone is mandatory."},
    {"A8_WAJIB", "A.8", kKesalahan, "Surel perusahaan wajib diisi.", "Company e-mail is mandatory."},
    {"B1_WAJIB", "B.1", kKesalahan, "Nama pengurus/PIC wajib diisi.", "Officer/PIC name is mandatory."},
    {"B2_WAJIB", "B.2", kKesalahan, "Alamat pengurus/PIC wajib diisi.", "Officer/PIC address is mandatory."},
    {"B3_WAJIB", "B.3", kKesalahan, "Nama pemilik/pimpinan wajib diisi.",
     "Owner/director name is mandatory."},
    {"B4_WAJIB", "B.4", kKesalahan, "Alamat pemilik wajib diisi.", "Owner address is mandatory."},
    {"C1_WAJIB", "C.1", kKesalahan, "NIK wajib diisi.", "NIK is mandatory."},
    {"C2_WAJIB", "C.2", kKesalahan, "Nomor kepesertaan JKN wajib diisi.", "JKN card number is mandatory."},
    {"C3_WAJIB", "C.3", kKesalahan, "Nama pekerja wajib diisi.", "Worker name is mandatory."},
    {"C4_WAJIB", "C.4", kKesalahan, "Tanggal lahir wajib diisi.", "Date of birth is mandatory."},
    {"C5_WAJIB", "C.5", kKesalahan, "Alamat pekerja wajib diisi.", "Worker address is mandatory."},
    {"C7_WAJIB", "C.7", kKesalahan, "Jabatan wajib diisi.", "Job title is mandatory."},
    {"C8_WAJIB", "C.8", kKesalahan, "TMT terdaftar JKN wajib diisi.", "JKN start date (TMT) is mandatory."},
    {"C9_WAJIB", "C.9", kKesalahan, "Status pegawai wajib diisi.", "Employment status is mandatory."},
    {"C10_WAJIB", "C.10", kKesalahan, "Jumlah anggota keluarga wajib diisi.",
     "Number of family members is mandatory."},
    {"C11_WAJIB", "C.11", kKesalahan, "Status kepesertaan wajib diisi.", "Membership status is mandatory."},
    {"A1_FORMAT", "A.1", kBilaWajib, "NPWP harus 15 atau 16 digit.", "NPWP must have 15 or 16 digits."},
    {"A1_CEK_DIGIT", "A.1", kBilaWajib, "Digit cek NPWP tidak cocok.", "NPWP check digit does not match.",
     kDapatDiatur},
    {"A1_SEMUA_SAMA", "A.1", kBilaWajib, "NPWP tidak mungkin (semua digit sama).",
     "Impossible NPWP (all digits equal)."},
    {"A1_NITKU", "A.1", kPeringatan, "Nilai adalah NITKU; 16 digit pertama dipakai sebagai NPWP.",
     "Value is a NITKU; first 16 digits used as NPWP."},
    {"A1_NIK_UNTUK_BADAN", "A.1", kPeringatan, "NPWP berupa NIK dipakai untuk badan.",
     "A personal NIK is used as a company NPWP."},
    {"A1_TAK_TERVERIFIKASI", "A.1", kPeringatan, "NPWP format baru tidak dapat diperiksa digit ceknya.",
     "New-style NPWP; check digit cannot be verified."},
    {"A2_NIB_FORMAT", "A.2", kBilaWajib, "NIB harus 13 digit.", "NIB must have 13 digits."},
    {"A2_SEMUA_SAMA", "A.2", kBilaWajib, "NIB tidak mungkin.", "Impossible NIB."},
    {"A2_TDP_FORMAT", "A.2", kBilaWajib, "Nomor TDP tidak dikenali.", "TDP number not recognisable.",
     kDapatDiatur},
    {"A2_TDP_USANG", "A.2", kPeringatan, "TDP sudah digantikan NIB.", "TDP has been superseded by NIB."},
    {"A2_TDP_POLA", "A.2", kPeringatan, "Pola nomor TDP tidak lazim.", "Unusual TDP pattern.", kDapatDiatur},
    {"A3_HANYA_BENTUK", "A.3", kKesalahan, "Nama badan usaha hanya berisi bentuk usaha.",
     "Company name has only a legal form."},
    {"A3_TANPA_BENTUK", "A.3", kPeringatan, "Bentuk usaha tidak tercantum pada nama.",
     "No legal form in the company name."},
    {"A4_FORMAT", "A.4", kBilaWajib, "KBLI harus 5 digit.", "KBLI must have 5 digits."},
    {"A4_NOL_HILANG", "A.4", kBilaWajib, "KBLI kehilangan angka 0 di depan.", "KBLI lost its leading zero."},
    {"A4_GOLONGAN_TAK_ADA", "A.4", kBilaWajib, "Golongan pokok KBLI tidak ada.",
     "KBLI division does not exist."},
    {"A4_TAK_DIKENAL", "A.4", kPeringatan, "KBLI tidak ada di edisi 2020/2025.",
     "KBLI not in the 2020/2025 editions."},
    {"A4_USANG", "A.4", kPeringatan, "KBLI edisi 2020 perlu dialihkan ke 2025.",
     "KBLI 2020 code must be migrated to 2025."},
    {"A4_DUPLIKAT", "A.4", kPeringatan, "KBLI berulang.", "Duplicate KBLI."},
    {"A6_FORMAT", "A.6", kBilaWajib, "Nomor telepon perusahaan tidak sah.", "Invalid company phone number."},
    {"A7_FORMAT", "A.7", kPeringatan, "Nomor telepon PIC tidak sah; nilai ditahan.",
     "Invalid PIC phone; value withheld.", kDitahan},
    {"A8_FORMAT", "A.8", kBilaWajib, "Alamat surel tidak sah.", "Invalid e-mail address."},
    {"A9_FORMAT", "A.9", kPeringatan, "Koordinat bukan angka desimal.",
     "Coordinates are not decimal numbers.", kDitahan},
    {"A9_LUAR_INDONESIA", "A.9", kPeringatan, "Koordinat di luar Indonesia; nilai ditahan.",
     "Coordinates outside Indonesia; withheld.", kDitahan},
    {"A9_TERTUKAR", "A.9", kPeringatan, "Lintang dan bujur tertukar.", "Latitude and longitude are swapped."},
    {"A9_NOL", "A.9", kPeringatan, "Koordinat 0,0.", "Coordinates are 0,0."},
    {"A9_PRESISI", "A.9", kPeringatan, "Presisi koordinat kurang.", "Insufficient coordinate precision."},
    // Ours: jumlahPekerja (Pasal 5) is an xs:nonNegativeInteger without an item of the annex, so the
    // published findings have no code for a value that is none.
    {"P5_JUMLAH_FORMAT", "Pasal 5", kBilaWajib, "Jumlah pekerja harus bilangan bulat >= 0.",
     "Worker count must be an integer >= 0."},
    {"B1_NAMA_ANGKA", "B.1", kPeringatan, "Nama pengurus mengandung angka.", "Officer name contains digits."},
    {"B3_NAMA_ANGKA", "B.3", kPeringatan, "Nama pemilik mengandung angka.", "Owner name contains digits."},
    {"C1_FORMAT", "C.1", kKesalahan, "NIK harus 16 digit.", "NIK must have 16 digits."},
    {"C1_DUMMY", "C.1", kKesalahan, "NIK contoh, bukan NIK sungguhan.", "Placeholder NIK."},
    {"C1_PROV", "C.1", kKesalahan, "Kode provinsi pada NIK tidak ada.", "NIK province code does not exist."},
    {"C1_WILAYAH", "C.1", kPeringatan, "Kode kecamatan pada NIK tidak dikenal.",
     "NIK district code unknown."},
    {"C1_TGL", "C.1", kKesalahan, "Tanggal di dalam NIK tidak mungkin.", "Impossible date digits in NIK."},
    {"C1_TGL_KALENDER", "C.1", kPeringatan, "Tanggal di dalam NIK tidak ada di kalender.",
     "NIK date does not exist in the calendar."},
    {"C1_TGL_LAHIR_BEDA", "C.1", kPeringatan, "Tanggal lahir berbeda dengan NIK.",
     "Birth date differs from the NIK."},
    {"C1_URUT_NOL", "C.1", kKesalahan, "Nomor urut NIK 0000.", "NIK serial is 0000."},
    {"C1_DUPLIKAT", "C.1", kKesalahan, "NIK ganda dalam satu perusahaan.",
     "Duplicate NIK within one company."},
    {"C1_GANDA_PERUSAHAAN", "C.1", kPeringatan, "Pekerja terdaftar di lebih dari satu perusahaan.",
     "Worker listed at more than one company."},
    {"C1_WNA_TANPA_NIK", "C.1", kPeringatan, "TKA belum memiliki NIK; paspor dipakai.",
     "Foreign worker without NIK; passport used."},
    {"C1_WNA_PASPOR_WAJIB", "C.1", kKesalahan, "Paspor wajib bagi TKA tanpa NIK.",
     "Passport required when a foreigner has no NIK."},
    {"C1_PASPOR_FORMAT", "C.1", kKesalahan, "Nomor paspor tidak sah.", "Invalid passport number."},
    {"C1_WNA_IZIN_FORMAT", "C.1", kPeringatan, "Nomor KITAS/KITAP tidak lazim.",
     "Unusual KITAS/KITAP number."},
    {"C2_FORMAT", "C.2", kBilaWajib, "Nomor JKN harus 13 digit.", "JKN number must have 13 digits."},
    {"C2_NOL_HILANG", "C.2", kBilaWajib, "Nomor JKN kehilangan angka 0 di depan.",
     "JKN number lost leading zeros."},
    {"C2_SEMUA_SAMA", "C.2", kBilaWajib, "Nomor JKN tidak mungkin.", "Impossible JKN number."},
    {"C2_DUPLIKAT", "C.2", kBilaWajib, "Nomor JKN ganda.", "Duplicate JKN number."},
    {"C3_NAMA_ANGKA", "C.3", kPeringatan, "Nama pekerja mengandung angka.", "Worker name contains digits."},
    {"C3_PANJANG_KTP", "C.3", kPeringatan, "Nama lebih dari 60 karakter.", "Name longer than 60 characters."},
    {"C4_FORMAT", "C.4", kKesalahan, "Tanggal lahir tidak sah.", "Invalid date of birth."},
    {"C4_MASA_DEPAN", "C.4", kKesalahan, "Tanggal lahir di masa depan.", "Birth date in the future."},
    {"C4_USIA_DI_BAWAH_13", "C.4", kKesalahan, "Usia di bawah 13 tahun.", "Age below 13."},
    {"C4_USIA_ANAK", "C.4", kPeringatan, "Pekerja anak (di bawah 18 tahun).", "Child worker (below 18)."},
    {"C4_USIA_LANJUT", "C.4", kPeringatan, "Usia di atas 75 tahun.", "Age above 75."},
    {"C4_USIA_MUSTAHIL", "C.4", kKesalahan, "Usia tidak mungkin.", "Impossible age."},
    {"C6_FORMAT", "C.6", kPeringatan, "No. HP tidak sah; nilai ditahan.", "Invalid mobile number; withheld.",
     kDitahan},
    {"C6_BUKAN_HP", "C.6", kPeringatan, "Nomor bukan nomor HP.", "Not a mobile number."},
    {"C8_FORMAT", "C.8", kBilaWajib, "TMT tidak sah.", "Invalid TMT date."},
    {"C8_SEBELUM_LAHIR", "C.8", kBilaWajib, "TMT mendahului tanggal lahir.", "TMT precedes birth date."},
    {"C8_SEBELUM_JKN", "C.8", kPeringatan, "TMT sebelum JKN dimulai.", "TMT precedes the start of JKN."},
    {"C8_MASA_DEPAN", "C.8", kPeringatan, "TMT di masa depan.", "TMT in the future."},
    {"C8_MASA_DEPAN_JAUH", "C.8", kBilaWajib, "TMT terlalu jauh di masa depan.",
     "TMT too far in the future."},
    {"C9_TAK_DIKENAL", "C.9", kPeringatan, "Status pegawai tidak dikenal; teks asli disimpan.",
     "Unknown employment status; raw text kept."},
    {"C9_PKWTT_TKA", "C.9", kPeringatan, "TKA tidak dapat PKWTT.",
     "Foreign worker cannot be permanent (PKWTT)."},
    {"C10_FORMAT", "C.10", kBilaWajib, "Jumlah anggota keluarga harus bilangan bulat >= 0.",
     "Family count must be an integer >= 0."},
    {"C10_BANYAK", "C.10", kPeringatan, "Anggota keluarga lebih dari 4 (keluarga tambahan?).",
     "More than 4 family members (additional members?).", kDapatDiatur},
    {"C10_MUSTAHIL", "C.10", kBilaWajib, "Jumlah anggota keluarga tidak wajar.", "Implausible family count.",
     kDapatDiatur},
    {"C11_TAK_DIKENAL", "C.11", kPeringatan, "Status kepesertaan tidak dikenal; teks asli disimpan.",
     "Unknown membership status; raw text kept.", kDapatDiatur},
    {"C11_MENINGGAL", "C.11", kPeringatan, "Peserta tercatat meninggal; periksa data pekerja.",
     "Member recorded as deceased; check worker data.", kDapatDiatur},
    {"C11_AKTIF_TANPA_NOMOR", "C.11", kPeringatan, "Status aktif tanpa nomor JKN.",
     "Active status without a JKN number."},
    {"D_FIELD_TAK_DISEPAKATI", "D", kKesalahan, "Field tambahan belum disepakati.",
     "Additional field not agreed."},
    // Ours: an addendum may make a field mandatory and give it a form; the published findings know only a
    // field that was never agreed.
    {"D_WAJIB", "D", kKesalahan, "Wajib diisi menurut addendum.", "Mandatory under the addendum."},
    {"D_FORMAT", "D", kBilaWajib, "Isi field tambahan tidak sesuai addendum.",
     "Additional field does not match the addendum."},
    {"G_TEKS_ILEGAL", "*", kKesalahan, "Teks mengandung karakter ilegal.",
     "Text contains illegal characters."},
    {"G_TEKS_PANJANG", "*", kBilaWajib, "Teks terlalu panjang.", "Text too long."},
    {"G_PLACEHOLDER", "*", kPeringatan, "Isian pengganti dianggap kosong.", "Placeholder treated as empty.",
     kDitahan},
    {"G_ALAMAT_PENDEK", "A.5 B.2 B.4 C.5", kPeringatan, "Alamat terlalu singkat.", "Address too short."},
    {"G_ALAMAT_PANJANG", "A.5 B.2 B.4 C.5", kPeringatan, "Alamat lebih dari 255 karakter.",
     "Address longer than 255 characters."},
    {"G_TELP_GANDA", "A.6 A.7 C.6", kPeringatan, "Lebih dari satu nomor; nomor pertama dipakai.",
     "Several numbers; the first is used."},
}};
}  // namespace tabel

inline constexpr const auto& kTemuan = tabel::kTemuan;

[[nodiscard]] constexpr std::optional<Kode> find_kode(std::string_view kode) {
  for (std::size_t i = 0; i < kTemuan.size(); ++i) {
    if (kTemuan[i].kode == kode) return Kode{static_cast<std::uint8_t>(i)};
  }
  return std::nullopt;
}

[[nodiscard]] constexpr const JenisTemuan& jenis(Kode kode) {
  return kTemuan[static_cast<std::size_t>(kode)];
}

consteval Kode operator""_kode(const char* text, std::size_t size) {
  return find_kode({text, size}).value();
}

}  // namespace jembatan::lampiran
