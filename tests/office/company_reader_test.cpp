#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "office/company_file.h"
#include "office/reader_files.h"

namespace jembatan::office {
namespace {

using lampiran::Pekerja;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

base::Result<std::vector<Company>, FileError> companies_in(std::string_view content) {
  const Folder folder;
  return read_companies(folder.file(content));
}

constexpr std::string_view two = R"({"keterangan": "x", "perusahaan": [
  {"id": "S01", "pengirim": "KESATU", "catatan": "y", "temuan": [{"kode": "A", "letak": "pekerja[0].nik"}],
   "badanUsaha": {"npwp": "0019990019999000", "kbli": ["13121"], "koordinat": {"lintang": "-6.9", "bujur": "107"}},
   "pimpinan": {"namaPengurus": "Rahmat"},
   "pekerja": [{"id": "W01", "nik": "1", "fieldLain": {"a": "b"}}, {"id": "W02", "nik": "2", "catatan": "z"}]},
  {"pengirim": "KEDUA", "badanUsaha": {"nama": "PT Fiktif"}, "pekerja": []}], "akhir": 1})";

TEST(CompanyReader, ReadsEveryPartOfACompany) {
  const auto companies = companies_in(two);
  ASSERT_TRUE(companies.has_value());
  ASSERT_EQ(companies->size(), 2U);
  const Company& first = companies->front();
  EXPECT_EQ(first.pengirim, lampiran::Pihak::kesatu);
  EXPECT_EQ(first.badan_usaha.value().koordinat, (lampiran::Koordinat{"-6.9", "107"}));
  EXPECT_EQ(first.pimpinan.value().nama_pengurus, "Rahmat");
  Pekerja with_field = worker({{&Pekerja::nik, "1"}});
  with_field.field_lain = {{"a", "b"}};
  EXPECT_THAT(first.pekerja, ElementsAre(with_field, worker({{&Pekerja::nik, "2"}})));
}

TEST(CompanyReader, LeavesOutWhatACompanyDoesNotHave) {
  const auto companies = companies_in(two);
  ASSERT_TRUE(companies.has_value());
  const Company& second = companies->back();
  EXPECT_EQ(second.pengirim, lampiran::Pihak::kedua);
  EXPECT_EQ(second.line, 6U);
  EXPECT_FALSE(second.pimpinan.has_value());
  EXPECT_TRUE(second.pekerja.empty());
}

TEST(CompanyReader, RefusesMembersItDoesNotKnow) {
  const auto companies = companies_in("{\"perusahaan\":[{\"pekerja\":[\n{\"NIK\":\"1\"}]}]}");
  ASSERT_FALSE(companies.has_value());
  EXPECT_EQ(companies.error().line, 2U);
  EXPECT_THAT(text(companies.error()), HasSubstr("did you mean nik?"));
  EXPECT_FALSE(companies_in(R"({"perusahaan":[{"pekreja":[]}]})").has_value());
}

TEST(CompanyReader, RefusesNumbersForIdentifiers) {
  EXPECT_EQ(companies_in(R"({"perusahaan":[{"badanUsaha":{"npwp":1}}]})").error().fault, FileFault::number);
}

TEST(CompanyReader, RefusesWrongShapesAndRepetitions) {
  for (const char* content :
       {R"({"perusahaan":[1]})", R"({"perusahaan":{}})", R"({"perusahaan":[],"perusahaan":[]})", R"({})",
        "[]", R"({"perusahaan":[{"pekerja":{}}]})", R"({"perusahaan":[{"pekerja":[1]}]})",
        R"({"perusahaan":[{"badanUsaha":[]}]})", R"({"perusahaan":[{"pengirim":"KETIGA"}]})",
        R"({"perusahaan":[{"pimpinan":{},"pimpinan":{}}]})", R"({"perusahaan":[)", "", "x"}) {
    EXPECT_FALSE(companies_in(content).has_value()) << content;
  }
}

TEST(CompanyReader, TellsFilesOfCompaniesFromFilesOfRecords) {
  const Folder folder;
  EXPECT_TRUE(is_company_file(folder.file(two)));
  EXPECT_TRUE(is_company_file(folder.file(std::string(two.substr(0, 60)))));
  EXPECT_FALSE(is_company_file(folder.file("{\"nik\":\"1\"}\n{\"nik\":\"2\"}\n")));
  EXPECT_FALSE(is_company_file(folder.file("[{\"nik\":\"1\"}]")));
  EXPECT_FALSE(is_company_file(folder.file("nik,nama\n")));
  EXPECT_FALSE(is_company_file(folder.path("none")));
}

TEST(CompanyReader, ReadsTheSampleCompaniesWhereTheyAreAtHand) {
  const std::string samples = std::string(JEMBATAN_SOURCE) + "/../shared/samples/companies.json";
  if (!std::filesystem::exists(samples)) return;
  const auto companies = read_companies(samples);
  ASSERT_TRUE(companies.has_value()) << text(companies.error());
  EXPECT_EQ(companies->front().pekerja.size(), 5U);
  for (const Company& company : *companies) EXPECT_TRUE(company.badan_usaha.has_value());
}

}  // namespace
}  // namespace jembatan::office
