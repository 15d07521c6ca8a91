// What opening, finding and advancing an exchange promise.

#include <gmock/gmock.h>

#include <thread>

#include "base/result.h"
#include "store_suite.h"

namespace jembatan::journal::test {
namespace {

using testing::ElementsAre;

class Exchanges : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(Every, Exchanges, testing::ValuesIn(backends()),
                         [](const auto& each) { return each.param.name; });

Entry full_entry() {
  Entry entry = arrival("pesan-penuh");
  entry.content_digest = "0a1b";
  entry.state = State::pending;
  entry.outcome = "TERTUNDA";
  entry.reason = "the other party cannot be reached";
  entry.finished_at = StepClock::at(1'790'000'000'123);
  entry.durations = {1, 2, 3, 4, 5};
  entry.rules_digest = "cafe";
  entry.replay_of = 7;
  entry.replay_mode = "gateway";
  entry.attempts = 2;
  entry.records = 1000;
  entry.rejected = 999;
  return entry;
}

void expect_same(const Entry& found, const Entry& wanted) {
  EXPECT_EQ(found.party, wanted.party);
  EXPECT_EQ(found.section, wanted.section);
  EXPECT_EQ(found.operation, wanted.operation);
  EXPECT_EQ(found.refusals, wanted.refusals);
  EXPECT_EQ(found.held, wanted.held);
  EXPECT_EQ(found.id_pesan, wanted.id_pesan);
  EXPECT_EQ(found.binds_id, wanted.binds_id);
  EXPECT_EQ(found.content_digest, wanted.content_digest);
  EXPECT_EQ(found.soap_version, wanted.soap_version);
  EXPECT_EQ(found.peer, wanted.peer);
  EXPECT_EQ(found.state, wanted.state);
  EXPECT_EQ(found.outcome, wanted.outcome);
  EXPECT_EQ(found.reason, wanted.reason);
  EXPECT_EQ(found.received_at, wanted.received_at);
  EXPECT_EQ(found.finished_at, wanted.finished_at);
  EXPECT_EQ(found.durations.guard, wanted.durations.guard);
  EXPECT_EQ(found.durations.decode, wanted.durations.decode);
  EXPECT_EQ(found.durations.judge, wanted.durations.judge);
  EXPECT_EQ(found.durations.send, wanted.durations.send);
  EXPECT_EQ(found.durations.total, wanted.durations.total);
  EXPECT_EQ(found.rules_digest, wanted.rules_digest);
  EXPECT_EQ(found.replay_of, wanted.replay_of);
  EXPECT_EQ(found.replay_mode, wanted.replay_mode);
  EXPECT_EQ(found.attempts, wanted.attempts);
  EXPECT_EQ(found.records, wanted.records);
  EXPECT_EQ(found.rejected, wanted.rejected);
}

TEST_P(Exchanges, ComeBackWithEveryMember) {
  const Entry entry = full_entry();
  const auto number = opened(*store_, entry);
  const auto found = store_->find(number);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->number, number);
  expect_same(*found, entry);
}

TEST_P(Exchanges, ThatDoNotExistAreNotFound) {
  EXPECT_FALSE(store_->find(1));
  EXPECT_FALSE(store_->find(0));
  EXPECT_FALSE(store_->find(~std::uint64_t{0}));
  EXPECT_TRUE(store_->messages(~std::uint64_t{0}).empty());
  EXPECT_FALSE(store_->advance(~std::uint64_t{0}, State::received, to(State::refused)));
}

TEST_P(Exchanges, AreNumberedFromOneUpwards) {
  EXPECT_EQ(opened(*store_, arrival("a")), 1U);
  EXPECT_EQ(opened(*store_, arrival("b")), 2U);
}

TEST_P(Exchanges, UseNoNumberForASecondOneWithTheSameIdPesan) {
  opened(*store_, arrival("a"));
  EXPECT_TRUE(std::holds_alternative<Seen>(store_->open(arrival("a"), {})));
  EXPECT_EQ(opened(*store_, arrival("b")), 2U);
}

TEST_P(Exchanges, ShowTheFirstOneToASecondWithItsIdPesan) {
  const auto first = opened(*store_, arrival("a"));
  ASSERT_TRUE(store_->advance(first, State::received, to(State::pending)));
  Entry second = arrival("a");
  second.operation = "SelaraskanPekerja";
  const auto result = store_->open(second, {{Leg::in, "other"}});
  ASSERT_TRUE(std::holds_alternative<Seen>(result));
  EXPECT_EQ(std::get<Seen>(result).entry.number, first);
  EXPECT_EQ(std::get<Seen>(result).entry.state, State::pending);
  EXPECT_EQ(store_->count({}), 1U);
}

TEST_P(Exchanges, OfTheTwoPartiesMayUseTheSameIdPesan) {
  Entry other = arrival("a");
  other.party = "kedua";
  opened(*store_, arrival("a"));
  EXPECT_TRUE(std::holds_alternative<Opened>(store_->open(other, {})));
}

TEST_P(Exchanges, ThatDoNotBindMayRepeatAnIdPesan) {
  Entry loose = arrival("a");
  loose.binds_id = false;
  opened(*store_, arrival("a"));
  EXPECT_TRUE(std::holds_alternative<Opened>(store_->open(loose, {})));
  EXPECT_TRUE(std::holds_alternative<Opened>(store_->open(loose, {})));
}

TEST_P(Exchanges, AreFoundByTheIdPesanTheyBind) {
  Entry loose = arrival("a");
  loose.binds_id = false;
  opened(*store_, loose);
  const auto binding = opened(*store_, arrival("a"));
  EXPECT_EQ(store_->find_bound("kesatu", "a")->number, binding);
  EXPECT_FALSE(store_->find_bound("kedua", "a"));
  EXPECT_FALSE(store_->find_bound("kesatu", "b"));
}

TEST_P(Exchanges, FreeTheirIdPesanWhenToldTo) {
  const auto first = opened(*store_, arrival("a"));
  Change freed = to(State::refused);
  freed.binds_id = false;
  ASSERT_TRUE(store_->advance(first, State::received, freed));
  EXPECT_FALSE(store_->find_bound("kesatu", "a"));
  EXPECT_EQ(opened(*store_, arrival("a")), 2U);
}

TEST_P(Exchanges, ThatWouldTakeAnIdPesanAnotherHoldsAreNotChanged) {
  opened(*store_, arrival("a"));
  Entry loose = arrival("a");
  loose.binds_id = false;
  const auto second = opened(*store_, loose);
  Change taking = to(State::pending);
  taking.binds_id = true;
  EXPECT_THROW((void)store_->advance(second, State::received, taking), base::Broken);
  EXPECT_FALSE(store_->find(second)->binds_id);
  EXPECT_EQ(store_->find(second)->state, State::received);
}

TEST_P(Exchanges, ChangeEveryMemberThatIsSet) {
  Entry entry = full_entry();
  const auto number = opened(*store_, entry);
  Change change = to(State::sending);
  change.outcome = entry.outcome = "RAGU";
  change.reason = entry.reason = "interrupted";
  change.binds_id = entry.binds_id = false;
  change.held = entry.held = true;
  change.finished_at = StepClock::at(42);
  entry.finished_at = change.finished_at;
  change.durations = entry.durations = {6, 7, 8, 9, 10};
  change.attempts = entry.attempts = 11;
  change.refusals = entry.refusals = 9;
  change.records = entry.records = 12;
  change.rejected = entry.rejected = 13;
  entry.state = State::sending;
  ASSERT_TRUE(store_->advance(number, State::pending, change));
  expect_same(*store_->find(number), entry);
}

TEST_P(Exchanges, KeepWhatAChangeDoesNotSet) {
  Entry entry = full_entry();
  const auto number = opened(*store_, entry);
  ASSERT_TRUE(store_->advance(number, State::pending, to(State::sending)));
  entry.state = State::sending;
  expect_same(*store_->find(number), entry);
}

TEST_P(Exchanges, InAnotherStateThanExpectedAreLeftAsTheyAre) {
  const auto number = opened(*store_, arrival("a"));
  Change late = to(State::answered);
  late.outcome = "SELESAI";
  late.messages = {{Leg::answer, "late"}};
  EXPECT_FALSE(store_->advance(number, State::sending, late));
  EXPECT_EQ(store_->find(number)->outcome, "");
  EXPECT_TRUE(store_->messages(number).empty());
}

TEST_P(Exchanges, NeverTakeAnIllegalStep) {
  const auto number = opened_in(*store_, State::settled, arrival("a"));
  EXPECT_FALSE(store_->advance(number, State::settled, to(State::sending)));
  EXPECT_EQ(store_->find(number)->state, State::settled);
}

TEST_P(Exchanges, LetExactlyOneOfManyThreadsTakeAStep) {
  constexpr int kRounds = 20;
  constexpr int kThreads = 8;
  for (int round = 0; round < kRounds; ++round) {
    const auto number = opened(*store_, arrival("a" + std::to_string(round)));
    std::atomic<int> winners = 0;
    std::vector<std::thread> threads;
    threads.reserve(16);
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&] {
        Change change = to(State::sending);
        change.messages = {{Leg::out, "sent"}};
        if (store_->advance(number, State::received, change)) ++winners;
      });
    }
    for (auto& thread : threads) thread.join();
    ASSERT_EQ(winners, 1);
    ASSERT_EQ(store_->messages(number).size(), 1U);
  }
}

