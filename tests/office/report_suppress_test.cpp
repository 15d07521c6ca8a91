#include "office/report_suppress.h"

#include <gtest/gtest.h>

#include <random>

namespace jembatan::office {
namespace {

using Hidden = std::vector<std::vector<bool>>;

TEST(Suppressed, ShowsGroupsOfFiveAndMoreAndZero) {
  EXPECT_EQ(suppressed(with_sums({{5, 0, 9}, {7, 8, 6}})), Hidden(3, std::vector<bool>(4, false)));
}

TEST(Suppressed, HidesAGroupUnderFive) {
  EXPECT_TRUE(suppressed(with_sums({{4, 90, 80}, {70, 60, 50}}))[0][0]);
}

TEST(Suppressed, HidesASecondNumberOfTheRowAndOfTheColumn) {
  const Hidden hidden = suppressed(with_sums({{4, 90, 80}, {70, 60, 50}}));
  EXPECT_TRUE(hidden[0][1] || hidden[0][2] || hidden[0][3]);
  EXPECT_TRUE(hidden[1][0] || hidden[2][0]);
}

TEST(Suppressed, HidesTheTotalWhereNothingElseCanBe) {
  const Hidden hidden = suppressed({{3, 0, 3}});
  EXPECT_TRUE(hidden[0][0] && hidden[0][2]);
  EXPECT_FALSE(hidden[0][1]);
}

TEST(Suppressed, HidesMoreWhereTheHiddenOnesTogetherAreUnderFive) {
  const Hidden hidden = suppressed({{1, 2, 50, 60, 113}});
  EXPECT_TRUE(hidden[0][2]);
}

/// Of any line: hidden numbers are never one alone, and never a total beside shown parts.
TEST(Suppressed, LeavesNoLineThatGivesANumberAway) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    Grid grid(1 + random() % 6, std::vector<std::uint64_t>(3));
    for (auto& row : grid) {
      for (auto& cell : row) cell = random() % 3 == 0 ? random() % 6 : random() % 60;
    }
    grid = with_sums(grid);
    const Hidden hidden = suppressed(grid);
    for (std::size_t row = 0; row < grid.size(); ++row) {
      int count = 0;
      for (std::size_t column = 0; column < grid[row].size(); ++column) {
        const bool small = grid[row][column] > 0 && grid[row][column] < kLeastGroup;
        ASSERT_TRUE(hidden[row][column] || !small);
        count += hidden[row][column] ? 1 : 0;
      }
      ASSERT_NE(count, 1) << "row " << row << " of round " << round;
    }
    for (std::size_t column = 0; column < grid.front().size(); ++column) {
      int count = 0;
      for (std::size_t row = 0; row < grid.size(); ++row) count += hidden[row][column] ? 1 : 0;
      ASSERT_NE(count, 1) << "column " << column << " of round " << round;
    }
  }
}

}  // namespace
}  // namespace jembatan::office
