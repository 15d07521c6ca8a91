#include "sandbox/lanjutan.h"

#include <gtest/gtest.h>

namespace jembatan::sandbox {
namespace {

std::string utc(std::string_view sent) {
  const auto time = parse_date_time(sent);
  return time ? base::iso8601(*time) : "";
}

TEST(Lanjutan, LeadsOnInTheSameList) {
  EXPECT_EQ(read_lanjutan("rahasia", "pekerja 3", make_lanjutan("rahasia", "pekerja 3", 42)), 42);
}

TEST(Lanjutan, IsNoGoodForAnotherListOrFile) {
  const std::string token = make_lanjutan("rahasia", "pekerja 3", 42);
  EXPECT_FALSE(read_lanjutan("rahasia", "pekerja 4", token));
  EXPECT_FALSE(read_lanjutan("lain", "pekerja 3", token));
}

TEST(Lanjutan, IsNoGoodWhereItWasChangedOrMadeUp) {
  std::string token = make_lanjutan("rahasia", "pekerja 3", 42);
  token.front() = '5';
  EXPECT_FALSE(read_lanjutan("rahasia", "pekerja 3", token));
  for (const char* made_up : {"", "-", "42", "42-", "abc-def", "99999999999999999999-0000000000000000"}) {
    EXPECT_FALSE(read_lanjutan("rahasia", "pekerja 3", made_up)) << made_up;
  }
}

TEST(DateTime, ReadsAZone) {
  EXPECT_EQ(utc("2026-08-15T10:00:00+07:00"), "2026-08-15T03:00:00.000Z");
  EXPECT_EQ(utc("2026-08-15T10:00:00Z"), "2026-08-15T10:00:00.000Z");
}

TEST(DateTime, TakesATimeWithoutZoneForJakartas) {
  EXPECT_EQ(utc("2026-08-15T00:00:00"), "2026-08-14T17:00:00.000Z");
}

TEST(DateTime, CutsFractionsToMilliseconds) {
  EXPECT_EQ(utc("2026-08-15T10:00:00.98765Z"), "2026-08-15T10:00:00.987Z");
  EXPECT_EQ(utc(" 2026-08-15T10:00:00.5Z\n"), "2026-08-15T10:00:00.500Z");
}

TEST(DateTime, KnowsTheEndOfADay) {
  EXPECT_EQ(utc("2026-08-15T24:00:00Z"), "2026-08-16T00:00:00.000Z");
}

TEST(DateTime, RefusesWhatIsNone) {
  for (const char* wrong :
       {"", "2026-08-15", "2026-02-30T00:00:00", "2026-08-15T24:00:01Z", "2026-08-15T10:60:00Z",
        "2026-08-15T10:00:00.Z", "2026-08-15T10:00:00+15:00", "2026-08-15T10:00:00 07:00"}) {
    EXPECT_EQ(utc(wrong), "") << wrong;
  }
}

}  // namespace
}  // namespace jembatan::sandbox
