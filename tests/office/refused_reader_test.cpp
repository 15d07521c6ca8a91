// The file of refused rows, and that a reader gets from it what it got from its input.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "office/columns.h"
#include "office/reader_files.h"
#include "office/refused_writer.h"

namespace jembatan::office {
namespace {

using lampiran::Bagian;
using lampiran::Pekerja;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::vector<lampiran::Temuan> wrong_nik{{"C.1", "nik", "C1_FORMAT", lampiran::Tingkat::kesalahan,
                                               "NIK harus 16 digit.", "NIK must have 16 digits."}};

/// Writes every row of the reading as refused, and reads that file.
Reading refused_and_read(const Folder& folder, const Reading& reading, std::string_view name = "refused") {
  auto writer = RefusedWriter::create(folder.path(name), reading.layout);
  EXPECT_TRUE(writer.has_value());
  for (const Origin& origin : reading.all.origins) writer->write(origin, wrong_nik);
  writer->close();
  return read_file(folder.path(name), reading.bagian);
}

void expect_same(const Reading& one, const Reading& other) {
  EXPECT_FALSE(other.error.has_value()) << text(*other.error);
  EXPECT_EQ(one.all.records, other.all.records);
  ASSERT_EQ(one.all.origins.size(), other.all.origins.size());
  for (std::size_t i = 0; i < one.all.origins.size(); ++i) {
    EXPECT_EQ(one.all.origins[i].kunci, other.all.origins[i].kunci);
    EXPECT_EQ(one.all.origins[i].catatan, other.all.origins[i].catatan);
  }
}

TEST(RefusedReader, GetsTheSameRecordsFromCsv) {
  const Folder folder;
  for (const char separator : {',', ';', '\t'}) {
    std::string content =
        "\xef\xbb\xbfnik,nama,alamat,nomorHp,badanUsaha.nib,fieldLain.x\n"
        "320405610490990,\"Siti \"\"Ti\"\" Contoh\",\"Kp. Contoh\r\nRT 1; RW 2\",+62 "
        "839-0000-0002,9999000000015,=1+1\n"
        "'123,-,@a,,,\n";
    std::replace(content.begin(), content.end(), ',', separator);
    const Reading reading = read_text(content);
    ASSERT_EQ(reading.all.origins.size(), 2U);
    const std::string name = std::string("refused") + separator;
    expect_same(reading, refused_and_read(folder, reading, name));
  }
}

TEST(RefusedReader, GetsTheSameRecordsFromJson) {
  const Folder folder;
  const Reading reading = read_text(R"([{"nama":"PT \"Contoh\"\n\u00e9","kbli":["13121",{"kode":"14111"}],
    "koordinat":{"lintang":-6.94120000,"bujur":1e2},"jumlahPekerja":5,"alamat":null,
    "fieldLain":{"temuan_kode":"x"}}, {}])",
                                    Bagian::badan_usaha);
  ASSERT_EQ(reading.all.origins.size(), 2U);
  expect_same(reading, refused_and_read(folder, reading));
}

TEST(RefusedReader, GetsTheSameRecordsHoweverOftenTheyAreRefused) {
  const Folder folder;
  for (const char* content : {"nik,nama\n1,+62\n", "[{\"nik\":\"1\",\n\"nama\":\"+62\"}]"}) {
    const std::string kind(1, content[0]);
    const Reading first = read_text(content);
    const Reading second = refused_and_read(folder, first, "second" + kind);
    const Reading third = refused_and_read(folder, second, "third" + kind);
    expect_same(first, third);
    EXPECT_EQ(content_of(folder.path("second" + kind)), content_of(folder.path("third" + kind)));
  }
}

TEST(RefusedReader, TakesOffOnlyTheQuoteThatGuardsAFormula) {
  const Reading reading = read_text("nik,nama,nomorHp,alamat\n'1,'=1,'+62839,''=1\n");
  EXPECT_EQ(records<Pekerja>(reading).at(0), (worker({{&Pekerja::nik, "'1"},
                                                      {&Pekerja::nama, "=1"},
                                                      {&Pekerja::alamat, "''=1"},
                                                      {&Pekerja::nomor_hp, "+62839"}})));
}

