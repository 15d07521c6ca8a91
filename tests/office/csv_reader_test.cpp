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

std::vector<std::string> names_of(const Reading& reading) {
  std::vector<std::string> names;
  for (const Pekerja& pekerja : records<Pekerja>(reading)) names.push_back(pekerja.nama.value_or("(none)"));
  return names;
}

TEST(CsvReader, PutsEveryWorkerColumnInItsPlace) {
  const Reading reading = read_text(
      "nik,nomorKepesertaanJkn,nama,tanggalLahir,alamat,nomorHp,jabatan,tmtKepesertaanJkn,statusPegawai,"
      "jumlahAnggotaKeluarga,statusKepesertaan\n"
      "3204056104909901,0009999000001,Siti Contoh,1990-04-21,Kp. "
      "Contoh,083900000001,Operator,2019-03-01,PKWTT,2,"
      "AKTIF\n");
  Pekerja expected;
  expected.nik = "3204056104909901";
  expected.nomor_kepesertaan_jkn = "0009999000001";
  expected.nama = "Siti Contoh";
  expected.tanggal_lahir = "1990-04-21";
  expected.alamat = "Kp. Contoh";
  expected.nomor_hp = "083900000001";
  expected.jabatan = "Operator";
  expected.tmt_kepesertaan_jkn = "2019-03-01";
  expected.status_pegawai = "PKWTT";
  expected.jumlah_anggota_keluarga = "2";
  expected.status_kepesertaan = "AKTIF";
  EXPECT_THAT(records<Pekerja>(reading), ElementsAre(expected));
}

TEST(CsvReader, PutsEveryCompanyColumnInItsPlace) {
  const Reading reading = read_text(
      "npwp,nib,tdp,nama,kbli,alamat,nomorTelepon,nomorTeleponPengelola,email,lintang,bujur,jumlahPekerja\n"
      "0019990019999000,9999000000015,,PT Contoh,13121|14111 01262,Jl. "
      "Contoh,021,022,a@b.example,-6.9,107.7,5\n");
  BadanUsaha expected;
  expected.npwp = "0019990019999000";
  expected.nib = "9999000000015";
  expected.nama = "PT Contoh";
  expected.kbli = {{"13121", {}}, {"14111", {}}, {"01262", {}}};
  expected.alamat = "Jl. Contoh";
  expected.nomor_telepon = "021";
  expected.nomor_telepon_pengelola = "022";
  expected.email = "a@b.example";
  expected.koordinat = {{"-6.9"}, {"107.7"}};
  expected.jumlah_pekerja = "5";
  EXPECT_THAT(records<BadanUsaha>(reading), ElementsAre(expected));
}

TEST(CsvReader, TakesCoordinatesUnderTheirFullNamesToo) {
  const Reading reading = read_text("nama,koordinat.lintang,koordinat.bujur\nPT Contoh,-6.9,\n");
  EXPECT_EQ(records<BadanUsaha>(reading).at(0).koordinat, (lampiran::Koordinat{"-6.9", std::nullopt}));
}

TEST(CsvReader, GivesOfficersTheCompanyTheyName) {
  const Reading reading =
      read_text("badanUsaha.npwp,badanUsaha.kodeBadanUsaha,namaPengurus\n0019990019999000,X1,Rahmat\n");
  const lampiran::KunciBadanUsaha kunci{"0019990019999000", {}, {}, "X1"};
  EXPECT_EQ(records<Pimpinan>(reading).at(0).badan_usaha, kunci);
}

TEST(CsvReader, TellsTheCompanyOfEachWorker) {
  const Reading reading =
      read_text("nik,badanUsaha.nib\n3204056104909901,9999000000015\n3204060112859902,\n");
  EXPECT_EQ(reading.all.origins.at(0).kunci.value().nib, "9999000000015");
  EXPECT_FALSE(reading.all.origins.at(1).kunci.has_value());
}

TEST(CsvReader, TakesAdditionalFieldsByTheirNames) {
  const Reading reading = read_text("nik,fieldLain.kewarganegaraan,fieldLain.jenisIdentitas\n1,IDN,\n");
  EXPECT_THAT(records<Pekerja>(reading).at(0).field_lain,
              ElementsAre(lampiran::FieldLain{"kewarganegaraan", "IDN"}));
}

