#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "office/report_charts.h"
#include "office/report_coverage.h"
#include "office/report_html.h"
#include "office/report_payloads.h"
#include "office/report_quantiles.h"
#include "office/report_tables.h"
#include "report_example.h"

namespace jembatan::office {
namespace {

using namespace std::chrono_literals;

const Words kIndonesian(Language::indonesian);
const Words kEnglish(Language::english);

TEST(Period, BeginsAtMidnightInJakarta) {
  const journal::Span span = Period{2026, {}}.span();
  EXPECT_EQ(base::iso8601(span.since), "2025-12-31T17:00:00.000Z");
  EXPECT_EQ(base::iso8601(span.until), "2026-12-31T17:00:00.000Z");
}

TEST(Period, OfAQuarterHasItsThreeMonths) {
  const auto months = Period{2026, 4}.months();
  ASSERT_EQ(months.size(), 3U);
  EXPECT_EQ(iso8601(months.front()), "2026-10");
  EXPECT_EQ(iso8601(months.back()), "2026-12");
}

TEST(Quantiles, AreExactForSmallValues) {
  Quantiles quantiles;
  for (int value = 1; value <= 200; ++value) quantiles.add(value);
  EXPECT_EQ(quantiles.at(500), 100);
  EXPECT_EQ(quantiles.at(950), 190);
  EXPECT_EQ(quantiles.at(990), 198);
}

TEST(Quantiles, AreAtMostOnePercentTooSmall) {
  for (const std::int64_t value : {256LL, 999LL, 12'345LL, 1'000'000LL, 59'999'999LL, 3'600'000'000LL}) {
    Quantiles quantiles;
    quantiles.add(value);
    EXPECT_LE(quantiles.at(500), value);
    EXPECT_GE(quantiles.at(500) * 1000, value * 992);
  }
}

TEST(Quantiles, OfNothingAreZero) {
  EXPECT_EQ(Quantiles{}.at(500), 0);
}

TEST(WordsOfAReport, WriteNumbersAsTheirLanguageDoes) {
  EXPECT_EQ(kIndonesian.count(1'234'567), "1.234.567");
  EXPECT_EQ(kEnglish.count(1'234'567), "1,234,567");
  EXPECT_EQ(kIndonesian.decimal(1234.5, 1), "1.234,5");
  EXPECT_EQ(kEnglish.decimal(1234.5, 1), "1,234.5");
}

TEST(WordsOfAReport, SayAllAndNothingOnlyWhereItIsSo) {
  EXPECT_EQ(kEnglish.share(99'999, 100'000), "99.9\u00a0%");
  EXPECT_EQ(kEnglish.share(1, 100'000), "0.1\u00a0%");
  EXPECT_EQ(kEnglish.share(7, 7), "100\u00a0%");
  EXPECT_EQ(kEnglish.share(0, 7), "0\u00a0%");
  EXPECT_EQ(kEnglish.share(0, 0), "–");
}

TEST(WordsOfAReport, SayDaysAndMomentsInJakarta) {
  const base::WallTime late{std::chrono::sys_days{2026y / 3 / 31} + 18h + 5min};
  EXPECT_EQ(kIndonesian.moment(late), "1 April 2026, 01.05 WIB");
  EXPECT_EQ(kEnglish.moment(late), "1 April 2026, 01:05 WIB");
}

TEST(SectionOfDivision, FollowsKbli2020) {
  EXPECT_EQ(section_of_division(13), "C");
  EXPECT_EQ(section_of_division(99), "U");
  EXPECT_EQ(section_of_division(4), "");
}

TEST(FilledRows, CountNoPlaceholder) {
  lampiran::Pekerja worker;
  worker.nomor_hp = "-";
  worker.jumlah_anggota_keluarga = "0";
  worker.jabatan = "Operator";
  const std::uint32_t rows = filled_rows(std::vector{worker}, 0);
  EXPECT_EQ(rows, lampiran::bit(lampiran::find_row(lampiran::Bagian::pekerja, "jumlahAnggotaKeluarga")) |
                      lampiran::bit(lampiran::find_row(lampiran::Bagian::pekerja, "jabatan")));
}

TEST(WithheldRows, AreThoseWhoseValueWasNotPassedOn) {
  const lampiran::Temuan placeholder{"C.6", "nomorHp", "G_PLACEHOLDER", lampiran::Tingkat::peringatan,
                                     "",    ""};
  const lampiran::Temuan several{"C.6", "nomorHp", "G_TELP_GANDA", lampiran::Tingkat::peringatan, "", ""};
  EXPECT_EQ(withheld_rows(lampiran::Bagian::pekerja, {placeholder}),
            lampiran::bit(lampiran::find_row(lampiran::Bagian::pekerja, "nomorHp")));
  EXPECT_EQ(withheld_rows(lampiran::Bagian::pekerja, {several}), 0U);
}

TEST(ReportTables, HideAFindingOfFewerThanFivePeople) {
  const auto tables = tables_of(example_report(), kEnglish);
  const auto json = nlohmann::json::parse(tables_json(example_report(), tables));
  for (const auto& row : json["temuan"]) {
    if (row["kode"] != "C2_NOL_HILANG") continue;
    EXPECT_TRUE(row["jumlah"].is_null() && row["kesalahan"].is_null());
  }
}

TEST(ReportTables, AreTheSameForTheSameNumbers) {
  const Report report = example_report();
  const auto tables = tables_of(report, kIndonesian);
  EXPECT_EQ(report_html(report, tables, kIndonesian),
            report_html(report, tables_of(report, kIndonesian), kIndonesian));
}

TEST(ReportTables, KeepTheirColumns) {
  for (const ReportTable& table : tables_of(example_report(), kIndonesian)) {
    for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << table.id;
  }
}

TEST(ReportCsv, LetsNoTextBeAFormula) {
  Report report = example_report();
  report.openings = {{{"=HYPERLINK(1)", "full"}, 3}};
  const std::string csv = tables_csv(report, tables_of(report, kEnglish), kEnglish);
  EXPECT_NE(csv.find("'=HYPERLINK(1)"), std::string::npos);
  EXPECT_EQ(csv.find("\n=HYPERLINK"), std::string::npos);
}

TEST(ReportPage, LetsNoTextBeMarkup) {
  Report report = example_report();
  report.frame.suspensions.front().reason = "<script>alert(1)</script>";
  const std::string page = report_html(report, tables_of(report, kEnglish), kEnglish);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
}

TEST(ReportPage, SaysWhatItIsAboutInOneSentence) {
  EXPECT_EQ(summary_of(example_report(), kEnglish).substr(0, 60),
            "Of 11,923,673 workers reported in WLKP, 67.2\u00a0% are known to");
}

TEST(ReportPage, DrawsNoBarOfWhatIsSuppressed) {
  Report report = example_report();
  report.coverage->workers = {3, 900, 800};
  const std::string page = report_html(report, tables_of(report, kEnglish), kEnglish);
  EXPECT_EQ(page.find("3 (0."), std::string::npos);
  EXPECT_EQ(summary_of(report, kEnglish).find("903"), std::string::npos);
}

}  // namespace
}  // namespace jembatan::office
