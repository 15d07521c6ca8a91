#include "base/clock.h"

#include <gtest/gtest.h>

namespace jembatan::base {
namespace {

using std::chrono::milliseconds;
using std::chrono::sys_days;
using namespace std::chrono_literals;

WallTime at(std::chrono::sys_days day, milliseconds clock) {
  return WallTime{day + clock};
}

TEST(Clock, WritesTimesInUtcWithMilliseconds) {
  EXPECT_EQ(iso8601(at(sys_days{2026y / 8 / 15}, 3h + 4min + 5s + 6ms)), "2026-08-15T03:04:05.006Z");
}

TEST(Clock, WritesTimesBeforeTheEpoch) {
  EXPECT_EQ(iso8601(at(sys_days{1969y / 12 / 31}, 23h + 59min + 59s)), "1969-12-31T23:59:59.000Z");
}

TEST(Clock, TheDayInJakartaBeginsSevenHoursBeforeUtc) {
  EXPECT_EQ(date_in_jakarta(at(sys_days{2026y / 8 / 14}, 17h)), 2026y / 8 / 15);
}

TEST(Clock, TheDayInJakartaLastsUntilSeventeenUtc) {
  EXPECT_EQ(date_in_jakarta(at(sys_days{2026y / 8 / 15}, 17h - 1ms)), 2026y / 8 / 15);
}

TEST(Clock, SteadyTimeNeverGoesBack) {
  const SystemClock clock;
  const SteadyTime before = clock.steady();
  EXPECT_LE(before, clock.steady());
}

}  // namespace
}  // namespace jembatan::base
