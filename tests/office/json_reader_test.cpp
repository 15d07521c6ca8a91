#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "office/reader_files.h"

namespace jembatan::office {
namespace {

using lampiran::BadanUsaha;
using lampiran::Bagian;
using lampiran::Pekerja;
using lampiran::Pimpinan;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(JsonReader, ReadsAnArrayOfRecords) {
  const Reading reading = read_text(R"([ {"nik": "1", "nama": "Siti"},
    {"nik": "2"} ])");
  EXPECT_THAT(records<Pekerja>(reading), ElementsAre(worker({{&Pekerja::nik, "1"}, {&Pekerja::nama, "Siti"}}),
                                                     worker({{&Pekerja::nik, "2"}})));
}

TEST(JsonReader, ReadsOneRecordALine) {
  const Reading reading = read_text("{\"nik\":\"1\"}\n\n{\"nik\":\"2\"}\r\n");
  EXPECT_THAT(records<Pekerja>(reading),
              ElementsAre(worker({{&Pekerja::nik, "1"}}), worker({{&Pekerja::nik, "2"}})));
}

TEST(JsonReader, ReadsAWholeCompany) {
  const Reading reading = read_text(R"([{"npwp":"0019990019999000","nama":"PT Contoh",
    "kbli":["13121",{"kode":"14111","edisi":"2020"}],"koordinat":{"lintang":"-6.9","bujur":107.75},
    "jumlahPekerja":5,"fieldLain":{"a.b":"x"}}])");
  BadanUsaha expected;
  expected.npwp = "0019990019999000";
  expected.nama = "PT Contoh";
  expected.kbli = {{"13121", {}}, {"14111", "2020"}};
  expected.koordinat = {{"-6.9"}, {"107.75"}};
  expected.jumlah_pekerja = "5";
  expected.field_lain = {{"a.b", "x"}};
  EXPECT_THAT(records<BadanUsaha>(reading), ElementsAre(expected));
}

TEST(JsonReader, TakesAKbliThatIsASingleText) {
  EXPECT_THAT(records<BadanUsaha>(read_text(R"([{"kbli":"01262"}])")).at(0).kbli,
              ElementsAre(lampiran::Kbli{"01262", {}}));
}

TEST(JsonReader, KeepsTheDigitsOfACoordinateAsWritten) {
  const Reading reading = read_text(R"([{"koordinat":{"lintang":-6.94120000000000000001,"bujur":107}}])");
  EXPECT_EQ(records<BadanUsaha>(reading).at(0).koordinat,
            (lampiran::Koordinat{"-6.94120000000000000001", "107"}));
}

TEST(JsonReader, TakesTheCompanysKeyAsAnObjectOrByDottedNames) {
  const Reading reading = read_text(R"([{"namaPengurus":"a","badanUsaha":{"nib":"9999000000015"}},
    {"namaPengurus":"b","badanUsaha.nib":"9999000000015"}])");
  EXPECT_EQ(records<Pimpinan>(reading).at(0).badan_usaha.value().nib, "9999000000015");
  EXPECT_EQ(reading.all.origins.at(1).kunci.value().nib, "9999000000015");
}

TEST(JsonReader, TakesNullForAbsentAndEmptyTextForPresent) {
  const Reading reading =
      read_text(R"([{"nik":"1","nama":null,"alamat":"","badanUsaha":null,"fieldLain":null}])");
  EXPECT_EQ(records<Pekerja>(reading).at(0), (worker({{&Pekerja::nik, "1"}, {&Pekerja::alamat, ""}})));
}

TEST(JsonReader, TellsTheSectionFromTheFirstRecord) {
  EXPECT_EQ(read_text(R"([{"nama":"a","tanggalLahir":"1990-04-21"}])").bagian, Bagian::pekerja);
  EXPECT_EQ(read_text(R"([{"namaPemilik":"a"}])").bagian, Bagian::pimpinan);
  EXPECT_EQ(read_text(R"([{"nama":"a"}])").bagian, Bagian::badan_usaha);
  EXPECT_EQ(read_text(R"([{"nama":"a"}])", Bagian::pekerja).bagian, Bagian::pekerja);
}

