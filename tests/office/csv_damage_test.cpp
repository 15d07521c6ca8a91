#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "office/columns.h"
#include "office/damage.h"
#include "office/reader_files.h"

namespace jembatan::office {
namespace {

using lampiran::BadanUsaha;
using lampiran::Bagian;
using lampiran::Pekerja;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> damage(Bagian bagian, std::string_view name, std::string_view value) {
  std::vector<lampiran::Temuan> catatan;
  note_damage(*find_column(bagian, name), value, catatan);
  return codes(catatan);
}

std::vector<std::string> worker_damage(std::string_view name, std::string_view value) {
  return damage(Bagian::pekerja, name, value);
}

std::vector<std::string> company_damage(std::string_view name, std::string_view value) {
  return damage(Bagian::badan_usaha, name, value);
}

TEST(SpreadsheetDamage, SeesANumberTurnedIntoFloatingPoint) {
  for (const char* value : {"3.20405E+15", "3,20405E+15", "3.2E15", "3e+15", "9.999E+012"}) {
    EXPECT_THAT(worker_damage("nik", value), ElementsAre("S_NOTASI_ILMIAH")) << value;
  }
}

TEST(SpreadsheetDamage, TakesACodeWithAnEInItForACode) {
  EXPECT_THAT(worker_damage("badanUsaha.kodeBadanUsaha", "1E10"), IsEmpty());
  EXPECT_THAT(worker_damage("badanUsaha.kodeBadanUsaha", "1.5E+10"), ElementsAre("S_NOTASI_ILMIAH"));
}

TEST(SpreadsheetDamage, SeesLostLeadingZeros) {
  EXPECT_THAT(worker_damage("nik", "320405610490990"), ElementsAre("S_NOL_HILANG"));
  EXPECT_THAT(company_damage("nib", "999000000015"), ElementsAre("S_NOL_HILANG"));
  EXPECT_THAT(company_damage("npwp", "19990019999000"), ElementsAre("S_NOL_HILANG"));
  EXPECT_THAT(company_damage("kbli", "1262"), ElementsAre("S_NOL_HILANG"));
  EXPECT_THAT(worker_damage("nomorHp", "83900000001"), ElementsAre("S_NOL_HILANG"));
  for (const char* value : {"9999000001", "99990000001", "999900000001"}) {
    EXPECT_THAT(worker_damage("nomorKepesertaanJkn", value), ElementsAre("S_NOL_HILANG")) << value;
  }
}

TEST(SpreadsheetDamage, LeavesWholeIdentifiersAlone) {
  EXPECT_THAT(worker_damage("nik", "3204056104909901"), IsEmpty());
  EXPECT_THAT(worker_damage("nomorKepesertaanJkn", "0009999000001"), IsEmpty());
  EXPECT_THAT(worker_damage("nomorHp", "+62 839-0000-0002"), IsEmpty());
  EXPECT_THAT(company_damage("nib", "9999000000015"), IsEmpty());
  EXPECT_THAT(company_damage("npwp", "01.999.001.9-999.000"), IsEmpty());
  EXPECT_THAT(company_damage("npwp", "019990019999000"), IsEmpty());
  EXPECT_THAT(company_damage("kbli", "01262"), IsEmpty());
}

TEST(SpreadsheetDamage, SeesLocalDates) {
  for (const char* value : {"21/04/1990", "21-04-1990", "21.4.90", "1/2/99", "1990/04/21", "21-Apr-90",
                            "21 April 1990", "17 Agustus 1999", "1990-04-21 00:00:00", "21/04/1990 0:00"}) {
    EXPECT_THAT(worker_damage("tanggalLahir", value), ElementsAre("S_TANGGAL_LOKAL")) << value;
  }
}

TEST(SpreadsheetDamage, SeesSerialDates) {
  EXPECT_THAT(worker_damage("tanggalLahir", "33000"), ElementsAre("S_TANGGAL_SERI"));
  EXPECT_THAT(worker_damage("tmtKepesertaanJkn", "43525.0"), ElementsAre("S_TANGGAL_SERI"));
}

TEST(SpreadsheetDamage, LeavesIsoDatesAndOtherTextInDateColumnsAlone) {
  for (const char* value : {"1990-04-21", "1990-04-21Z", "1990-04-21+07:00", "1990", "-", "besok"}) {
    EXPECT_THAT(worker_damage("tanggalLahir", value), IsEmpty()) << value;
  }
}

TEST(SpreadsheetDamage, SeesFormulasAndTheirErrorsInAnyColumn) {
  for (const char* value : {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "####", "=A1&B1"}) {
    EXPECT_THAT(worker_damage("nama", value), ElementsAre("S_RUMUS")) << value;
  }
}

TEST(SpreadsheetDamage, SeesATrailingZeroDecimal) {
  EXPECT_THAT(worker_damage("nik", "3204056104909901.0"), ElementsAre("S_DESIMAL"));
  EXPECT_THAT(worker_damage("jumlahAnggotaKeluarga", "2,00"), ElementsAre("S_DESIMAL"));
  EXPECT_THAT(company_damage("lintang", "-6.0"), IsEmpty());
}

TEST(SpreadsheetDamage, SeesALeadingApostropheButNotInNames) {
  EXPECT_THAT(worker_damage("nik", "'3204056104909901"), ElementsAre("S_APOSTROF"));
  EXPECT_THAT(worker_damage("nama", "'Aisyah Contoh"), IsEmpty());
}

TEST(SpreadsheetDamage, IsAWarningInBothLanguagesUnderTheAnnexsItem) {
  std::vector<lampiran::Temuan> catatan;
  note_damage(*find_column(Bagian::pekerja, "nik"), "3.20405E+15", catatan);
  ASSERT_EQ(catatan.size(), 1U);
  EXPECT_EQ(catatan[0].butir, "C.1");
  EXPECT_EQ(catatan[0].elemen, "nik");
  EXPECT_EQ(catatan[0].tingkat, lampiran::Tingkat::peringatan);
  EXPECT_THAT(catatan[0].pesan, Not(IsEmpty()));
  EXPECT_THAT(catatan[0].pesan_inggris, Not(IsEmpty()));
}

TEST(SpreadsheetDamage, IsNotedBesideTheRecordAndNeverRepaired) {
  const Reading reading = read_text("nik,badanUsaha.nib,tanggalLahir\n3.20405E+15,999000000015,33000\n");
  EXPECT_THAT(codes(reading.all.origins.at(0).catatan),
              ElementsAre("S_NOTASI_ILMIAH", "S_NOL_HILANG", "S_TANGGAL_SERI"));
  EXPECT_EQ(records<Pekerja>(reading).at(0),
            (worker({{&Pekerja::nik, "3.20405E+15"}, {&Pekerja::tanggal_lahir, "33000"}})));
  EXPECT_EQ(reading.all.origins.at(0).kunci.value().nib, "999000000015");
}

TEST(SpreadsheetDamage, IsNotedForEachKbliCode) {
  const Reading reading = read_text("nama,kbli\nPT Contoh,1262|13121.0\n");
  EXPECT_THAT(codes(reading.all.origins.at(0).catatan), ElementsAre("S_NOL_HILANG", "S_DESIMAL"));
}

TEST(SpreadsheetDamage, IsLookedForInJsonToo) {
  const Reading reading = read_text(R"([{"nik":"320405610490990"}])");
  EXPECT_THAT(codes(reading.all.origins.at(0).catatan), ElementsAre("S_NOL_HILANG"));
}

}  // namespace
}  // namespace jembatan::office
