#include "office/reconcile_sheet.h"

#include <gtest/gtest.h>

#include "office/name_likeness.h"
#include "office/reconcile_view.h"

namespace jembatan::office {
namespace {

Sheet sheet() {
  Sheet one("contoh", {{"nama", "Name"}, {"jumlah", "Count", true}});
  one.add({"=SUM(A1)", "7"});
  one.add({"a;b", ""});
  return one;
}

TEST(Sheet, CsvIsForASpreadsheetWithIndonesianSettings) {
  EXPECT_EQ(sheet().text(SheetForm::csv), "\xef\xbb\xbfnama;jumlah\r\n'=SUM(A1);7\r\n\"a;b\";\r\n");
}

TEST(Sheet, JsonIsOneObjectALineWithNumbersAndNulls) {
  EXPECT_EQ(sheet().text(SheetForm::json),
            "{\"jenis\":\"contoh\",\"nama\":\"=SUM(A1)\",\"jumlah\":7}\n"
            "{\"jenis\":\"contoh\",\"nama\":\"a;b\",\"jumlah\":null}\n");
}

TEST(Sheet, CsvKeepsIdentifiersFromBeingTakenForNumbers) {
  Sheet one("contoh", {{"nik", "NIK"}, {"jumlah", "Count", true}});
  one.add({"3204056104909901", "12"});
  one.add({"0009999000001", "0"});
  EXPECT_EQ(one.text(SheetForm::csv),
            "\xef\xbb\xbfnik;jumlah\r\n'3204056104909901;12\r\n'0009999000001;0\r\n");
}

TEST(Sheet, ATableLeavesOutWhatHasNothingToShow) {
  Sheet one("contoh", {{"a", "A"}, {"b", "B"}, {"c", ""}});
  one.add({"1", "", "3"});
  EXPECT_EQ(one.text(SheetForm::table), "A\n-\n1\n");
}

TEST(CompanyCode, IsReadAgainWithOrWithoutHyphens) {
  const std::int64_t key = -81985529216486896;
  EXPECT_EQ(company_code(key), "fedc-ba98-7654-3210");
  EXPECT_EQ(company_of_code("fedc-ba98-7654-3210"), key);
  EXPECT_EQ(company_of_code("fedcba9876543210"), key);
  EXPECT_EQ(company_of_code("fedc-ba98"), std::nullopt);
}

TEST(NameLikeness, IsFullForNamesThatDifferInFormAndWritingOnly) {
  EXPECT_EQ(name_likeness(name_key("PT. Maju  Contoh, Tbk"), name_key("maju contoh")), 100U);
}

TEST(NameLikeness, CountsPairsOfNeighbours) {
  EXPECT_EQ(name_likeness("NIGHT", "NACHT"), 25U);
}

TEST(NameLikeness, IsNothingWhereANameIsMissing) {
  EXPECT_EQ(name_likeness("", ""), 0U);
}

}  // namespace
}  // namespace jembatan::office