TEST_P(Exchanges, OpenOnceForAnIdPesanThatManyThreadsSend) {
  std::atomic<int> opened_count = 0;
  std::vector<std::thread> threads;
  threads.reserve(16);
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) {
        const auto result = store_->open(arrival("same" + std::to_string(round)), {{Leg::in, "x"}});
        if (std::holds_alternative<Opened>(result)) ++opened_count;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(opened_count, 20);
}

TEST_P(Exchanges, OfSixteenThreadsAreAllKeptUnderNumbersOfTheirOwnWithoutAGap) {
  constexpr std::size_t kThreads = 16;
  constexpr std::size_t kEach = 50;
  std::vector<std::vector<std::uint64_t>> numbers(kThreads);
  std::vector<std::thread> threads;
  threads.reserve(16);
  for (std::size_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (std::size_t i = 0; i < kEach; ++i) {
        const std::string id = std::to_string(thread) + ":" + std::to_string(i);
        const auto number = opened(*store_, arrival(id), {{Leg::in, id}});
        Change change = to(State::answered);
        change.messages = {{Leg::answer, "answer " + id}};
        if (store_->advance(number, State::received, change)) numbers[thread].push_back(number);
      }
    });
  }
  for (auto& thread : threads) thread.join();

  std::vector<std::uint64_t> all;
  for (std::size_t thread = 0; thread < kThreads; ++thread) {
    ASSERT_EQ(numbers[thread].size(), kEach);
    EXPECT_TRUE(std::is_sorted(numbers[thread].begin(), numbers[thread].end()));
    for (std::size_t i = 0; i < kEach; ++i) {
      const std::string id = std::to_string(thread) + ":" + std::to_string(i);
      const auto messages = store_->messages(numbers[thread][i]);
      ASSERT_EQ(messages.size(), 2U);
      EXPECT_EQ(messages[0].bytes, id);
      EXPECT_EQ(messages[1].bytes, "answer " + id);
    }
    all.insert(all.end(), numbers[thread].begin(), numbers[thread].end());
  }
  std::sort(all.begin(), all.end());
  for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i], i + 1);
}

