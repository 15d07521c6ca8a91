#include "office/company_key.h"

#include <gtest/gtest.h>

namespace jembatan::office {
namespace {

using lampiran::KunciBadanUsaha;

Company company() {
  Company result;
  result.kode = "S01";
  result.badan_usaha.emplace();
  result.badan_usaha->npwp = "01.999.001.9-999.000";
  return result;
}

TEST(CompanyKey, IsTheCompanysOwnNumbers) {
  EXPECT_EQ(key_of(company()), (KunciBadanUsaha{"01.999.001.9-999.000", {}, {}, {}}));
}

TEST(CompanyKey, IsThePimpinansKeyWhereTheCompanyHasNoNumber) {
  Company without = company();
  without.badan_usaha->npwp.reset();
  without.pimpinan.emplace();
  without.pimpinan->badan_usaha = KunciBadanUsaha{{}, "9999000000015", {}, {}};
  EXPECT_EQ(key_of(without), without.pimpinan->badan_usaha);
}

TEST(CompanyKey, IsTheGiversOwnCodeWhereNothingElseIsKnown) {
  Company without = company();
  without.badan_usaha->npwp.reset();
  EXPECT_EQ(key_of(without), (KunciBadanUsaha{{}, {}, {}, "S01"}));
}

TEST(CompanyKey, IsMissingWhereThereIsNotEvenACode) {
  EXPECT_EQ(key_of(Company{}), std::nullopt);
}

}  // namespace
}  // namespace jembatan::office
