// What a reader does with very much and with anything at all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>

#include <cstdint>
#include <random>

#include "office/company_file.h"
#include "office/reader_files.h"
#include "office/refused_writer.h"

namespace jembatan::office {
namespace {

constexpr std::size_t rows = 200'000;

/// The process's greatest memory so far, in KiB.
std::size_t peak_kibibytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word == "VmHWM:") {
      std::size_t kibibytes = 0;
      status >> kibibytes;
      return kibibytes;
    }
  }
  return 0;
}

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t allowed_kibibytes = 400 * 1024;  // its quarantine keeps 256 MiB of what was freed
#else
constexpr std::size_t allowed_kibibytes = 4 * 1024;
#endif

/// Reads the file to its end, keeping nothing; says how much the peak grew after the first tenth.
std::size_t growth_while_reading(const std::string& path) {
  auto reader = open_records(path);
  EXPECT_TRUE(reader.has_value());
  std::size_t read = 0;
  std::size_t early = 0;
  while (true) {
    const auto batch = (*reader)->next(1'000);
    EXPECT_TRUE(batch.has_value());
    if (!batch || !*batch) break;
    read += (*batch)->origins.size();
    if (early == 0 && read >= rows / 10) early = peak_kibibytes();
  }
  EXPECT_EQ(read, rows);
  // The kernel counts in batches a thread: a little later it may say a little less.
  return std::max(peak_kibibytes(), early) - early;
}

std::string numbered(std::size_t i) {
  const std::string digits = std::to_string(i);
  return std::string(6 - digits.size(), '0') + digits;
}

TEST(ReaderEndurance, ReadsManyCsvRowsInConstantMemory) {
  const Folder folder;
  std::ofstream out(folder.path("many.csv"), std::ios::binary);
  out << "badanUsaha.nib,nik,nama,tanggalLahir,alamat,jabatan\n";
  for (std::size_t i = 0; i < rows; ++i) {
    out << "9999000000015,3204056104" << numbered(i)
        << ",Siti Contoh,1990-04-21,\"Kp. Contoh, RT 1\",Operator\n";
  }
  out.close();
  EXPECT_LT(growth_while_reading(folder.path("many.csv")), allowed_kibibytes);
}

TEST(ReaderEndurance, ReadsManyJsonRecordsInConstantMemory) {
  const Folder folder;
  std::ofstream out(folder.path("many.json"), std::ios::binary);
  for (std::size_t i = 0; i < rows; ++i) {
    out << (i == 0 ? "[" : ",\n") << R"({"nik":"3204056104)" << numbered(i) << R"(","nama":"Siti Contoh"})";
  }
  out << "]";
  out.close();
  EXPECT_LT(growth_while_reading(folder.path("many.json")), allowed_kibibytes);
}

TEST(ReaderEndurance, EndsABatchOfHugeRecordsEarly) {
  const Folder folder;
  std::ofstream out(folder.path("huge.csv"), std::ios::binary);
  out << "nik,nama,alamat\n";
  for (int i = 0; i < 12; ++i)
    out << i + 1 << ',' << std::string(400'000, 'a') << ',' << std::string(400'000, 'b') << '\n';
  out.close();
  const auto reader = open_records(folder.path("huge.csv"));
  ASSERT_TRUE(reader.has_value());
  std::vector<std::size_t> sizes;
  for (auto batch = (*reader)->next(1'000); batch && *batch; batch = (*reader)->next(1'000)) {
    sizes.push_back((*batch)->origins.size());
  }
  EXPECT_THAT(sizes, ::testing::ElementsAre(6, 6));
}

/// Bytes that readers care about, in random order, with some that they do not expect.
std::string random_content(std::mt19937& random, const std::vector<std::string>& pieces) {
  std::string content;
  const std::size_t count = random() % 60;
  for (std::size_t i = 0; i < count; ++i) {
    if (random() % 8 == 0) {
      content += static_cast<char>(random() % 256);
    } else {
      content += pieces[random() % pieces.size()];
    }
  }
  return content;
}

/// Ends, and whatever was read can be written and read again as the same.
void expect_an_end(const Folder& folder, const std::string& content) {
  const std::string refused = folder.path("refused");
  std::filesystem::remove(refused);
  const Reading reading = read_file(folder.file(content));
  if (reading.all.origins.empty()) return;
  auto writer = RefusedWriter::create(refused, reading.layout);
  ASSERT_TRUE(writer.has_value());
  for (const Origin& origin : reading.all.origins) writer->write(origin, {});
  writer->close();
  const Reading again = read_file(refused, reading.bagian);
  ASSERT_FALSE(again.error.has_value()) << text(*again.error);
  ASSERT_EQ(reading.all.records, again.all.records);
}

TEST(ReaderEndurance, EndsOnAnyCsv) {
  const Folder folder;
  std::mt19937 random(20201103);
  const std::vector<std::string> pieces{"nik",
                                        "nama",
                                        ",",
                                        ",",
                                        "\n",
                                        "\r\n",
                                        "\"",
                                        "\"\"",
                                        ";",
                                        "\t",
                                        "1",
                                        "'+62",
                                        "'",
                                        "=",
                                        "é",
                                        "\r",
                                        "#N/A",
                                        "33000",
                                        "nik,nama\n",
                                        "\xef\xbb\xbf",
                                        std::string(1, '\0')};
  for (int i = 0; i < 4'000; ++i) {
    expect_an_end(folder, (i % 2 == 0 ? "nik,nama\n" : "") + random_content(random, pieces));
  }
}

TEST(ReaderEndurance, EndsOnAnyJson) {
  const Folder folder;
  std::mt19937 random(20231103);
  const std::vector<std::string> pieces{"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "\\",
                                        "\"nik\":\"1\"",
                                        "\"kbli\":[",
                                        "\"kode\"",
                                        "1.50",
                                        "-0",
                                        "null",
                                        "true",
                                        "\n",
                                        "{\"nik\":\"1\"}",
                                        "\"fieldLain\":{\"a\":\"b\"}",
                                        "\"temuan_kode\":",
                                        "1e999",
                                        "\\ud800",
                                        "\"koordinat\":{\"lintang\":1}"};
  for (int i = 0; i < 4'000; ++i) {
    const std::string content = (i % 2 == 0 ? "[{\"nik\":\"1\"}," : "{") + random_content(random, pieces);
    expect_an_end(folder, content);
    const auto companies = read_companies(folder.file("{\"perusahaan\":[" + content));
    EXPECT_TRUE(companies.has_value() || !companies.error().what.empty());
  }
}

TEST(ReaderEndurance, EndsOnRandomBytes) {
  const Folder folder;
  std::mt19937 random(1);
  for (int i = 0; i < 2'000; ++i) {
    std::string content(random() % 400, '\0');
    for (char& c : content) c = static_cast<char>(random() % 256);
    expect_an_end(folder, content);
  }
}

}  // namespace
}  // namespace jembatan::office