TEST(RefusedWriter, AddsTheFindingsBesideTheRow) {
  const Folder folder;
  refused_and_read(folder, read_text("nik,nama\n320405610490990,Siti\n"));
  const std::string content = content_of(folder.path("refused"));
  EXPECT_THAT(content, StartsWith("nik,nama,temuan_kode,temuan_pesan\r\n"
                                  "320405610490990,Siti,S_NOL_HILANG C1_FORMAT,\"nik: "));
  EXPECT_THAT(content, EndsWith(" nik: NIK harus 16 digit.\"\r\n"));
}

TEST(RefusedWriter, GuardsEveryCellThatASpreadsheetWouldRun) {
  const Folder folder;
  for (const char first : {'=', '+', '-', '@', '\t', '\r'}) {
    const std::string name = "guarded" + std::to_string(first);
    auto writer = RefusedWriter::create(folder.path(name), Layout{false, false, ',', {"nama"}});
    ASSERT_TRUE(writer.has_value());
    writer->write(Origin{1, 2, {}, {}, {std::string(1, first) + "1"}}, {});
    writer->close();
    EXPECT_THAT(content_of(folder.path(name)), HasSubstr(std::string("'") + first + "1"));
  }
}

TEST(RefusedWriter, KeepsTheFormOfItsInput) {
  const Folder folder;
  refused_and_read(folder, read_text("\xef\xbb\xbfnik;nama\n1;Siti\n"));
  EXPECT_THAT(content_of(folder.path("refused")),
              StartsWith("\xef\xbb\xbfnik;nama;temuan_kode;temuan_pesan\r\n"));
}

TEST(RefusedWriter, WritesJsonOneRecordALine) {
  const Folder folder;
  refused_and_read(folder, read_text("[{\"nik\":\"1\",\n \"nama\" : \"Siti\"}]"));
  EXPECT_EQ(content_of(folder.path("refused")),
            "{\"nik\":\"1\",\"nama\":\"Siti\",\"temuan_kode\":\"C1_FORMAT\","
            "\"temuan_pesan\":\"nik: NIK harus 16 digit.\"}\n");
}

TEST(RefusedWriter, LetsOnlyItsOwnerRead) {
  const Folder folder;
  const auto writer = RefusedWriter::create(folder.path("refused"), Layout{});
  struct stat status {};
  ASSERT_EQ(::stat(folder.path("refused").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(RefusedWriter, NeverWritesOverAFile) {
  const Folder folder;
  const std::string there = folder.file("corrections");
  EXPECT_EQ(RefusedWriter::create(there, Layout{}).error().fault, FileFault::exists);
  EXPECT_EQ(content_of(there), "corrections");
}

TEST(RefusedWriter, SaysThatItsFolderIsMissing) {
  const Folder folder;
  EXPECT_EQ(RefusedWriter::create(folder.path("none/refused"), Layout{}).error().fault,
            FileFault::unreadable);
}

TEST(RefusedWriter, NeverWritesThroughALink) {
  const Folder folder;
  std::filesystem::create_symlink(folder.path("elsewhere"), folder.path("link"));
  EXPECT_FALSE(RefusedWriter::create(folder.path("link"), Layout{}).has_value());
  EXPECT_FALSE(std::filesystem::exists(folder.path("elsewhere")));
}

/// While it lives no file of this process can grow, as on a full disk.
class FullDisk {
 public:
  FullDisk() {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{0, before_.rlim_max};
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &none);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    static_cast<void>(std::signal(SIGXFSZ, handler_));
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST(RefusedWriter, ThrowsWhenTheDiskIsFull) {
  const Folder folder;
  auto writer = RefusedWriter::create(folder.path("refused"), Layout{false, false, ',', {"nama"}});
  ASSERT_TRUE(writer.has_value());
  const FullDisk full;
  EXPECT_THROW(writer->write(Origin{1, 2, {}, {}, {"PT Contoh"}}, {}), base::Broken);
}

class CsvTemplate : public ::testing::TestWithParam<Bagian> {};

TEST_P(CsvTemplate, IsAFileThatTheReaderTakesWithoutANote) {
  const Reading reading = read_text(csv_template(GetParam()));
  EXPECT_FALSE(reading.error.has_value());
  EXPECT_EQ(reading.bagian, GetParam());
  ASSERT_EQ(reading.all.origins.size(), 1U);
  EXPECT_THAT(codes(reading.all.origins[0].catatan), ElementsAre());
}

INSTANTIATE_TEST_SUITE_P(Each, CsvTemplate,
                         ::testing::Values(Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja));

}  // namespace
}  // namespace jembatan::office
