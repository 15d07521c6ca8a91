#include "exchange/delivery_queue.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;
using journal::Waiting;

Waiting item(std::uint64_t number, std::vector<std::int64_t> companies) {
  Waiting waiting;
  waiting.number = number;
  waiting.companies = std::move(companies);
  return waiting;
}

class Queue : public ::testing::Test {
 protected:
  DeliveryQueue queue;
  base::SteadyTime now{1h};
};

TEST_F(Queue, GivesTheOldestFirst) {
  queue.replace({item(1, {10}), item(2, {20}), item(3, {30})});
  EXPECT_EQ(queue.take(now), 1U);
  EXPECT_EQ(queue.take(now), 2U);
  EXPECT_EQ(queue.take(now), 3U);
  EXPECT_EQ(queue.take(now), std::nullopt);
}

TEST_F(Queue, KeepsTheOrderWithinACompany) {
  queue.replace({item(1, {10}), item(2, {10}), item(3, {20})});
  EXPECT_EQ(queue.take(now), 1U);
  EXPECT_EQ(queue.take(now), 3U);
  EXPECT_EQ(queue.take(now), std::nullopt);
  queue.done(1);
  EXPECT_EQ(queue.take(now), 2U);
}

TEST_F(Queue, AnItemOfTwoCompaniesWaitsForBothAndHoldsUpBoth) {
  queue.replace({item(1, {10}), item(2, {20}), item(3, {10, 20}), item(4, {10}), item(5, {20})});
  EXPECT_EQ(queue.take(now), 1U);
  EXPECT_EQ(queue.take(now), 2U);
  queue.done(1);
  EXPECT_EQ(queue.take(now), std::nullopt);
  queue.done(2);
  EXPECT_EQ(queue.take(now), 3U);
  EXPECT_EQ(queue.take(now), std::nullopt);
  queue.done(3);
  EXPECT_EQ(queue.take(now), 4U);
  EXPECT_EQ(queue.take(now), 5U);
}

TEST_F(Queue, WhatHasNoCompanyWaitsForNobody) {
  queue.replace({item(1, {}), item(2, {})});
  EXPECT_EQ(queue.take(now), 1U);
  EXPECT_EQ(queue.take(now), 2U);
}

TEST_F(Queue, WhatFailedWaitsAndItsCompanyWithIt) {
  queue.replace({item(1, {10}), item(2, {10}), item(3, {20})});
  ASSERT_EQ(queue.take(now), 1U);
  queue.again(1, now + 5s);
  EXPECT_EQ(queue.take(now), 3U);
  EXPECT_EQ(queue.take(now), std::nullopt);
  EXPECT_EQ(queue.next_moment(), now + 5s);
  EXPECT_EQ(queue.take(now + 5s), 1U);
}

TEST_F(Queue, WhatIsBlockedHoldsItsCompanyUntilItIsReplaced) {
  queue.replace({item(1, {10}), item(2, {10})});
  ASSERT_EQ(queue.take(now), 1U);
  queue.block(1);
  EXPECT_EQ(queue.take(now + 1h), std::nullopt);
  queue.replace({item(2, {10})});
  EXPECT_EQ(queue.take(now), 2U);
}

TEST_F(Queue, AReplacementForgetsNoDelay) {
  queue.replace({item(1, {10})});
  ASSERT_EQ(queue.take(now), 1U);
  queue.again(1, now + 5s);
  queue.replace({item(1, {10}), item(2, {20})});
  EXPECT_EQ(queue.take(now), 2U);
  EXPECT_EQ(queue.take(now), std::nullopt);
  EXPECT_EQ(queue.take(now + 5s), 1U);
  EXPECT_EQ(queue.failures(1), 1U);
}

TEST_F(Queue, AReplacementLeavesWhatIsUnderWayWhereItIs) {
  queue.replace({item(1, {10}), item(2, {10})});
  ASSERT_EQ(queue.take(now), 1U);
  queue.replace({item(2, {10})});
  EXPECT_EQ(queue.take(now), std::nullopt);
  queue.done(1);
  EXPECT_EQ(queue.take(now), 2U);
}

TEST_F(Queue, AnOlderOneThatTurnsUpLaterGoesBeforeTheRepetitionOfOneUnderWay) {
  queue.replace({item(6, {10})});
  ASSERT_EQ(queue.take(now), 6U);
  queue.replace({item(5, {10})});
  queue.again(6, now);
  EXPECT_EQ(queue.take(now), 5U);
  EXPECT_EQ(queue.take(now), std::nullopt);
  queue.done(5);
  EXPECT_EQ(queue.take(now), 6U);
}

TEST_F(Queue, RandomTrafficIsAlwaysInOrderAndNothingIsForgotten) {
  std::mt19937 random(20);
  std::map<std::uint64_t, std::vector<std::int64_t>> waiting;
  for (std::uint64_t number = 1; number <= 400; ++number) {
    waiting[number].push_back(random() % 12);
    if (random() % 4 == 0) waiting[number].push_back(12 + random() % 3);
  }
  std::set<std::uint64_t> under_way;
  const auto load = [&] {
    std::vector<Waiting> page;
    for (const auto& [number, companies] : waiting) {
      if (page.size() == 40) break;
      if (under_way.count(number) == 0) page.push_back(item(number, companies));
    }
    queue.replace(page);
  };
  const auto stands_first = [&](std::uint64_t number) {
    for (const auto& [earlier, companies] : waiting) {
      if (earlier >= number) return true;
      for (const auto company : waiting.at(number)) {
        if (std::find(companies.begin(), companies.end(), company) != companies.end()) return false;
      }
    }
    return true;
  };
  for (int turn = 0; turn < 20'000 && !waiting.empty(); ++turn) {
    if (random() % 10 == 0) load();
    if (under_way.size() < 5) {
      if (const auto number = queue.take(now)) {
        ASSERT_TRUE(stands_first(*number)) << *number;
        under_way.insert(*number);
      }
    }
    if (!under_way.empty() && random() % 2 == 0) {
      auto chosen = under_way.begin();
      std::advance(chosen, random() % under_way.size());
      const std::uint64_t number = *chosen;
      under_way.erase(chosen);
      if (random() % 3 == 0) {
        queue.again(number, now + std::chrono::milliseconds(random() % 50));
      } else {
        waiting.erase(number);
        queue.done(number);
      }
    }
    now += 5ms;
  }
  EXPECT_TRUE(waiting.empty());
}

}  // namespace
}  // namespace jembatan::exchange
