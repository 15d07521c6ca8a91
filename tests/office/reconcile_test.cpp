// A reconciliation finds what was planted in a generated country, and nothing else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "journal/register.h"
#include "office/reconcile_country.h"
#include "office/reconcile_view.h"

namespace jembatan::office {
namespace {

using lampiran::KunciBadanUsaha;
using lampiran::Pihak;
using ::testing::UnorderedElementsAreArray;

struct Found {
  explicit Found(Chronicle& chronicle, ReconcileFilter filter = {})
      : reader(chronicle.store()),
        matching(Matching::of(reader)),
        reconciliation(reader, matching, std::move(filter)) {}
  journal::RegisterReader reader;
  Matching matching;
  Reconciliation reconciliation;

  [[nodiscard]] std::vector<Keraguan> doubts() const {
    std::vector<Keraguan> all;
    for (const Unit& unit : matching.units()) {
      if (unit.keraguan != Keraguan::tidak_ada) all.push_back(unit.keraguan);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  /// How often a worker was found so, over all units.
  [[nodiscard]] std::size_t times(const std::string& nik, Kelas kelas) const {
    const std::int64_t subject = reader.worker_number("nik:" + nik);
    std::size_t count = 0;
    for (std::uint32_t unit = 0; unit < matching.units().size(); ++unit) {
      if (reconciliation.kelas(subject, unit) == kelas) ++count;
    }
    return count;
  }
};

void tell_all(Chronicle& chronicle, const std::vector<Saying>& sayings) {
  for (const Saying& saying : sayings) chronicle.tell(saying);
}

void expect_equal(const ReconcileTotals& found, const ReconcileTotals& planted) {
  for (std::size_t i = 0; i < kelas_count; ++i) {
    EXPECT_EQ(found.workers[i], planted.workers[i]) << name(static_cast<Kelas>(i));
  }
  EXPECT_EQ(found.inactive, planted.inactive);
  EXPECT_EQ(found.potential, planted.potential);
  EXPECT_EQ(found.only_wlkp, planted.only_wlkp);
  EXPECT_EQ(found.only_jkn, planted.only_jkn);
  EXPECT_EQ(found.same, planted.same);
  EXPECT_EQ(found.different, planted.different);
  EXPECT_EQ(found.ambiguous, planted.ambiguous);
  EXPECT_EQ(found.ambiguous_companies, planted.ambiguous_companies);
}

TEST(Reconcile, FindsExactlyWhatWasPlanted) {
  const Country country = generated_country();
  Chronicle chronicle;
  tell_all(chronicle, country.sayings);
  const Found found(chronicle);
  expect_equal(found.reconciliation.totals(), country.expected);
}

TEST(Reconcile, FindsEachWorkerAsItWasPlanted) {
  const Country country = generated_country();
  Chronicle chronicle;
  tell_all(chronicle, country.sayings);
  const Found found(chronicle);
  for (const auto& [kelas, niks] : country.niks) {
    for (const std::string& nik : niks) EXPECT_EQ(found.times(nik, kelas), 1U) << name(kelas);
  }
}

TEST(Reconcile, SaysWhyCompaniesAreAmbiguous) {
  Chronicle chronicle;
  tell_all(chronicle, generated_country().sayings);
  EXPECT_THAT(Found(chronicle).doubts(),
              UnorderedElementsAreArray({Keraguan::npwp_beda, Keraguan::nib_beda, Keraguan::banyak}));
}

TEST(Reconcile, DoesNotDependOnTheOrderOfArrival) {
  Country country = generated_country();
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    std::mt19937 random(seed);
    std::shuffle(country.sayings.begin(), country.sayings.end(), random);
    Chronicle chronicle;
    tell_all(chronicle, country.sayings);
    SCOPED_TRACE(seed);
    expect_equal(Found(chronicle).reconciliation.totals(), country.expected);
  }
}

TEST(Reconcile, DoesNotChangeWhenExchangesAreReplayed) {
  const Country country = generated_country();
  Chronicle chronicle;
  std::vector<std::uint64_t> numbers;
  for (const Saying& saying : country.sayings) numbers.push_back(chronicle.tell(saying));
  for (std::size_t i = 0; i < numbers.size(); ++i) chronicle.tell(country.sayings[i], numbers[i]);
  expect_equal(Found(chronicle).reconciliation.totals(), country.expected);
}

TEST(Reconcile, ChoosesWorkersByTheRegionOfTheirNikOldOrNew) {
  Chronicle chronicle;
  tell_all(chronicle, generated_country().sayings);
  ReconcileFilter old, present;
  old.wilayah = 9104;
  present.wilayah = 94;
  EXPECT_EQ(Found(chronicle, old).reconciliation.totals().workers[0], 6U);
  EXPECT_EQ(Found(chronicle, present).reconciliation.totals().workers[0], 6U);
}

TEST(Reconcile, ChoosesCompaniesBySize) {
  Chronicle chronicle;
  tell_all(chronicle, generated_country().sayings);
  ReconcileFilter filter;
  filter.least = 7;
  const auto totals = Found(chronicle, filter).reconciliation.totals();
  EXPECT_EQ(totals.same + totals.different, 10U);
  EXPECT_EQ(totals.only_wlkp, 0U);
}

TEST(Reconcile, ChoosesCompaniesByKbliDivision) {
  Chronicle chronicle;
  tell_all(chronicle, generated_country().sayings);
  ReconcileFilter filter;
  filter.divisi = 14;
  EXPECT_EQ(Found(chronicle, filter).reconciliation.totals(), ReconcileTotals{});
}

TEST(Reconcile, CountsOnlyWhatExchangesSinceHaveSaid) {
  Chronicle chronicle;
  tell_all(chronicle, generated_country().sayings);
  ReconcileFilter filter;
  filter.exchanges = {chronicle.tell(workers(Pihak::kesatu, {npwp15(1), {}, {}, {}}, {worker(900)}))};
  const auto totals = Found(chronicle, filter).reconciliation.totals();
  ReconcileTotals expected;
  expected.workers[static_cast<std::size_t>(Kelas::hanya_wlkp)] = 1;
  expected.potential = 1;
  expected.different = 1;
  EXPECT_EQ(totals, expected);
}

TEST(Reconcile, AMemberWhoseCompanyWasNotNamedIsElsewhereNotPotential) {
  Chronicle chronicle;
  chronicle.tell(workers(Pihak::kesatu, {npwp15(1), {}, {}, {}}, {worker(1)}));
  Saying unnamed = workers(Pihak::kedua, {}, {worker(1)});
  chronicle.tell(unnamed);
  const auto totals = Found(chronicle).reconciliation.totals();
  EXPECT_EQ(totals.potential, 0U);
  EXPECT_EQ(totals.workers[static_cast<std::size_t>(Kelas::wlkp_di_sini)], 1U);
}

TEST(Reconcile, NeverMatchesByName) {
  Chronicle chronicle;
  chronicle.tell(company(Pihak::kesatu, {}, "PT Sama Persis", "Jl. Satu"));
  chronicle.tell(company(Pihak::kedua, {}, "PT Sama Persis", "Jl. Satu"));
  const auto totals = Found(chronicle).reconciliation.totals();
  EXPECT_EQ(totals.same, 0U);
  EXPECT_EQ(totals.only_wlkp + totals.only_jkn, 2U);
}

TEST(Reconcile, OneKeyOfTwoOwnCompaniesIsAmbiguous) {
  Chronicle chronicle;
  chronicle.tell(company(Pihak::kesatu, {npwp15(1), nib(1), {}, {}}));
  chronicle.tell(company(Pihak::kesatu, {npwp15(2), nib(1), {}, {}}));
  chronicle.tell(workers(Pihak::kesatu, {{}, nib(1), {}, {}}, {worker(1)}));
  EXPECT_THAT(Found(chronicle).doubts(), ::testing::ElementsAre(Keraguan::banyak));
}

TEST(Reconcile, MaskedSheetsHoldNoNameAndNoNumberOfAPerson) {
  Chronicle chronicle;
  tell_all(chronicle, generated_country().sayings);
  const Found found(chronicle);
  ReconcileView view(chronicle.store(), found.matching, found.reconciliation, false);
  std::size_t left_out = 0;
  std::string all = view.companies(1000, {}, left_out).text(SheetForm::json);
  for (std::uint32_t unit = 0; unit < found.matching.units().size(); ++unit) {
    all += view.workers(unit).text(SheetForm::csv) + view.differences(unit).text(SheetForm::json);
  }
  EXPECT_THAT(all, ::testing::Not(::testing::HasSubstr("Contoh")));
  EXPECT_THAT(all, ::testing::Not(::testing::ContainsRegex("[^0-9a-f][0-9]{13,}[^0-9a-f]")));
}

TEST(Reconcile, ShowsHowAlikeTheNamesOfAmbiguousCompaniesAre) {
  Chronicle chronicle;
  chronicle.tell(company(Pihak::kesatu, {npwp15(1), nib(1), {}, {}}, "PT Maju Contoh"));
  chronicle.tell(company(Pihak::kedua, {npwp16(2), nib(1), {}, {}}, "P.T. MAJU  CONTOH"));
  const Found found(chronicle);
  ReconcileView view(chronicle.store(), found.matching, found.reconciliation, false);
  EXPECT_THAT(view.pairs(0).text(SheetForm::json), ::testing::HasSubstr(R"("kemiripanNama":100})"));
}

}  // namespace
}  // namespace jembatan::office
