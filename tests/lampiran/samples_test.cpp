// The sample companies and their broken variants give exactly the listed findings.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "lampiran/sample_reader.h"

namespace jembatan::lampiran::testing {
namespace {

nlohmann::json read_json(const std::string& path) {
  std::ifstream file(path);
  return nlohmann::json::parse(file);
}

Codes difference(const Codes& from, const Codes& without) {
  Codes rest;
  std::set_difference(from.begin(), from.end(), without.begin(), without.end(),
                      std::inserter(rest, rest.end()));
  return rest;
}

void expect_companies(const nlohmann::json& companies, const Aturan& law) {
  ASSERT_GT(companies.at("perusahaan").size(), 0U);
  for (const auto& company : companies.at("perusahaan")) {
    EXPECT_EQ(judge_company(company, law), expected(company.at("temuan"))) << company.at("id");
  }
}

void expect_variants(const nlohmann::json& companies, const nlohmann::json& invalid, const Aturan& law) {
  ASSERT_GT(invalid.at("varian").size(), 0U);
  for (const auto& variant : invalid.at("varian")) {
    const auto& all = companies.at("perusahaan");
    const auto basis = std::find_if(all.begin(), all.end(),
                                    [&](const auto& one) { return one.at("id") == variant.at("basis"); });
    ASSERT_NE(basis, all.end());
    const Codes broken = judge_company(patched(*basis, variant.at("ubah")), law);
    EXPECT_EQ(difference(broken, expected(basis->at("temuan"))), expected(variant.at("harapan")))
        << variant.at("id");
  }
}

TEST(Samples, OfTheProjectGiveExactlyTheListedFindings) {
  expect_companies(read_json(kSamples + "companies.json"), full_law());
}

TEST(Samples, OfTheProjectThatAreBrokenGiveExactlyTheNewFindings) {
  expect_variants(read_json(kSamples + "companies.json"), read_json(kSamples + "invalid.json"), full_law());
}

/// The parties' shared samples and whole lists lie beside the checkout where there are any; without them the
/// project's own stand in, so that the test always judges something.
struct Shared {
  Shared() {
    const std::string beside = JEMBATAN_SOURCE "/../shared/";
    const bool there = std::filesystem::exists(beside + "samples/companies.json");
    samples = there ? beside + "samples/" : kSamples;
    SumberAturan sumber{{}, {kContoh + "addendum-tka.toml"}, kContoh + "wilayah.csv", kContoh + "kbli.csv"};
    if (there) {
      sumber.region_file = beside + "reference/nik_prefix_union_2016_2025.csv";
      sumber.kbli_file = beside + "reference/kbli_codes.csv";
    }
    law = std::move(Aturan::load(sumber).value());
  }
  std::string samples;
  Aturan law;
};

TEST(Samples, SharedByThePartiesGiveExactlyTheListedFindings) {
  const Shared shared;
  expect_companies(read_json(shared.samples + "companies.json"), shared.law);
}

TEST(Samples, SharedByThePartiesThatAreBrokenGiveExactlyTheNewFindings) {
  const Shared shared;
  expect_variants(read_json(shared.samples + "companies.json"), read_json(shared.samples + "invalid.json"),
                  shared.law);
}

}  // namespace
}  // namespace jembatan::lampiran::testing
