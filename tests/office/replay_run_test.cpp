// Whole runs: order, pace, resumption, stops, and what goes wrong on the way.

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "office/replay_tally.h"
#include "office/replay_world.h"

namespace jembatan::office {
namespace {

using std::chrono::milliseconds;

class ReplayRuns : public ReplayWorld {
 protected:
  static std::vector<std::uint64_t> originals(const std::vector<Attempt>& attempts) {
    std::vector<std::uint64_t> numbers;
    for (const Attempt& one : attempts) numbers.push_back(one.original);
    return numbers;
  }
  /// How often each original was replayed in the journal.
  std::map<std::uint64_t, int> replays() {
    journal::Filter filter;
    filter.replays = true;
    std::map<std::uint64_t, int> counts;
    for (const Entry& one : store.scan(filter, journal::Order::oldest_first, 1000)) ++counts[one.replay_of];
    return counts;
  }
  std::map<std::uint64_t, int> once_each(const std::vector<std::uint64_t>& numbers) {
    std::map<std::uint64_t, int> counts;
    for (const std::uint64_t number : numbers) counts[number] = 1;
    return counts;
  }
};

TEST_F(ReplayRuns, GoOldestFirst) {
  const auto numbers = kept(5);
  EXPECT_EQ(originals(run(to(ReplayMode::upstream))), numbers);
}

TEST_F(ReplayRuns, GoThroughMoreThanAPage) {
  const auto numbers = kept(510);
  EXPECT_EQ(originals(run(to(ReplayMode::judge), {4, 0, 0})).size(), numbers.size());
}

TEST_F(ReplayRuns, ChooseCallersOwnExchangesOnly) {
  const auto numbers = kept(2);
  static_cast<void>(again(numbers[0], to(ReplayMode::gateway)));
  EXPECT_EQ(originals(run(to(ReplayMode::upstream))), numbers);
}

TEST_F(ReplayRuns, TakeAReplayByItsNumber) {
  const std::uint64_t made = again(kept(1)[0], to(ReplayMode::gateway)).number;
  Chosen chosen(store, std::vector<std::uint64_t>{made, made, 999});
  const auto told = run(to(ReplayMode::upstream), {}, chosen);
  EXPECT_EQ(originals(told), std::vector<std::uint64_t>{made});
  EXPECT_FALSE(told[0].failed) << told[0].reason;
}

TEST_F(ReplayRuns, RunAgainRepeatNothing) {
  const auto numbers = kept(4);
  static_cast<void>(run(to(ReplayMode::upstream)));
  for (const Attempt& one : run(to(ReplayMode::upstream))) EXPECT_EQ(one.fate, Fate::before);
  EXPECT_EQ(replays(), once_each(numbers));
}

TEST_F(ReplayRuns, StoppedAndRunAgainGoOnWhereTheyWere) {
  const auto numbers = kept(6);
  int told = 0;
  after_each = [&](const Attempt&) {
    if (++told == 2) stop.stop("SIGTERM");
  };
  EXPECT_EQ(run(to(ReplayMode::upstream)).size(), 2U);

  StopSwitch fresh;
  Chosen chosen(store, journal::Filter{});
  std::vector<Attempt> rest;
  const ReplayOrder order = to(ReplayMode::upstream);
  ReplayRun second(gateway, order, {}, chosen, fresh,
                   {[&](const Attempt& one) { rest.push_back(one); }, [] { return std::nullopt; }});
  EXPECT_EQ(second.run(), std::nullopt);
  EXPECT_EQ(rest.size(), 6U);
  EXPECT_EQ(replays(), once_each(numbers));
}

TEST_F(ReplayRuns, SeveralAtATimeReplayEachOnceAndTellOneAtATime) {
  const auto numbers = kept(40);
  std::atomic<int> inside = 0;
  after_each = [&](const Attempt&) {
    EXPECT_EQ(++inside, 1);
    --inside;
  };
  const auto told = originals(run(to(ReplayMode::upstream), {8, 0, 0}));
  EXPECT_EQ(std::set<std::uint64_t>(told.begin(), told.end()).size(), 40U);
  EXPECT_EQ(replays(), once_each(numbers));
}

TEST_F(ReplayRuns, StopAfterSoManyFailures) {
  static_cast<void>(kept(6));
  unreachable();
  EXPECT_EQ(run(to(ReplayMode::upstream), {1, 0, 3}).size(), 3U);
  EXPECT_EQ(stop.why(), "3 failures");
}

TEST_F(ReplayRuns, AnImpossibleOneIsNoReasonToStop) {
  static_cast<void>(ask(kirim({rejected_worker()})));
  static_cast<void>(kept(2));
  EXPECT_EQ(run(to(ReplayMode::upstream), {1, 0, 1}).size(), 3U);
}

TEST_F(ReplayRuns, AnErrorWithOneMessageIsToldAndTheOthersAreDone) {
  static_cast<void>(kept(3));
  int calls = 0;
  kedua.answer = [&](const exchange::Outgoing& outgoing) -> exchange::Delivery {
    if (++calls == 2) throw base::Broken("the second is broken");
    return accept_all(outgoing);
  };
  const auto told = run(to(ReplayMode::upstream));
  ASSERT_EQ(told.size(), 3U);
  EXPECT_TRUE(told[1].failed);
  EXPECT_EQ(told[1].reason, "the second is broken");
  EXPECT_FALSE(told[2].failed);
  EXPECT_EQ(broken_off, std::nullopt);
}

TEST_F(ReplayRuns, AnUnforeseenErrorIsToldWithoutItsText) {
  static_cast<void>(kept(1));
  kedua.answer = [](const exchange::Outgoing&) -> exchange::Delivery {
    throw std::runtime_error("3204056104909901");
  };
  const auto told = run(to(ReplayMode::upstream));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].failed);
  EXPECT_EQ(told[0].reason, "this program could not work on it");
}

