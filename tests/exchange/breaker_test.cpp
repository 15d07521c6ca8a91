#include "exchange/breaker.h"

#include <gtest/gtest.h>

#include "exchange/hand_clock.h"

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;

class TheBreaker : public ::testing::Test {
 protected:
  void fail(int times) {
    for (int i = 0; i < times; ++i) {
      const auto pass = breaker.admit();
      ASSERT_TRUE(pass);
      static_cast<void>(breaker.failed(*pass, "refused"));
    }
  }
  void open() { fail(3); }
  void cool_down() { clock.to(breaker.look().next_probe); }

  HandClock clock;
  Breaker breaker{{3, {1s, 60s}}, clock, 7};
};

TEST_F(TheBreaker, LetsEveryCallThroughWhileItIsClosed) {
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(breaker.admit());
}

TEST_F(TheBreaker, StaysClosedBelowItsLimit) {
  fail(2);
  EXPECT_EQ(breaker.look().state, Breaker::State::closed);
}

TEST_F(TheBreaker, OpensAtItsLimitAndSaysWhy) {
  open();
  EXPECT_EQ(breaker.look().state, Breaker::State::open);
  EXPECT_EQ(breaker.look().reason, "refused");
  EXPECT_FALSE(breaker.admit());
}

TEST_F(TheBreaker, CountsFailuresInARowOnly) {
  fail(2);
  static_cast<void>(breaker.succeeded(*breaker.admit()));
  fail(2);
  EXPECT_EQ(breaker.look().state, Breaker::State::closed);
}

TEST_F(TheBreaker, TellsItsOpeningOnce) {
  const auto one = breaker.admit(), two = breaker.admit(), three = breaker.admit(), four = breaker.admit();
  EXPECT_EQ(breaker.failed(*one, ""), Breaker::Turn::none);
  EXPECT_EQ(breaker.failed(*two, ""), Breaker::Turn::none);
  EXPECT_EQ(breaker.failed(*three, ""), Breaker::Turn::opened);
  EXPECT_EQ(breaker.failed(*four, ""), Breaker::Turn::none);
}

TEST_F(TheBreaker, LetsNothingThroughUntilItHasCooledDown) {
  open();
  clock.to(breaker.look().next_probe - 1ms);
  EXPECT_FALSE(breaker.admit());
  cool_down();
  EXPECT_TRUE(breaker.admit());
}

TEST_F(TheBreaker, LetsOneProbeThroughAtATime) {
  open();
  cool_down();
  EXPECT_EQ(breaker.look().state, Breaker::State::half_open);
  EXPECT_TRUE(breaker.admit());
  EXPECT_FALSE(breaker.admit());
  EXPECT_EQ(breaker.look().state, Breaker::State::half_open);
}

TEST_F(TheBreaker, IsClosedByOneSuccess) {
  open();
  cool_down();
  EXPECT_EQ(breaker.succeeded(*breaker.admit()), Breaker::Turn::closed);
  EXPECT_EQ(breaker.look().state, Breaker::State::closed);
  fail(2);
  EXPECT_EQ(breaker.look().state, Breaker::State::closed);
}

TEST_F(TheBreaker, IsOpenAgainAfterAProbeThatFailed) {
  open();
  cool_down();
  static_cast<void>(breaker.failed(*breaker.admit(), "still refused"));
  EXPECT_EQ(breaker.look().state, Breaker::State::open);
  EXPECT_EQ(breaker.look().reason, "still refused");
}

TEST_F(TheBreaker, IsNotMovedByALateFailureOfACallFromBefore) {
  const auto early = breaker.admit();
  open();
  const auto probe_at = breaker.look().next_probe;
  EXPECT_EQ(breaker.failed(*early, "late"), Breaker::Turn::none);
  EXPECT_EQ(breaker.look().next_probe, probe_at);
}

TEST_F(TheBreaker, IsNotOpenedByAProbeThatFailsAfterAnotherCallCameThrough) {
  const auto early = breaker.admit();
  open();
  cool_down();
  const auto probe = breaker.admit();
  EXPECT_EQ(breaker.succeeded(*early), Breaker::Turn::closed);
  static_cast<void>(breaker.failed(*probe, "late"));
  EXPECT_EQ(breaker.look().state, Breaker::State::closed);
}

TEST_F(TheBreaker, NeverCoolsDownLongerThanItsCap) {
  open();
  for (int i = 0; i < 200; ++i) {
    const auto left = breaker.look().next_probe - clock.steady();
    EXPECT_GE(left, 1s);
    EXPECT_LE(left, 60s);
    cool_down();
    static_cast<void>(breaker.failed(*breaker.admit(), ""));
  }
}

TEST(TheBackoff, IsSpreadEvenlyUpToADoublingBound) {
  Backoff backoff({1s, 60s}, 11);
  for (unsigned failures = 1; failures <= 8; ++failures) {
    const auto bound =
        std::min(std::chrono::milliseconds(1000 << failures), std::chrono::milliseconds(60'000));
    auto least = std::chrono::milliseconds(60'001), most = std::chrono::milliseconds(0);
    for (int i = 0; i < 2000; ++i) {
      const auto wait = backoff.after(failures);
      least = std::min(least, wait);
      most = std::max(most, wait);
    }
    EXPECT_GE(least, 1s);
    EXPECT_LE(most, bound);
    EXPECT_LT(least, 1s + (bound - 1s) / 10);
    EXPECT_GT(most, bound - (bound - 1s) / 10);
  }
}

TEST(TheBackoff, SurvivesAnyNumberOfFailures) {
  Backoff backoff({1s, 60s}, 11);
  EXPECT_LE(backoff.after(4'000'000'000U), 60s);
  EXPECT_GE(backoff.after(4'000'000'000U), 1s);
}

TEST(TheBackoff, IsTheSameForTheSameSeed) {
  Backoff one({1s, 60s}, 3), other({1s, 60s}, 3);
  for (unsigned i = 1; i < 20; ++i) EXPECT_EQ(one.after(i), other.after(i));
}

}  // namespace
}  // namespace jembatan::exchange
