#include "lampiran/banding.h"

#include <gtest/gtest.h>

#include "lampiran/status.h"

namespace jembatan::lampiran {
namespace {

std::string form(Banding cara, const Teks& value) {
  std::string out = "before:";
  if (!append_banding(cara, value, out)) return out == "before:" ? "nothing" : "something was appended";
  return out.substr(7);
}

TEST(Banding, TakesTextsThatDifferInWritingAsTheSame) {
  EXPECT_EQ(form(Banding::teks, " Jl. Contoh  No.1,Kec. Rekaan "), "JL CONTOH NO 1 KEC REKAAN");
  EXPECT_EQ(form(Banding::teks, "JL CONTOH NO 1 KEC REKAAN"), "JL CONTOH NO 1 KEC REKAAN");
}

TEST(Banding, TellsOtherTextsApart) {
  EXPECT_NE(form(Banding::teks, "Jl. Contoh No. 1"), form(Banding::teks, "Jl. Contoh No. 11"));
  EXPECT_NE(form(Banding::teks, "NURAINI"), form(Banding::teks, "NUR AINI"));
}

TEST(Banding, KeepsLettersBeyondAscii) {
  EXPECT_NE(form(Banding::teks, "Šimić"), form(Banding::teks, "imi"));
}

TEST(Banding, KeepsATextWithoutAnyWord) {
  EXPECT_EQ(form(Banding::teks, "&"), "&");
}

TEST(Banding, LeavesLegalFormsOutOfACompanysName) {
  for (const char* written : {"PT Maju Rekaan Tbk", "PT. MAJU REKAAN, Tbk.", "P.T. Maju Rekaan",
                              "Maju Rekaan, PT", "Perseroan Terbatas Maju Rekaan (Persero)"}) {
    EXPECT_EQ(form(Banding::nama_badan_usaha, written), "MAJU REKAAN") << written;
  }
}

TEST(Banding, KeepsANameThatIsALegalFormOnly) {
  EXPECT_EQ(form(Banding::nama_badan_usaha, "Koperasi"), "KOPERASI");
  EXPECT_EQ(form(Banding::nama_badan_usaha, "Yayasan PT"), "PT");
}

TEST(Banding, KeepsWordsThatBeginLikeALegalForm) {
  EXPECT_EQ(form(Banding::nama_badan_usaha, "Ptolemeus Rekaan"), "PTOLEMEUS REKAAN");
}

TEST(Banding, BringsTelephoneNumbersToOneForm) {
  const std::string one = form(Banding::telepon, "+62 839-0000-0001");
  EXPECT_EQ(form(Banding::telepon, "083900000001"), one);
  EXPECT_NE(form(Banding::telepon, "083900000002"), one);
}

TEST(Banding, ComparesWhatIsNoTelephoneNumberByItsSigns) {
  EXPECT_EQ(form(Banding::telepon, "1-2 x"), "12X");
}

TEST(Banding, IgnoresTheCaseOfAnEmailAddress) {
  EXPECT_EQ(form(Banding::email, "HRD@Contoh.Example"), "hrd@contoh.example");
}

TEST(Banding, TakesADateWithoutItsTimeZone) {
  EXPECT_EQ(form(Banding::tanggal, "1990-04-21"), "1990-04-21");
  EXPECT_EQ(form(Banding::tanggal, "1990-04-21+07:00"), form(Banding::tanggal, "1990-04-21"));
}

TEST(Banding, TakesACountWithoutLeadingZerosAndZeroAsACount) {
  EXPECT_EQ(form(Banding::bilangan, "007"), "7");
  EXPECT_EQ(form(Banding::bilangan, "0"), "0");
}

TEST(Banding, ComparesNumbersByTheirDigits) {
  EXPECT_EQ(form(Banding::digit, "0009999 000-001"), "0009999000001");
}

TEST(Banding, TakesTheSpellingsOfAnEmploymentAsTheSame) {
  EXPECT_EQ(form(Banding::status_pegawai, "harian lepas"), form(Banding::status_pegawai, "HARIAN_LEPAS"));
  EXPECT_NE(form(Banding::status_pegawai, "PKWT"), form(Banding::status_pegawai, "PKWTT"));
  EXPECT_EQ(form(Banding::status_pegawai, "Dewa"), "DEWA");
}

TEST(Banding, SaysNothingOfAPlaceholderOrAnAbsentValue) {
  for (const Teks& value : {Teks(), Teks(""), Teks("  "), Teks("-"), Teks("N/A")}) {
    EXPECT_EQ(form(Banding::teks, value), "nothing");
    EXPECT_EQ(form(Banding::digit, value), "nothing");
  }
}

TEST(StatusBanding, CountsTheKnownWordsFrom1) {
  EXPECT_EQ(status_banding("AKTIF"), 1 + static_cast<std::uint64_t>(StatusKepesertaan::aktif));
  EXPECT_EQ(status_banding("aktif"), status_banding("AKTIF"));
  EXPECT_EQ(status_banding("Dewa"), 0U);
  EXPECT_EQ(status_banding({}), std::nullopt);
}

TEST(BilanganBanding, IsTheCountOrNothing) {
  EXPECT_EQ(bilangan_banding("0120"), 120U);
  EXPECT_EQ(bilangan_banding("banyak"), std::nullopt);
  EXPECT_EQ(bilangan_banding({}), std::nullopt);
}

}  // namespace
}  // namespace jembatan::lampiran
