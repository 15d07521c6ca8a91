// Every finding of sections B and C: a record that causes it, and the good record or a close neighbour that
// does not.

#include <gtest/gtest.h>

#include <functional>

#include "lampiran/records.h"

namespace jembatan::lampiran::testing {
namespace {

constexpr Pihak kKesatu = Pihak::kesatu;
constexpr Pihak kKedua = Pihak::kedua;

template <class Record>
struct Case {
  std::string behaviour;
  Pihak pemberi;
  std::function<void(Record&)> change;
  Codes found;
};

template <class Record>
std::function<void(Record&)> set(Teks Record::*member, Teks value) {
  return [=](Record& record) { record.*member = value; };
}

constexpr auto pengurus = &Pimpinan::nama_pengurus;
constexpr auto alamat_pengurus = &Pimpinan::alamat_pengurus;
constexpr auto pemilik = &Pimpinan::nama_pemilik;
constexpr auto alamat_pemilik = &Pimpinan::alamat_pemilik;

std::function<void(Pimpinan&)> key(std::optional<KunciBadanUsaha> kunci) {
  return [=](Pimpinan& record) { record.badan_usaha = kunci; };
}

const std::vector<Case<Pimpinan>> kPimpinanCases{
    {"Good", kKesatu, [](Pimpinan&) {}, {}},
    {"KeyMissing", kKesatu, key({}), {"K_WAJIB!"}},
    {"KeyEmpty", kKedua, key(KunciBadanUsaha{}), {"K_WAJIB!"}},
    {"KeyOfPlaceholders", kKedua, key(KunciBadanUsaha{"-", {}, {}, {}}), {"K_WAJIB!", "G_PLACEHOLDER"}},
    {"KeyWithCodeOnly", kKedua, key(KunciBadanUsaha{{}, {}, {}, "X-1"}), {}},
    {"KeyMalformedBesideASoundOne",
     kKedua,
     key(KunciBadanUsaha{"12", "9999000000015", {}, {}}),
     {"A1_FORMAT!"}},
    {"KeyWithTdp", kKedua, key(KunciBadanUsaha{{}, {}, "11.01.3.47.99003", {}}), {}},
    {"KeyTooLong", kKedua, key(KunciBadanUsaha{{}, {}, {}, std::string(31, 'x')}), {"G_TEKS_PANJANG!"}},
    {"PengurusMissing", kKedua, set(pengurus, {}), {"B1_WAJIB!"}},
    {"PengurusWithDigits", kKesatu, set(pengurus, "Rahmat 2"), {"B1_NAMA_ANGKA"}},
    {"AlamatPengurusMissing", kKesatu, set(alamat_pengurus, {}), {"B2_WAJIB!"}},
    {"AlamatPengurusMissingFromKedua", kKedua, set(alamat_pengurus, {}), {}},
    {"AlamatPengurusShort", kKesatu, set(alamat_pengurus, "Jl. A"), {"G_ALAMAT_PENDEK"}},
    {"PemilikMissing", kKedua, set(pemilik, "NIHIL"), {"B3_WAJIB!"}},
    {"PemilikWithDigits", kKesatu, set(pemilik, "Ratna 77"), {"B3_NAMA_ANGKA"}},
    {"PemilikACompany", kKesatu, set(pemilik, "PT Induk Rekaan 77 Tbk"), {}},
    {"AlamatPemilikMissing", kKesatu, set(alamat_pemilik, {}), {"B4_WAJIB!"}},
    {"AlamatPemilikMissingFromKedua", kKedua, set(alamat_pemilik, {}), {}},
};

constexpr auto nik = &Pekerja::nik;
constexpr auto jkn = &Pekerja::nomor_kepesertaan_jkn;
constexpr auto nama = &Pekerja::nama;
constexpr auto lahir = &Pekerja::tanggal_lahir;
constexpr auto alamat = &Pekerja::alamat;
constexpr auto hp = &Pekerja::nomor_hp;
constexpr auto jabatan = &Pekerja::jabatan;
constexpr auto tmt = &Pekerja::tmt_kepesertaan_jkn;
constexpr auto pegawai = &Pekerja::status_pegawai;
constexpr auto keluarga = &Pekerja::jumlah_anggota_keluarga;
constexpr auto kepesertaan = &Pekerja::status_kepesertaan;

/// Birth date and the NIK that fits it.
std::function<void(Pekerja&)> born(std::string date) {
  return [=](Pekerja& record) {
    record.tanggal_lahir = date;
    record.nik = "320405" + date.substr(8, 2) + date.substr(5, 2) + date.substr(2, 2) + "9901";
  };
}

const std::vector<Case<Pekerja>> kPekerjaCases{
    {"GoodFromKesatu", kKesatu, [](Pekerja&) {}, {}},
    {"GoodFromKedua", kKedua, [](Pekerja&) {}, {}},
    {"NikMissing", kKesatu, set(nik, {}), {"C1_WAJIB!"}},
    {"NikOf15Digits", kKesatu, set(nik, "320405610490990"), {"C1_FORMAT!"}},
    {"NikWithSpaces", kKesatu, set(nik, "3204 0561 0490 9901"), {"C1_FORMAT!"}},
    {"NikWithSpaceAround", kKesatu, set(nik, " 3204056104909901\n"), {}},
    {"NikExample", kKesatu, set(nik, "1234567890123456"), {"C1_DUMMY!"}},
    {"NikAllTheSame", kKesatu, set(nik, "3333333333333333"), {"C1_DUMMY!"}},
    {"NikOfNoProvince", kKesatu, set(nik, "9904056104909901"), {"C1_PROV!"}},
    {"NikOfAFormerProvince", kKesatu, set(nik, "5404056104909901"), {"C1_WILAYAH"}},
    {"NikOfAnUnknownDistrict", kKesatu, set(nik, "3204996104909901"), {"C1_WILAYAH"}},
    {"NikOfMonth13", kKesatu, set(nik, "3204056113909901"), {"C1_TGL!"}},
    {"NikOfDay32", kKesatu, set(nik, "3204053204909901"), {"C1_TGL!"}},
    {"NikOfDay72", kKesatu, set(nik, "3204057204909901"), {"C1_TGL!"}},
    {"NikOf30February", kKesatu, set(nik, "3204057002909901"), {"C1_TGL_KALENDER"}},
    {"NikOf29FebruaryOf2000", kKesatu, born("2000-02-29"), {}},
    {"NikOfAnotherBirthDate", kKesatu, set(lahir, "1990-04-22"), {"C1_TGL_LAHIR_BEDA"}},
    {"NikOfAnotherCentury", kKesatu, set(nik, "3204052104909901"), {}},
    {"NikSerial0000", kKesatu, set(nik, "3204056104900000"), {"C1_URUT_NOL!"}},
    {"JknMissing", kKedua, set(jkn, {}), {"C2_WAJIB!", "C11_AKTIF_TANPA_NOMOR"}},
    {"JknOf12Digits", kKedua, set(jkn, "009999000001"), {"C2_NOL_HILANG!"}},
    {"JknOf12DigitsFromKesatu", kKesatu, set(jkn, "009999000001"), {"C2_NOL_HILANG"}},
    {"JknOf14Digits", kKedua, set(jkn, "00099990000010"), {"C2_FORMAT!"}},
    {"JknAllTheSame", kKedua, set(jkn, "0000000000000"), {"C2_SEMUA_SAMA!"}},
    {"NamaMissing", kKesatu, set(nama, "TBA"), {"C3_WAJIB!"}},
    {"NamaOfOneWord", kKesatu, set(nama, "Eneng"), {}},
    {"NamaWithDigits", kKesatu, set(nama, "As3p"), {"C3_NAMA_ANGKA"}},
    {"NamaOf61", kKesatu, set(nama, std::string(61, 'a')), {"C3_PANJANG_KTP"}},
    {"NamaOf60", kKesatu, set(nama, std::string(60, 'a')), {}},
    {"LahirMissing", kKesatu, set(lahir, {}), {"C4_WAJIB!"}},
    {"LahirInPeoplesOrder", kKesatu, set(lahir, "21-04-1990"), {"C4_FORMAT!"}},
    {"LahirNotInTheCalendar", kKesatu, set(lahir, "1990-02-30"), {"C4_FORMAT!"}},
    {"LahirWithZoneZ", kKesatu, set(lahir, "1990-04-21Z"), {}},
    {"LahirWithZone", kKesatu, set(lahir, "1990-04-21+07:00"), {}},
    {"LahirWithImpossibleZone", kKesatu, set(lahir, "1990-04-21+15:00"), {"C4_FORMAT!"}},
    {"LahirWithNoBreakSpace", kKesatu, set(lahir, "1990-04-21\xc2\xa0"), {"C4_FORMAT!"}},
    {"LahirWithNewlineAround", kKesatu, set(lahir, "\n 1990-04-21\t"), {}},
    {"LahirTomorrow", kKesatu, born("2026-08-16"), {"C4_MASA_DEPAN!", "C8_SEBELUM_LAHIR"}},
    {"AgeJustUnder13", kKesatu, born("2013-08-16"), {"C4_USIA_DI_BAWAH_13!"}},
    {"Age13Today", kKesatu, born("2013-08-15"), {"C4_USIA_ANAK"}},
    {"Age17", kKesatu, born("2008-08-16"), {"C4_USIA_ANAK"}},
    {"Age18Today", kKesatu, born("2008-08-15"), {}},
    {"Age75", kKesatu, born("1950-08-16"), {}},
    {"Age76Today", kKesatu, born("1950-08-15"), {"C4_USIA_LANJUT"}},
    {"Age110", kKesatu, born("1915-08-16"), {"C4_USIA_LANJUT"}},
    {"Age111Today", kKesatu, born("1915-08-15"), {"C4_USIA_MUSTAHIL!"}},
    {"AlamatMissing", kKedua, set(alamat, {}), {"C5_WAJIB!"}},
    {"HpWrong", kKesatu, set(hp, "0800"), {"C6_FORMAT"}},
    {"HpFixed", kKesatu, set(hp, "022-0000001"), {"C6_BUKAN_HP"}},
    {"HpTwo", kKesatu, set(hp, "083900000001, 083900000002"), {"G_TELP_GANDA"}},
    {"HpMissing", kKesatu, set(hp, {}), {}},
    {"JabatanMissing", kKesatu, set(jabatan, {}), {"C7_WAJIB!"}},
    {"JabatanMissingFromKedua", kKedua, set(jabatan, {}), {}},
    {"TmtMissing", kKedua, set(tmt, {}), {"C8_WAJIB!"}},
    {"TmtWrong", kKedua, set(tmt, "2019"), {"C8_FORMAT!"}},
    {"TmtWrongFromKesatu", kKesatu, set(tmt, "2019"), {"C8_FORMAT"}},
    {"TmtBeforeBirth", kKedua, set(tmt, "1980-01-01"), {"C8_SEBELUM_LAHIR!", "C8_SEBELUM_JKN"}},
    {"TmtBeforeJkn", kKedua, set(tmt, "2013-12-31"), {"C8_SEBELUM_JKN"}},
    {"TmtFirstDayOfJkn", kKedua, set(tmt, "2014-01-01"), {}},
    {"TmtToday", kKedua, set(tmt, "2026-08-15"), {}},
    {"TmtTomorrow", kKedua, set(tmt, "2026-08-16"), {"C8_MASA_DEPAN"}},
    {"TmtIn92Days", kKedua, set(tmt, "2026-11-15"), {"C8_MASA_DEPAN"}},
    {"TmtIn93Days", kKedua, set(tmt, "2026-11-16"), {"C8_MASA_DEPAN_JAUH!"}},
    {"TmtIn93DaysFromKesatu", kKesatu, set(tmt, "2026-11-16"), {"C8_MASA_DEPAN_JAUH"}},
    {"StatusPegawaiMissing", kKesatu, set(pegawai, {}), {"C9_WAJIB!"}},
    {"StatusPegawaiUnknown", kKesatu, set(pegawai, "Karyawan Kontrak Tetap"), {"C9_TAK_DIKENAL"}},
    {"StatusPegawaiSpelt", kKesatu, set(pegawai, "Buruh  harian"), {}},
    {"KeluargaMissing", kKedua, set(keluarga, {}), {"C10_WAJIB!"}},
    {"KeluargaZero", kKedua, set(keluarga, "0"), {}},
    {"KeluargaFour", kKedua, set(keluarga, "4"), {}},
    {"KeluargaFive", kKedua, set(keluarga, "5"), {"C10_BANYAK"}},
    {"KeluargaTwenty", kKedua, set(keluarga, "20"), {"C10_BANYAK"}},
    {"Keluarga21", kKedua, set(keluarga, "21"), {"C10_MUSTAHIL!"}},
    {"KeluargaBeyondAnyInteger", kKesatu, set(keluarga, "99999999999999999999"), {"C10_MUSTAHIL"}},
    {"KeluargaDecimal", kKedua, set(keluarga, "2.0"), {"C10_FORMAT!"}},
    {"KeluargaPlaceholder", kKesatu, set(keluarga, "-"), {"G_PLACEHOLDER"}},
    {"KepesertaanMissing", kKedua, set(kepesertaan, {}), {"C11_WAJIB!"}},
    {"KepesertaanUnknown", kKedua, set(kepesertaan, "entah"), {"C11_TAK_DIKENAL"}},
    {"KepesertaanDied", kKedua, set(kepesertaan, "Peserta meninggal"), {"C11_MENINGGAL"}},
    {"KepesertaanCode0IsActive", kKedua, set(kepesertaan, "0"), {}},
    {"KepesertaanCode2IsDied", kKedua, set(kepesertaan, "2"), {"C11_MENINGGAL"}},
    {"AktifWithoutNumber", kKesatu, set(jkn, {}), {"C11_AKTIF_TANPA_NOMOR"}},
};

template <class Record>
void expect_case(Record record, const Case<Record>& one) {
  one.change(record);
  const HasilRekaman hasil = judge_one(record, one.pemberi);
  EXPECT_EQ(codes(hasil), one.found);
  const bool rejected = std::any_of(hasil.temuan.begin(), hasil.temuan.end(), [](const Temuan& temuan) {
    return temuan.tingkat == Tingkat::kesalahan;
  });
  EXPECT_EQ(hasil.diterima, !rejected);
}

class PimpinanCodes : public ::testing::TestWithParam<Case<Pimpinan>> {};
TEST_P(PimpinanCodes, AreFound) {
  expect_case(good_pimpinan(), GetParam());
}
INSTANTIATE_TEST_SUITE_P(All, PimpinanCodes, ::testing::ValuesIn(kPimpinanCases),
                         [](const auto& one) { return one.param.behaviour; });

class PekerjaCodes : public ::testing::TestWithParam<Case<Pekerja>> {};
TEST_P(PekerjaCodes, AreFound) {
  expect_case(good_pekerja(), GetParam());
}
INSTANTIATE_TEST_SUITE_P(All, PekerjaCodes, ::testing::ValuesIn(kPekerjaCases),
                         [](const auto& one) { return one.param.behaviour; });

const std::vector<Case<Pekerja>> kForeignerCases{
    {"Good", kKesatu, [](Pekerja&) {}, {"C1_WNA_TANPA_NIK"}},
    {"WithNik", kKesatu, [](Pekerja& one) { one.nik = "3204056104909901"; }, {}},
    {"WithoutPassport", kKesatu, [](Pekerja& one) { one.field_lain.pop_back(); }, {"C1_WNA_PASPOR_WAJIB!"}},
    {"WithWrongPassport",
     kKesatu,
     [](Pekerja& one) { one.field_lain[2].nilai = "x1"; },
     {"C1_PASPOR_FORMAT!"}},
    {"WithOddPermit",
     kKesatu,
     [](Pekerja& one) {
       one.field_lain.push_back({"nomorIzinTinggal", "2c-1"});
     },
     {"C1_WNA_TANPA_NIK", "C1_WNA_IZIN_FORMAT"}},
    {"WithPermit",
     kKesatu,
     [](Pekerja& one) {
       one.field_lain.push_back({"nomorIzinTinggal", "2C21ZZ0002-Z"});
     },
     {"C1_WNA_TANPA_NIK"}},
    {"WithPlaceholderForNik",
     kKesatu,
     [](Pekerja& one) { one.nik = "-"; },
     {"C1_WNA_TANPA_NIK", "G_PLACEHOLDER"}},
    {"OfIndonesia", kKesatu, [](Pekerja& one) { one.field_lain[0].nilai = "IDN"; }, {"C1_WAJIB!"}},
    {"OfNoCountry",
     kKesatu,
     [](Pekerja& one) { one.field_lain[0].nilai = "INA"; },
     {"D_FORMAT", "C1_WAJIB!"}},
    {"Permanent", kKesatu, set(&Pekerja::status_pegawai, "tetap"), {"C1_WNA_TANPA_NIK", "C9_PKWTT_TKA"}},
    {"WithFieldNotAgreed",
     kKesatu,
     [](Pekerja& one) {
       one.field_lain.push_back({"diagnosa", "A00"});
     },
     {"C1_WNA_TANPA_NIK", "D_FIELD_TAK_DISEPAKATI!"}},
    {"WithFieldTwice",
     kKesatu,
     [](Pekerja& one) {
       one.field_lain.push_back({"jenisIdentitas", "KITAS"});
     },
     {"C1_WNA_TANPA_NIK", "D_FORMAT"}},
    {"WithPlaceholderField",
     kKesatu,
     [](Pekerja& one) { one.field_lain[1].nilai = "N/A"; },
     {"C1_WNA_TANPA_NIK", "G_PLACEHOLDER"}},
    {"WithFieldTooLong",
     kKesatu,
     [](Pekerja& one) { one.field_lain[1].nilai = std::string(1025, 'x'); },
     {"C1_WNA_TANPA_NIK", "G_TEKS_PANJANG"}},
    {"WithIllegalField",
     kKesatu,
     [](Pekerja& one) { one.field_lain[1].nilai = "PAS\x02POR"; },
     {"C1_WNA_TANPA_NIK", "G_TEKS_ILEGAL!"}},
};

class ForeignerCodes : public ::testing::TestWithParam<Case<Pekerja>> {};
TEST_P(ForeignerCodes, AreFound) {
  expect_case(good_foreigner(), GetParam());
}
INSTANTIATE_TEST_SUITE_P(All, ForeignerCodes, ::testing::ValuesIn(kForeignerCases),
                         [](const auto& one) { return one.param.behaviour; });

TEST(Foreigner, NeedsANikWithoutAnAddendum) {
  Pekerja record = good_foreigner();
  EXPECT_EQ(codes(judge_one(record, kKesatu, bare_law())), (Codes{"C1_WAJIB!", "D_FIELD_TAK_DISEPAKATI!"}));
}

}  // namespace
}  // namespace jembatan::lampiran::testing
