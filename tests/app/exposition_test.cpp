#include "app/exposition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace jembatan::app {
namespace {

using ::testing::HasSubstr;

TEST(Exposition, AFamilyBeginsWithItsHelpAndItsType) {
  Exposition page;
  page.family("a_total", Exposition::Type::counter, "What is counted.");
  page.sample({}, std::uint64_t{7});
  EXPECT_EQ(page.text(), "# HELP a_total What is counted.\n# TYPE a_total counter\na_total 7\n");
}

TEST(Exposition, ASampleBearsItsLabels) {
  Exposition page;
  page.family("a", Exposition::Type::gauge, "A.");
  page.sample({{"party", "kesatu"}, {"state", "open"}}, std::uint64_t{1});
  EXPECT_THAT(page.text(), HasSubstr("\na{party=\"kesatu\",state=\"open\"} 1\n"));
}

TEST(Exposition, ALabelCannotBreakOutOfItsQuotes) {
  Exposition page;
  page.family("a", Exposition::Type::gauge, "A.");
  page.sample({{"b", "x\"} 1\n# y\\"}}, std::uint64_t{1});
  EXPECT_THAT(page.text(), HasSubstr("\na{b=\"x\\\"} 1\\n# y\\\\\"} 1\n"));
}

TEST(Exposition, AHelpIsOneLine) {
  Exposition page;
  page.family("a", Exposition::Type::gauge, "one\ntwo\\");
  EXPECT_THAT(page.text(), HasSubstr("# HELP a one\\ntwo\\\\\n"));
}

TEST(Exposition, NumbersThatAreNoneHaveTheirNames) {
  Exposition page;
  page.family("a", Exposition::Type::gauge, "A.");
  page.sample({}, std::numeric_limits<double>::infinity());
  page.sample({}, -std::numeric_limits<double>::infinity());
  page.sample({}, std::numeric_limits<double>::quiet_NaN());
  EXPECT_THAT(page.text(), HasSubstr("a +Inf\na -Inf\na NaN\n"));
}

TEST(Exposition, AHistogramIsCumulativeAndInBaseUnits) {
  base::Histogram histogram({50, 1'000'000});
  for (const std::int64_t value : {50, 60, 2'000'000}) histogram.observe(value);
  Exposition page;
  page.family("a_seconds", Exposition::Type::histogram, "A.");
  page.histogram({{"stage", "send"}}, histogram.look(), 1e6);
  EXPECT_THAT(page.text(), HasSubstr("a_seconds_bucket{stage=\"send\",le=\"5e-05\"} 1\n"
                                     "a_seconds_bucket{stage=\"send\",le=\"1\"} 2\n"
                                     "a_seconds_bucket{stage=\"send\",le=\"+Inf\"} 3\n"
                                     "a_seconds_sum{stage=\"send\"} 2.00011\n"
                                     "a_seconds_count{stage=\"send\"} 3\n"));
}

}  // namespace
}  // namespace jembatan::app