TEST_P(Exchanges, AreReadWhileOthersAreWritten) {
  const auto number = opened(*store_, arrival("a"), {{Leg::in, "first"}});
  std::atomic<bool> stop = false;
  std::thread writer{[&] {
    for (int i = 0; !stop && i < 100'000; ++i) opened(*store_, arrival("w" + std::to_string(i)));
  }};
  for (int i = 0; i < 200; ++i) {
    ASSERT_EQ(store_->messages(number).at(0).bytes, "first");
    ASSERT_EQ(store_->find_bound("kesatu", "a")->number, number);
  }
  stop = true;
  writer.join();
}

class Messages : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(Every, Messages, testing::ValuesIn(backends()),
                         [](const auto& each) { return each.param.name; });

TEST_P(Messages, ComeBackByteForByte) {
  std::string binary;
  for (int i = 0; i < 512; ++i) binary.push_back(static_cast<char>(i % 256));
  std::string large(std::size_t{4} << 20U, '\0');
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<char>((i * 31 + i / 4096) % 251);
  const auto number =
      opened(*store_, arrival("a"), {{Leg::in, binary}, {Leg::out, large}, {Leg::answer, ""}});
  const auto messages = store_->messages(number);
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_TRUE(messages[0].bytes == binary);
  EXPECT_TRUE(messages[1].bytes == large);
  EXPECT_EQ(messages[2].bytes, "");
}

TEST_P(Messages, AreAppendedInTheOrderTheyWereRecordedWithTheirTimes) {
  clock_.set(1000);
  const auto number = opened(*store_, arrival("a"), {{Leg::in, "request"}});
  clock_.set(500);  // the wall clock may jump: the order is the journal's
  Change change = to(State::pending);
  change.messages = {{Leg::answer, "TERTUNDA"}};
  ASSERT_TRUE(store_->advance(number, State::received, change));
  change = to(State::settled);
  change.messages = {{Leg::out, "sent"}, {Leg::answer, "SELESAI"}};
  ASSERT_TRUE(store_->advance(number, State::pending, change));

  std::vector<std::string> bytes;
  std::vector<base::WallTime> times;
  const auto messages = store_->messages(number);
  for (const Message& message : messages) {
    bytes.push_back(message.bytes);
    times.push_back(message.at);
  }
  EXPECT_THAT(bytes, ElementsAre("request", "TERTUNDA", "sent", "SELESAI"));
  EXPECT_THAT(times,
              ElementsAre(StepClock::at(1000), StepClock::at(500), StepClock::at(500), StepClock::at(500)));
  EXPECT_EQ(last(messages, Leg::answer)->bytes, "SELESAI");
  EXPECT_EQ(last(messages, Leg::answer_in), nullptr);
}

TEST_P(Messages, BelongToTheirExchangeOnly) {
  const auto first = opened(*store_, arrival("a"), {{Leg::in, "one"}});
  opened(*store_, arrival("b"), {{Leg::in, "two"}});
  ASSERT_EQ(store_->messages(first).size(), 1U);
  EXPECT_EQ(store_->messages(first)[0].bytes, "one");
}

}  // namespace
}  // namespace jembatan::journal::test
