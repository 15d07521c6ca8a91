// The law in force: levels, lists, digest, and every error at once.

#include "lampiran/aturan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lampiran/records.h"
#include "lampiran/referensi.h"
#include "lampiran/temporary_file.h"

namespace jembatan::lampiran::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

std::vector<std::string> errors_of(const SumberAturan& sumber) {
  const auto loaded = Aturan::load(sumber);
  return loaded ? std::vector<std::string>{} : loaded.error();
}

Aturan with_level(std::string code, std::string level) {
  return std::move(Aturan::load({{{std::move(code), std::move(level)}}, {}, {}, {}}).value());
}

TEST(Levels, AreThePublishedOnesUnlessMoved) {
  EXPECT_EQ(full_law().tingkat("A1_CEK_DIGIT"), TingkatAturan::kesalahan_bila_wajib);
  EXPECT_EQ(full_law().tingkat("A1_NITKU"), TingkatAturan::peringatan);
  EXPECT_EQ(full_law().tingkat("TAK_ADA"), TingkatAturan::mati);
}

TEST(Levels, MovedToPeringatanReportAndSendTheValueOn) {
  const Aturan law = with_level("A1_CEK_DIGIT", "PERINGATAN");
  BadanUsaha record = good_badan_usaha();
  record.npwp = "01.999.001.8-999.000";
  EXPECT_EQ(codes(judge_one(record, Pihak::kedua, law)), Codes{"A1_CEK_DIGIT"});
  EXPECT_EQ(record.npwp, "01.999.001.8-999.000");
}

TEST(Levels, MovedToKesalahanRejectWhereTheItemIsOptionalToo) {
  const Aturan law = with_level("C10_BANYAK", "KESALAHAN");
  Pekerja record = good_pekerja();
  record.jumlah_anggota_keluarga = "5";
  EXPECT_FALSE(judge_one(record, Pihak::kesatu, law).diterima);
}

TEST(Levels, SwitchedOffFindNothing) {
  const Aturan law = with_level("A1_CEK_DIGIT", "off");
  BadanUsaha record = good_badan_usaha();
  record.npwp = "01.999.001.8-999.000";
  EXPECT_EQ(codes(judge_one(record, Pihak::kesatu, law)), Codes{});
}

TEST(Levels, ThatCannotBeMovedAreErrorsAllAtOnce) {
  EXPECT_THAT(errors_of({{{"C1_FORMAT", "off"}, {"A9_FORM", "off"}, {"A2_TDP_POLA", "WARN"}}, {}, {}, {}}),
              ElementsAre(HasSubstr("C1_FORMAT: the level of this finding is fixed"),
                          HasSubstr("A9_FORM: no finding has this code"), HasSubstr("'WARN' is no level")));
}

TEST(Lists, ThatAreMissingSwitchTheirRulesOffAndAreNamed) {
  const Aturan law;
  EXPECT_EQ(law.tingkat("C1_WILAYAH"), TingkatAturan::mati);
  EXPECT_EQ(law.tingkat("A4_TAK_DIKENAL"), TingkatAturan::mati);
  EXPECT_EQ(law.tingkat("A4_USANG"), TingkatAturan::mati);
  EXPECT_THAT(law.missing(), ElementsAre(HasSubstr("C1_WILAYAH"), HasSubstr("A4_USANG")));
  EXPECT_TRUE(full_law().missing().empty());
}

TEST(Lists, WithoutThemALostZeroIsAnyWrongForm) {
  BadanUsaha record = good_badan_usaha();
  record.kbli = {{"1262", {}}, {"62010", {}}};
  EXPECT_EQ(codes(judge_one(record, Pihak::kesatu, bare_law())), Codes{"A4_FORMAT!"});
}

TEST(Lists, SayWhatTheyAre) {
  const auto& kbli = full_law().referensi().kbli();
  ASSERT_TRUE(kbli);
  EXPECT_THAT(kbli->path, EndsWith("kbli.csv"));
  EXPECT_EQ(kbli->baris, 12U);
  EXPECT_EQ(kbli->sha256.size(), 64U);
}

TEST(Lists, TakePrefixesOfSixDigitsAmongLongerAndShorterRows) {
  const TemporaryFolder folder;
  const auto path = folder.write("w.csv", "nama,kode\r\nContoh,11\r\nContoh,1101\r\nContoh,110101\r\n\r\n");
  const auto law = Aturan::load({{}, {}, path, {}});
  ASSERT_TRUE(law);
  EXPECT_EQ(law->referensi().regions()->baris, 1U);
  EXPECT_TRUE(law->referensi().knows_region("110101"));
  EXPECT_FALSE(law->referensi().knows_region("110102"));
}

TEST(Lists, ThatAreWrongAreErrorsWithFileAndLine) {
  const TemporaryFolder folder;
  const auto regions = folder.write("w.csv", "kode\n110101\nabc\n");
  const auto kbli = folder.write("k.csv", "kode\n01111\n");
  EXPECT_THAT(errors_of({{}, {}, regions, kbli}),
              ElementsAre(HasSubstr("w.csv:3: "), HasSubstr("k.csv:1: has no column 'edisi'")));
  EXPECT_THAT(errors_of({{}, {}, "/nowhere/w.csv", {}}),
              ElementsAre(HasSubstr("/nowhere/w.csv: cannot be read")));
  EXPECT_THAT(errors_of({{}, {}, folder.write("e.csv", ""), {}}), ElementsAre(HasSubstr("is empty")));
}

TEST(Digest, ChangesWithWhateverCanChangeAVerdict) {
  const Aturan plain;
  EXPECT_EQ(plain.digest(), Aturan().digest());
  EXPECT_NE(plain.digest(), with_level("C10_BANYAK", "off").digest());
  EXPECT_NE(plain.digest(), full_law().digest());
}

}  // namespace
}  // namespace jembatan::lampiran::testing
