#include "office/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace jembatan::office {
namespace {

using std::chrono::milliseconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class SetClock final : public base::Clock {
 public:
  [[nodiscard]] base::WallTime wall() const override { return {}; }
  [[nodiscard]] base::SteadyTime steady() const override { return now; }
  base::SteadyTime now{};
};

struct Screen {
  std::vector<std::string> writes;
  [[nodiscard]] Terminal terminal(std::size_t columns = 80) {
    return {[this](std::string_view text) { writes.emplace_back(text); }, columns};
  }
};

TEST(ProgressLine, ShowsPartRateAndTimeLeft) {
  EXPECT_EQ(progress_line("pekerja", 1'000, 4'000, milliseconds(2'000), 100),
            "pekerja [#####---------------]  25%  1,000 of 4,000  500/s  0:06 left");
}

TEST(ProgressLine, ShowsCountAndRateWithoutATotal) {
  EXPECT_EQ(progress_line("pekerja", 1'234'567, {}, milliseconds(1'000), 100),
            "pekerja  1,234,567  1,234,567/s");
}

TEST(ProgressLine, ShowsHoursWhereItTakesHours) {
  EXPECT_THAT(progress_line("p", 1, 7'323, milliseconds(1'000), 100), EndsWith("2:02:02 left"));
}

TEST(ProgressLine, SaysNothingOfTimeLeftAtTheEndOrTheStart) {
  EXPECT_THAT(progress_line("p", 5, 5, milliseconds(1'000), 100), EndsWith("100%  5 of 5  5/s"));
  EXPECT_THAT(progress_line("p", 0, 5, milliseconds(0), 100), EndsWith("  0%  0 of 5  0/s"));
}

TEST(ProgressLine, TakesMoreThanTheTotalForTheWhole) {
  EXPECT_THAT(progress_line("p", 9, 5, milliseconds(1'000), 100), HasSubstr("100%  9 of 5"));
}

TEST(ProgressLine, FitsTheTerminal) {
  EXPECT_THAT(progress_line("pekerja", 1, 5, milliseconds(1'000), 10), StartsWith("pekerja ["));
  EXPECT_THAT(progress_line("pekerja", 1, 5, milliseconds(1'000), 10), EndsWith("…"));
}

TEST(Progress, RedrawsAtMostTenTimesASecond) {
  SetClock clock;
  Screen screen;
  Progress progress(clock, screen.terminal(), "pekerja", 1'000);
  for (int i = 0; i < 1'000; ++i) {
    clock.now += milliseconds(1);
    progress.advance();
  }
  EXPECT_THAT(screen.writes, SizeIs(10));
}

TEST(Progress, DrawsTheLastStateAndEndsTheLineOnce) {
  SetClock clock;
  Screen screen;
  {
    Progress progress(clock, screen.terminal(), "pekerja", 2);
    progress.advance(2);
    progress.finish();
    progress.finish();
  }
  ASSERT_THAT(screen.writes, SizeIs(2));
  EXPECT_THAT(screen.writes[0], HasSubstr("2 of 2"));
  EXPECT_EQ(screen.writes[1], "\n");
}

TEST(Progress, IsSilentWithoutATerminal) {
  const SetClock clock;
  ::testing::internal::CaptureStderr();  // makes stderr a file
  {
    Progress progress(clock, Terminal::standard_error(), "pekerja", 2);
    progress.advance(2);
  }
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), IsEmpty());
}

}  // namespace
}  // namespace jembatan::office
