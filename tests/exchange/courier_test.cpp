#include "exchange/courier.h"

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <thread>

#include "exchange/deliveries.h"
#include "exchange/settlement.h"

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;
using journal::State;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(Deliveries, BringWhatWasKeptOldestFirst) {
  away();
  for (int i = 1; i <= 3; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  back();
  party.forget();
  deliver_for(10s, none_pending());
  EXPECT_THAT(ids(), ElementsAre("id-1", "id-2", "id-3"));
}

TEST_F(Deliveries, LeaveNothingBehindAfterAnHourWithoutTheParty) {
  away();
  constexpr int messages = 2'000;
  pile_up(messages, 50);
  deliver_for(1h);
  EXPECT_EQ(count(State::pending), messages);
  back();
  party.forget();
  deliver_with(4);
  EXPECT_EQ(count(State::answered), messages);
  EXPECT_EQ(party.seen().size(), static_cast<std::size_t>(messages));
  EXPECT_TRUE(in_order());
}

TEST_F(Deliveries, TryAPartyThatIsAwayOnceInAWhileOnly) {
  away();
  for (int i = 0; i < 50; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  party.forget();
  deliver_for(1h);
  EXPECT_GE(party.seen().size(), 60U);   // the cap of a minute
  EXPECT_LE(party.seen().size(), 400U);  // half a minute on the whole
}

TEST_F(Deliveries, WriteNothingToTheJournalForEachVainAttemptButItsCount) {
  away();
  const Reply kept = give(1, "id-1");
  const auto before = store->messages(kept.number).size();
  deliver_for(10min);
  EXPECT_GT(entry(kept.number).attempts, 5U);
  EXPECT_EQ(store->messages(kept.number).size(), before);
}

TEST_F(Deliveries, ANewWriteOfACompanyWaitsBehindItsEarlierOne) {
  away();
  static_cast<void>(give(1, "id-1"));
  back();
  party.forget();
  const Reply second = give(1, "id-2");
  EXPECT_EQ(second.outcome, "TERTUNDA");
  EXPECT_EQ(entry(second.number).state, State::pending);
  EXPECT_TRUE(ids().empty());
  deliver_for(10s, none_pending());
  EXPECT_THAT(ids(), ElementsAre("id-1", "id-2"));
}

TEST_F(Deliveries, ANewWriteWaitsBehindAnEarlierOneThatIsBeingDeliveredNow) {
  away();
  static_cast<void>(give(1, "id-1"));
  std::string outcome;
  const Arrival second = write(1, "id-2");
  party.decide = [&](const Seen& seen) {
    if (seen.id_pesan == "id-1") outcome = gateway->handle(second).outcome;
    return OtherParty::accept();
  };
  deliver_for(10s, [this] { return count(State::answered) == 2; });
  EXPECT_EQ(outcome, "TERTUNDA");
  EXPECT_EQ(count(State::answered), 2U);
}

TEST_F(Deliveries, WhatCameInMeanwhileGoesAsSoonAsTheCompanysBacklogIsGone) {
  away();
  static_cast<void>(give(1, "id-0"));
  // A company whose traffic never pauses: during each delivery the next write comes in.
  party.decide = [&](const Seen& seen) {
    const int next = std::stoi(seen.id_pesan.substr(3)) + 1;
    if (next < 20) static_cast<void>(gateway->handle(write(1, "id-" + std::to_string(next))));
    return OtherParty::accept();
  };
  const auto before = clock.steady();
  deliver_for(60s, [this] { return count(State::answered) == 20; });
  EXPECT_EQ(count(State::answered), 20U);
  EXPECT_LT(clock.steady() - before, 10s) << "each newcomer has waited for the next look";
}

TEST_F(Deliveries, ANewWriteOfAnotherCompanyGoesAtOnce) {
  away();
  static_cast<void>(give(1, "id-1"));
  back();
  EXPECT_EQ(give(2, "id-2").outcome, "SELESAI");
}

TEST_F(Deliveries, ARepetitionOfAWriteThatWaitedInLineGetsItsFinalAnswer) {
  away();
  static_cast<void>(give(1, "id-1"));
  back();
  static_cast<void>(give(1, "id-2"));
  deliver_for(10s, none_pending());
  EXPECT_EQ(give(1, "id-2").outcome, "ULANGAN");
  EXPECT_THAT(give(1, "id-2").body, HasSubstr("SELESAI"));
}

TEST_F(Deliveries, AnExchangeWhoseOutcomeCouldNotBeRecordedIsTakenUpAgain) {
  party.decide = [](const Seen&) -> Delivery { throw base::Broken("the disk is full"); };
  const Reply failed = give(1, "id-1");
  ASSERT_EQ(entry(failed.number).state, State::sending);
  back();
  deliver_for(10s);
  EXPECT_EQ(entry(failed.number).state, State::answered);
}

TEST_F(Deliveries, AQuestionThatACrashInterruptedIsSettledWithoutAsking) {
  party.decide = [](const Seen&) -> Delivery { throw std::runtime_error("the process ends here"); };
  static_cast<void>(ask_for("3204056104909901", "id-1"));
  ASSERT_EQ(entry(1).state, State::sending);
  restart();
  back();
  party.forget();
  deliver_for(10s);
  EXPECT_EQ(entry(1).state, State::settled);
  EXPECT_TRUE(ids().empty());
}

/// A party that lets nobody go until so many calls are with it at once, each for another company.
class Gathering {
 public:
  explicit Gathering(std::size_t wanted) : wanted_(wanted) {}
  Delivery come() {
    std::unique_lock lock(mutex_);
    ++here_;
    all_.notify_all();
    full_ = all_.wait_for(lock, 20s, [this] { return here_ >= wanted_; }) || full_;
    return OtherParty::accept();
  }
  [[nodiscard]] bool full() const { return full_; }

 private:
  const std::size_t wanted_;
  std::mutex mutex_;
  std::condition_variable all_;
  std::size_t here_ = 0;
  bool full_ = false;
};

TEST_F(Deliveries, GoInParallelAcrossCompanies) {
  away();
  for (int i = 0; i < 3; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  Gathering gathering(3);
  party.decide = [&](const Seen&) { return gathering.come(); };
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back([this] { static_cast<void>(courier->step()); });
  for (auto& thread : threads) thread.join();
  EXPECT_TRUE(gathering.full());
}

TEST_F(Deliveries, NeverHaveTwoOfACompanyUnderWay) {
  away();
  for (int i = 0; i < 60; ++i) static_cast<void>(give(i % 3, "id-" + std::to_string(i)));
  std::mutex mutex;
  std::map<std::string, int> under_way;
  std::atomic<bool> together = false;
  party.decide = [&](const Seen& seen) {
    {
      const std::scoped_lock lock(mutex);
      if (++under_way[seen.company] > 1) together = true;
    }
    std::this_thread::sleep_for(1ms);
    const std::scoped_lock lock(mutex);
    --under_way[seen.company];
    return OtherParty::accept();
  };
  deliver_with(4);
  EXPECT_FALSE(together);
  EXPECT_EQ(count(State::answered), 60U);
}

class Suspended : public Deliveries {
 protected:
  void stop() {
    journal::Suspension suspension;
    suspension.party = "kedua";
    suspension.reason = "flood in the data centre";
    suspension.by = "operator";
    suspension.since = clock.wall();
    ASSERT_TRUE(store->suspend(suspension));
    clock.pass(1s);
  }
  void go_on() { ASSERT_TRUE(store->resume("kedua", "operator", "dry again")); }
};

TEST_F(Suspended, AWriteToTheStoppedPartyIsKept) {
  stop();
  EXPECT_EQ(give(1, "id-1").outcome, "TERTUNDA");
  EXPECT_TRUE(ids().empty());
}

TEST_F(Suspended, AQuestionToTheStoppedPartyIsRefusedWithAHintWhenToAskAgain) {
  stop();
  const Reply reply = ask_for("3204056104909901", "id-1");
  EXPECT_EQ(reply.outcome, "PERTUKARAN_DIHENTIKAN");
  EXPECT_GT(reply.retry_after_seconds, 0U);
  EXPECT_EQ(reply.body.find("flood"), std::string::npos);
}

TEST_F(Suspended, NothingIsDeliveredUntilItIsResumed) {
  away();
  static_cast<void>(give(1, "id-1"));
  back();
  stop();
  party.forget();
  deliver_for(1h);
  EXPECT_TRUE(ids().empty());
  go_on();
  deliver_for(10s);
  EXPECT_EQ(count(State::answered), 1U);
}

TEST_F(Suspended, AStopSurvivesARestart) {
  stop();
  restart();
  EXPECT_EQ(guarded->standing().kind, Standing::Kind::suspended);
  EXPECT_EQ(give(1, "id-1").outcome, "TERTUNDA");
  EXPECT_TRUE(ids().empty());
}

TEST_F(Deliveries, WhatIsKeptSurvivesARestart) {
  away();
  for (int i = 0; i < 5; ++i) static_cast<void>(give(1, "id-" + std::to_string(i)));
  restart();
  back();
  party.forget();
  deliver_for(10s);
  EXPECT_THAT(ids(), ElementsAre("id-0", "id-1", "id-2", "id-3", "id-4"));
}

class ManyMore : public Deliveries {
 protected:
  ManyMore() {
    options.queue = 8;
    restart();
  }
};

TEST_F(ManyMore, ThanAreKnownInMemoryAreDeliveredInOrderAllTheSame) {
  away();
  for (int i = 0; i < 100; ++i) static_cast<void>(give(i % 7, "id-" + std::to_string(i)));
  back();
  party.forget();
  deliver_for(5min, none_pending());
  EXPECT_TRUE(in_order());
  EXPECT_EQ(party.seen().size(), 100U);
}

}  // namespace
}  // namespace jembatan::exchange