TEST(CsvReader, TakesAnEmptyCellForAbsentQuotedOrNot) {
  const Reading reading = read_text("nik,nama,alamat\n1,,\"\"\n");
  EXPECT_EQ(records<Pekerja>(reading).at(0), (worker({{&Pekerja::nik, "1"}})));
}

TEST(CsvReader, KeepsValuesExactlyAsTheyStand) {
  const Reading reading = read_text("nik,nama\n 007 , Siti\t \n");
  EXPECT_EQ(records<Pekerja>(reading).at(0),
            (worker({{&Pekerja::nik, " 007 "}, {&Pekerja::nama, " Siti\t "}})));
}

class CsvSeparator : public ::testing::TestWithParam<char> {};

TEST_P(CsvSeparator, IsToldFromTheHeader) {
  std::string content = "nik,nama\n1,Siti\n";
  std::replace(content.begin(), content.end(), ',', GetParam());
  const Reading reading = read_text(content);
  EXPECT_THAT(names_of(reading), ElementsAre("Siti"));
  EXPECT_EQ(reading.layout.separator, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Each, CsvSeparator, ::testing::Values(',', ';', '\t'));

TEST(CsvReader, LeavesOtherSeparatorsInTheText) {
  EXPECT_THAT(names_of(read_text("nik;nama\n1;Siti, S.H.\n")), ElementsAre("Siti, S.H."));
}

TEST(CsvReader, PassesOverAByteOrderMark) {
  const Reading reading = read_text("\xef\xbb\xbfnik,nama\n1,Siti\n");
  EXPECT_THAT(names_of(reading), ElementsAre("Siti"));
  EXPECT_TRUE(reading.layout.byte_order_mark);
}

TEST(CsvReader, ReadsEveryKindOfLineEnd) {
  for (const std::string ending : {"\n", "\r\n", "\r"}) {
    EXPECT_THAT(names_of(read_text("nik,nama" + ending + "1,Siti" + ending + "2,Asep" + ending)),
                ElementsAre("Siti", "Asep"));
  }
}

TEST(CsvReader, NeedsNoLineEndAfterTheLastRow) {
  EXPECT_THAT(names_of(read_text("nik,nama\n1,Siti")), ElementsAre("Siti"));
}

TEST(CsvReader, ReadsQuotesSeparatorsAndLineEndsInsideQuotes) {
  EXPECT_THAT(names_of(read_text("nik,nama\n1,\"a, \"\"b\"\"\r\nc\"\n")), ElementsAre("a, \"b\"\r\nc"));
}

TEST(CsvReader, TakesAQuoteInsideAnUnquotedFieldForText) {
  EXPECT_THAT(names_of(read_text("nik,nama\n1,Siti \"Ti\" Contoh\n")), ElementsAre("Siti \"Ti\" Contoh"));
}

TEST(CsvReader, CountsLinesThroughFieldsThatHaveSeveral) {
  const Reading reading = read_text("nik,nama\r\n1,\"a\r\nb\nc\"\r\n\r\n2,d\r\n,\r\n3,e\r\n");
  std::vector<std::size_t> lines;
  for (const Origin& origin : reading.all.origins) lines.push_back(origin.line);
  EXPECT_THAT(lines, ElementsAre(2, 6, 8));
}

TEST(CsvReader, NumbersTheRecordsAcrossBatches) {
  const Reading reading = read_text("nik\n1\n2\n3\n4\n", std::nullopt, 3);
  EXPECT_EQ(reading.all.origins.back().number, 4U);
}

TEST(CsvReader, TakesBlankLinesAndEmptyRowsForNothing) {
  EXPECT_THAT(names_of(read_text("\n\nnik,nama\n\n1,Siti\n,\n\n")), ElementsAre("Siti"));
}

TEST(CsvReader, ReadsAHeaderAloneAsNoRecords) {
  const Reading reading = read_text("nik,nama\n");
  EXPECT_FALSE(reading.error.has_value());
  EXPECT_TRUE(reading.all.origins.empty());
}

TEST(CsvReader, StaysAtTheEndOnceItIsThere) {
  const Folder folder;
  const auto reader = open_records(folder.file("nik\n1\n"));
  ASSERT_TRUE(reader.has_value());
  EXPECT_TRUE((*reader)->next(9)->has_value());
  EXPECT_FALSE((*reader)->next(9)->has_value());
  EXPECT_FALSE((*reader)->next(9)->has_value());
}

TEST(CsvReader, HandsOutTheRecordsBeforeADamagedRow) {
  const Reading reading = read_text("nik,nama\n1,Siti\n2,Asep\n3\n4,Neng\n", std::nullopt, 100);
  EXPECT_THAT(names_of(reading), ElementsAre("Siti", "Asep"));
  EXPECT_EQ(reading.error.value().line, 4U);
}

TEST(CsvReader, RepeatsItsErrorInsteadOfReadingOn) {
  const Folder folder;
  const auto reader = open_records(folder.file("nik,nama\n3\n4,Neng\n"));
  ASSERT_TRUE(reader.has_value());
  EXPECT_FALSE((*reader)->next(9).has_value());
  EXPECT_FALSE((*reader)->next(9).has_value());
}

TEST(CsvReader, SaysWhichRowHasTheWrongNumberOfFields) {
  const FileError error = error_of("nik,nama\n1,\"a\nb\"\n2,Asep,3\n");
  EXPECT_EQ(error.fault, FileFault::field_count);
  EXPECT_EQ(error.line, 4U);
  EXPECT_THAT(error.what, HasSubstr("3 fields, the header 2"));
}

TEST(CsvReader, SaysWhereAnUnclosedQuoteIsOpened) {
  const FileError error = error_of("nik,nama\n1,Siti\n2,\"Asep\n3,Neng\n");
  EXPECT_EQ(error.fault, FileFault::quote);
  EXPECT_EQ(error.line, 3U);
}

TEST(CsvReader, RefusesTextBehindAClosingQuote) {
  const FileError error = error_of("nik,nama\n1,\"Siti\" Contoh\n");
  EXPECT_EQ(error.fault, FileFault::quote);
  EXPECT_EQ(error.line, 2U);
}

TEST(CsvReader, BoundsARowThatAnUnclosedQuoteSwallows) {
  std::string content = "nik,nama\n1,\"Siti\n";
  for (int i = 0; i < 200'000; ++i) content += "2,Asep Contoh\n";
  const FileError error = error_of(content);
  EXPECT_EQ(error.fault, FileFault::too_large);
  EXPECT_EQ(error.line, 2U);
}

TEST(CsvReader, BoundsTheFieldsOfARow) {
  EXPECT_EQ(error_of("nik,nama\n" + std::string(10'000, ',') + "\n").fault, FileFault::too_large);
}

TEST(CsvReader, SaysHowToSaveAFileThatIsWindows1252) {
  const FileError error = error_of("nik,nama\n1,Siti\n2,\"a\nRen\xe9\"\n");
  EXPECT_EQ(error.fault, FileFault::not_utf8);
  EXPECT_EQ(error.line, 4U);
  EXPECT_THAT(text(error), HasSubstr("CSV UTF-8"));
}

TEST(CsvReader, RefusesOverlongUtf8AndSurrogates) {
  for (const char* bytes : {"\xc0\xbc", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
    EXPECT_EQ(error_of("nik,nama\n1," + std::string(bytes) + "\n").fault, FileFault::not_utf8);
  }
}

TEST(CsvReader, NamesUtf16WithAndWithoutAMark) {
  EXPECT_EQ(error_of(std::string_view("\xff\xfen\0i\0k\0", 8)).fault, FileFault::utf16);
  EXPECT_EQ(error_of(std::string_view("n\0i\0k\0", 6)).fault, FileFault::utf16);
}

TEST(CsvReader, NamesAnEmptyFile) {
  for (const char* content : {"", "\n\r\n", "  \t\n", "\xef\xbb\xbf"}) {
    EXPECT_EQ(error_of(content).fault, FileFault::empty);
  }
}

TEST(CsvReader, NamesAWorkbookAndXml) {
  EXPECT_EQ(error_of(std::string_view("PK\x03\x04\x14\0", 6)).fault, FileFault::workbook);
  EXPECT_EQ(error_of("<?xml version=\"1.0\"?><a/>").fault, FileFault::xml);
}

TEST(CsvReader, SaysThatAFileIsMissingOrAFolder) {
  const Folder folder;
  EXPECT_EQ(open_records(folder.path("none.csv")).error().fault, FileFault::unreadable);
  EXPECT_THAT(text(open_records(folder.path("")).error()), HasSubstr("folder"));
}

TEST(CsvReader, WritesErrorsAsFileLineWhatAndRemedy) {
  const FileError error{FileFault::quote, "pekerja.csv", 12, "what is wrong", "what to do"};
  EXPECT_EQ(text(error), "pekerja.csv:12: what is wrong; what to do");
}

TEST(CsvReader, TellsTheSectionFromTheHeader) {
  EXPECT_EQ(read_text("nama,nik\n").bagian, Bagian::pekerja);
  EXPECT_EQ(read_text("badanUsaha.npwp,namaPengurus\n").bagian, Bagian::pimpinan);
  EXPECT_EQ(read_text("nama,alamat\n").bagian, Bagian::badan_usaha);
}

TEST(CsvReader, PrefersTheSectionItIsGiven) {
  EXPECT_EQ(read_text("nama,alamat\nSiti,Kp. Contoh\n", Bagian::pekerja).bagian, Bagian::pekerja);
}

TEST(CsvReader, SuggestsTheNearestNameForAnUnknownColumn) {
  const FileError error = error_of("nik,tanggal_lahir,Nama\n");
  EXPECT_EQ(error.fault, FileFault::header);
  EXPECT_EQ(error.line, 1U);
  EXPECT_THAT(
      error.what,
      HasSubstr("column 2 \"tanggal_lahir\" is unknown in a pekerja file, did you mean tanggalLahir?"));
  EXPECT_THAT(error.what, HasSubstr("did you mean nama?"));
}

TEST(CsvReader, SuggestsNothingForANameLikeNoOther) {
  EXPECT_THAT(error_of("nik,golonganDarahIbu\n").what, Not(HasSubstr("did you mean")));
}

TEST(CsvReader, RefusesAColumnThatIsThereTwice) {
  EXPECT_THAT(error_of("nik,nama,nik\n").what, HasSubstr("column 3 repeats column 1"));
  EXPECT_THAT(error_of("nama,lintang,koordinat.lintang\n").what, HasSubstr("column 3 repeats column 2"));
  EXPECT_THAT(error_of("nik,fieldLain.a,fieldLain.a\n").what, HasSubstr("column 3 repeats column 2"));
}

TEST(CsvReader, RefusesAColumnWithoutAName) {
  EXPECT_THAT(error_of("nik,nama,\n").what, HasSubstr("column 3 has no name"));
}

TEST(CsvReader, ShowsNothingOfAFirstRowThatIsData) {
  const std::string shown = text(error_of("3204056104909901,Siti,1990-04-21\n"));
  EXPECT_THAT(shown, HasSubstr("does not name the columns"));
  EXPECT_THAT(shown, Not(HasSubstr("Siti")));
  EXPECT_THAT(shown, Not(HasSubstr("3204")));
}

TEST(CsvReader, ShowsNoColumnNameThatMayBeData) {
  EXPECT_THAT(text(error_of("nik,3204056104909901\n")), Not(HasSubstr("3204")));
}

TEST(CsvReader, KeepsTheRawRowWithoutTheColumnsOfFindings) {
  const Reading reading = read_text("nik,temuan_kode,nama,temuan_pesan\n1,C1_FORMAT,Siti,x\n");
  EXPECT_THAT(reading.layout.columns, ElementsAre("nik", "nama"));
  EXPECT_THAT(reading.all.origins.at(0).raw, ElementsAre("1", "Siti"));
}

}  // namespace
}  // namespace jembatan::office