TEST(JsonReader, ReadsAnEmptyArrayAsNoRecords) {
  const Reading reading = read_text("[ ]\n");
  EXPECT_FALSE(reading.error.has_value());
  EXPECT_TRUE(reading.all.origins.empty());
}

TEST(JsonReader, SaysWhereEachRecordBegins) {
  const Reading reading = read_text("[\n{\"nik\":\"1\",\n\"nama\":\"a\"},\n\n {\"nik\":\"2\"}]");
  EXPECT_EQ(reading.all.origins.at(1).line, 5U);
  EXPECT_EQ(reading.all.origins.at(1).number, 2U);
}

TEST(JsonReader, PassesOverTheMembersOfRefusedFiles) {
  const Reading reading = read_text(R"([{"nik":"1","temuan_kode":"C1_FORMAT","temuan_pesan":"x"}])");
  EXPECT_THAT(records<Pekerja>(reading), ElementsAre(worker({{&Pekerja::nik, "1"}})));
}

TEST(JsonReader, PassesOverAByteOrderMark) {
  EXPECT_EQ(records<Pekerja>(read_text("\xef\xbb\xbf[{\"nik\":\"1\"}]")).size(), 1U);
}

TEST(JsonReader, ReadsBracketsAndQuotesInsideTexts) {
  const Reading reading = read_text(R"([{"nik":"1","nama":"}\"]{\\"}])");
  EXPECT_EQ(records<Pekerja>(reading).at(0).nama, "}\"]{\\");
}

TEST(JsonReader, RefusesANumberWhereAnIdentifierIsDue) {
  const FileError error = error_of("[{\"nama\":\"a\",\n\"nik\":3204056104909901\n}]");
  EXPECT_EQ(error.fault, FileFault::number);
  EXPECT_EQ(error.line, 2U);
  EXPECT_THAT(error.what, HasSubstr("\"nik\" is a number, and numbers lose leading zeros"));
  EXPECT_THAT(text(error), Not(HasSubstr("3204")));
}

TEST(JsonReader, RefusesNumbersInKbliKeysAndAdditionalFields) {
  for (const char* content :
       {R"([{"kbli":13121}])", R"([{"kbli":[13121]}])", R"([{"kbli":[{"kode":13121}]}])",
        R"([{"nik":"1","badanUsaha":{"npwp":1}}])", R"([{"nik":"1","fieldLain":{"a":1}}])"}) {
    EXPECT_EQ(error_of(content).fault, FileFault::number) << content;
  }
}

TEST(JsonReader, RefusesOtherShapesWhereATextIsDue) {
  for (const char* content :
       {R"([{"nik":["1"]}])", R"([{"nik":{"a":"1"}}])", R"([{"nik":true}])", R"([{"kbli":{"kode":"1"}}])",
        R"([{"kbli":[["1"]]}])", R"([{"nik":"1","fieldLain":["a"]}])",
        R"([{"nik":"1","fieldLain":{"a":{"b":"c"}}}])", R"([{"koordinat":"1,2"}])",
        R"([{"jumlahPekerja":{}}])"}) {
    EXPECT_EQ(error_of(content).fault, FileFault::member) << content;
  }
}

TEST(JsonReader, SuggestsTheNearestNameForAnUnknownMember) {
  const FileError error = error_of("{\"nik\":\"1\"}\n{\"NIK\":\"2\"}\n");
  EXPECT_EQ(error.fault, FileFault::member);
  EXPECT_EQ(error.line, 2U);
  EXPECT_THAT(error.what, HasSubstr("\"NIK\" is unknown in a pekerja record, did you mean nik?"));
}

TEST(JsonReader, ShowsNoMemberNameThatMayBeData) {
  const std::string shown = text(error_of(R"([{"nik":"1","3204056104909901":"2"}])"));
  EXPECT_THAT(shown, HasSubstr("is unknown"));
  EXPECT_THAT(shown, Not(HasSubstr("3204")));
}