TEST_F(ReplayRuns, AJournalThatDoesNotWorkStopsTheRun) {
  static_cast<void>(kept(3));
  trouble = "the disk is full";
  kedua.answer = [](const exchange::Outgoing&) -> exchange::Delivery { throw base::Broken("not recorded"); };
  EXPECT_EQ(run(to(ReplayMode::upstream)).size(), 1U);
  EXPECT_EQ(broken_off, "the disk is full");
}

/// Steady time moves on by a step with every look at it.
class SteppingClock final : public base::Clock {
 public:
  [[nodiscard]] base::WallTime wall() const override { return {}; }
  [[nodiscard]] base::SteadyTime steady() const override {
    return base::SteadyTime{} + std::chrono::hours{1} + milliseconds{20} * ++looks_;
  }
  [[nodiscard]] milliseconds passed() const { return milliseconds{20} * looks_.load(); }

 private:
  mutable std::atomic<int> looks_ = 0;
};

TEST(Pace, GivesAtMostSoManyTurnsASecond) {
  const SteppingClock clock;
  const StopSwitch stop;
  Pace pace(clock, stop, 10);
  for (int turn = 0; turn < 5; ++turn) EXPECT_TRUE(pace.take());
  EXPECT_GE(clock.passed(), milliseconds{400});
}

TEST(Pace, WithoutARateAsksNoClock) {
  const SteppingClock clock;
  const StopSwitch stop;
  Pace pace(clock, stop, 0);
  EXPECT_TRUE(pace.take());
  EXPECT_EQ(clock.passed(), milliseconds{0});
}

TEST(Pace, AStopEndsTheWaitForATurn) {
  const base::SystemClock clock;
  StopSwitch stop;
  Pace pace(clock, stop, 0.0001);  // a turn in three hours
  ASSERT_TRUE(pace.take());
  std::thread operating([&stop] { stop.stop("SIGTERM"); });
  EXPECT_FALSE(pace.take());
  operating.join();
}

Attempt attempt_with(Fate fate, bool failed, const std::string& outcome, const std::string& reason = "") {
  Attempt attempt;
  attempt.original = 7;
  attempt.fate = fate;
  attempt.failed = failed;
  attempt.outcome = outcome;
  attempt.reason = reason;
  return attempt;
}

TEST(ReplayTally, ForbiddenIsARefusalOnlyWhereItWasNamed) {
  for (const bool named : {false, true}) {
    ReplayTally tally(ReplayMode::upstream, named);
    tally.add(attempt_with(Fate::forbidden, false, ""));
    EXPECT_EQ(tally.clean(), !named);
  }
}

TEST(ReplayTally, WhatWasReplayedBeforeIsNoFailure) {
  ReplayTally tally(ReplayMode::upstream, true);
  tally.add(attempt_with(Fate::before, false, ""));
  EXPECT_TRUE(tally.clean());
}

TEST(ReplayTally, AStopIsNoCleanEnd) {
  ReplayTally tally(ReplayMode::upstream, false);
  tally.stopped("SIGTERM", 4);
  EXPECT_FALSE(tally.clean());
  EXPECT_NE(tally.text().find("stopped (SIGTERM): 4 left"), std::string::npos);
}

TEST(ReplayTally, TheReportCountsAndListsTheFailures) {
  ReplayTally tally(ReplayMode::gateway, false);
  tally.add(attempt_with(Fate::due, false, "SELESAI"));
  tally.add(attempt_with(Fate::due, true, "PIHAK_LAWAN_MENOLAK", "refused"));
  tally.add(attempt_with(Fate::impossible, false, "", "pruned"));
  tally.add(attempt_with(Fate::forbidden, false, "", "never"));
  tally.add(attempt_with(Fate::before, false, ""));
  const auto json = nlohmann::json::parse(tally.json({{{"party", "kesatu"}}, {}, {}}));
  EXPECT_EQ(json["mode"], "gateway");
  EXPECT_EQ(json["saringan"]["party"], "kesatu");
  EXPECT_EQ(json["hasil"], (nlohmann::json{{"SELESAI", 1}, {"PIHAK_LAWAN_MENOLAK", 1}, {"not replayed", 1}}));
  EXPECT_EQ(json["berhasil"], 1);
  EXPECT_EQ(json["gagal"], 2);
  EXPECT_EQ(json["dilarang"], 1);
  EXPECT_EQ(json["dilewati"], 1);
  ASSERT_EQ(json["kegagalan"].size(), 2U);
  EXPECT_EQ(json["kegagalan"][1]["sebab"], "cannot be replayed: pruned");
}

TEST(ReplayTally, WhatWasNeverReplayedIsCountedAsSuch) {
  ReplayTally tally(ReplayMode::compare, false);
  tally.add(attempt_with(Fate::due, false, "", "never replayed"));
  EXPECT_NE(tally.text().find("1 compared: 1 done, 0 failed"), std::string::npos);
  EXPECT_NE(tally.text().find("never replayed 1"), std::string::npos);
}

}  // namespace
}  // namespace jembatan::office
