#include "base/histogram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/timing.h"

namespace jembatan::base {
namespace {

using ::testing::ElementsAre;

TEST(Histogram, CountsAValueUpToAndWithItsBound) {
  Histogram histogram({10, 20});
  for (const std::int64_t value : {0, 10, 11, 20}) histogram.observe(value);
  EXPECT_THAT(histogram.look().counts, ElementsAre(2, 2, 0));
}

TEST(Histogram, KeepsWhatIsAboveEveryBound) {
  Histogram histogram({10, 20});
  histogram.observe(21);
  EXPECT_THAT(histogram.look().counts, ElementsAre(0, 0, 1));
}

TEST(Histogram, SumsTheValues) {
  Histogram histogram({10});
  histogram.observe(3);
  histogram.observe(40);
  EXPECT_EQ(histogram.look().sum, 43);
  EXPECT_EQ(histogram.look().count(), 2U);
}

TEST(Histogram, LosesNothingWhenManyThreadsObserve) {
  Histogram histogram({1});
  constexpr int each = 20'000;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < each; ++n) histogram.observe(n % 2 + 1);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(histogram.look().counts, ElementsAre(2 * each, 2 * each));
  EXPECT_EQ(histogram.look().sum, 4 * each / 2 * 3);
}

TEST(Histogram, LatencyBoundsAscendFrom50MicrosecondsTo60Seconds) {
  const auto bounds = latency_bounds();
  EXPECT_TRUE(std::is_sorted(bounds.begin(), bounds.end()));
  EXPECT_EQ(bounds.front(), 50);
  EXPECT_EQ(bounds.back(), 60'000'000);
}

/// Moves on by a millisecond whenever it is asked.
class TickingClock final : public Clock {
 public:
  [[nodiscard]] WallTime wall() const override { return {}; }
  [[nodiscard]] SteadyTime steady() const override { return SteadyTime(std::chrono::milliseconds(++asked_)); }

 private:
  mutable std::int64_t asked_ = 0;
};

TEST(Timing, ObservesItsBlockInMicroseconds) {
  const TickingClock clock;
  Histogram histogram(latency_bounds());
  { const Timing timing(histogram, clock); }
  EXPECT_EQ(histogram.look().sum, 1000);
}

TEST(Timing, ObservesABlockThatIsLeftByAnException) {
  const TickingClock clock;
  Histogram histogram(latency_bounds());
  const auto fail = [&] {
    const Timing timing(histogram, clock);
    throw std::runtime_error("left");
  };
  EXPECT_THROW(fail(), std::runtime_error);
  EXPECT_EQ(histogram.look().count(), 1U);
}

}  // namespace
}  // namespace jembatan::base