TEST(JsonReader, RefusesAMemberThatIsThereTwice) {
  for (const char* content :
       {R"([{"nik":"1","nik":"2"}])", R"([{"nik":"1","badanUsaha":{"nib":"1"},"badanUsaha.nib":"2"}])",
        R"([{"kbli":["1"],"kbli":["2"]}])", R"([{"kbli":[{"kode":"1","kode":"2"}]}])",
        R"([{"nik":"1","fieldLain":{"a":"1","a":"2"}}])"}) {
    EXPECT_THAT(error_of(content).what, HasSubstr("given twice")) << content;
  }
}

TEST(JsonReader, RefusesMemberNamesThatCouldPassForAPath) {
  EXPECT_EQ(error_of(R"([{"kbli[].kode":"1"}])").fault, FileFault::member);
  EXPECT_EQ(error_of(R"([{"":{"nik":"1"}}])").fault, FileFault::member);
}

TEST(JsonReader, SaysWhereTheJsonBreaks) {
  const FileError error = error_of("[{\"nik\":\"1\"},\n{\"nik\":\n\"2\" \"nama\":\"Siti\"}]");
  EXPECT_EQ(error.fault, FileFault::json);
  EXPECT_EQ(error.line, 3U);
  EXPECT_THAT(text(error), Not(HasSubstr("Siti")));
}

TEST(JsonReader, RefusesWhatIsWrongBetweenRecords) {
  for (const char* content :
       {R"([{"nik":"1"}{"nik":"2"}])", R"([{"nik":"1"},])", R"([{"nik":"1"}] x)", R"([{"nik":"1"},"a"])",
        R"([1])", R"([{"nik":"1"})", R"({"nik":"1"},{"nik":"2"})"}) {
    EXPECT_EQ(error_of(content).fault, FileFault::json) << content;
  }
}

TEST(JsonReader, SaysThatTheFileIsCutOff) {
  const FileError error = error_of("[{\"nik\":\"1\"},\n{\"nik\":\"2");
  EXPECT_EQ(error.line, 2U);
  EXPECT_THAT(error.what, HasSubstr("cut off"));
}

TEST(JsonReader, HandsOutTheRecordsBeforeABrokenOne) {
  const Reading reading = read_text("{\"nik\":\"1\"}\n{\"nik\":2}\n{\"nik\":\"3\"}\n", std::nullopt, 100);
  EXPECT_THAT(records<Pekerja>(reading), ElementsAre(worker({{&Pekerja::nik, "1"}})));
  EXPECT_TRUE(reading.error.has_value());
}

TEST(JsonReader, RefusesBytesThatAreNotUtf8) {
  const FileError error = error_of("[{\"nik\":\"1\"},\n{\"nik\":\"\xe9\"}]");
  EXPECT_EQ(error.fault, FileFault::not_utf8);
  EXPECT_EQ(error.line, 2U);
}

TEST(JsonReader, BoundsNesting) {
  const std::string deep = R"([{"nik":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}]";
  EXPECT_TRUE(read_text(deep).error.has_value());
  const std::string ignored =
      R"([{"nik":"1","fieldLain":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}]";
  EXPECT_TRUE(read_text(ignored).error.has_value());
}

TEST(JsonReader, BoundsTextsAndRecords) {
  EXPECT_EQ(error_of(R"([{"nik":"1","nama":")" + std::string(70'000, 'a') + "\"}]").fault,
            FileFault::too_large);
  EXPECT_EQ(error_of(R"([{"nik":"1","nama":")" + std::string(2'000'000, 'a') + "\"}]").fault,
            FileFault::too_large);
}

TEST(JsonReader, SaysThatAFileOfCompaniesIsNoFileOfRecords) {
  EXPECT_THAT(error_of(R"({"perusahaan":[]})").what, HasSubstr("whole companies"));
}

}  // namespace
}  // namespace jembatan::office
