#include "exchange/agreement.h"

#include <gtest/gtest.h>

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;

TEST(Agreement, IsInForceOnItsFirstAndLastDay) {
  const Agreement agreement{{{2020y / 11 / 3, 2023y / 11 / 2}}};
  EXPECT_TRUE(agreement.in_force(2020y / 11 / 3));
  EXPECT_TRUE(agreement.in_force(2023y / 11 / 2));
}

TEST(Agreement, IsNotInForceOnTheDaysAround) {
  const Agreement agreement{{{2020y / 11 / 3, 2023y / 11 / 2}}};
  EXPECT_FALSE(agreement.in_force(2020y / 11 / 2));
  EXPECT_FALSE(agreement.in_force(2023y / 11 / 3));
}

TEST(Agreement, AnExtensionThatFollowsAtOnceMovesItsEnd) {
  const Agreement agreement{{{2023y / 11 / 3, 2026y / 11 / 2}, {2020y / 11 / 3, 2023y / 11 / 2}}};
  EXPECT_EQ(agreement.ends(2021y / 1 / 1), 2026y / 11 / 2);
}

TEST(Agreement, AGapEndsIt) {
  const Agreement agreement{{{2020y / 11 / 3, 2023y / 11 / 2}, {2024y / 1 / 1, 2026y / 11 / 2}}};
  EXPECT_EQ(agreement.ends(2021y / 1 / 1), 2023y / 11 / 2);
  EXPECT_FALSE(agreement.in_force(2023y / 12 / 1));
}

TEST(Agreement, WarnsFromThreeMonthsBeforeItsEnd) {
  const Agreement agreement{{{2020y / 11 / 3, 2023y / 11 / 2}}};
  EXPECT_EQ(agreement.warning(2023y / 8 / 1), "");
  EXPECT_NE(agreement.warning(2023y / 8 / 2), "");
}

TEST(Agreement, WarnsThreeMonthsBeforeAnEndOnADayThatTheEarlierMonthDoesNotHave) {
  const Agreement agreement{{{2020y / 11 / 3, 2023y / 5 / 31}}};
  EXPECT_EQ(agreement.warning(2023y / 2 / 27), "");
  EXPECT_NE(agreement.warning(2023y / 2 / 28), "");
}

TEST(Agreement, WarnsOutsideItsTerms) {
  EXPECT_NE(Agreement{}.warning(2021y / 1 / 1), "");
}

TEST(Agreement, HasNoEndOnADayThatItDoesNotCover) {
  EXPECT_EQ(Agreement{}.ends(2021y / 1 / 1), std::nullopt);
}

}  // namespace
}  // namespace jembatan::exchange
