// What the policy, the past and the journal say to a replay.

#include "office/replay_plan.h"
#include "office/replay_world.h"

namespace jembatan::office {
namespace {

class ReplayFate : public ReplayWorld {
 protected:
  Fate fate(std::uint64_t number, const ReplayOrder& order) { return prospect(number, order).fate; }
};

TEST(ReplayPolicy, WhatReadsIsFreeAndWhatWritesIsSameIdUnlessTold) {
  const ReplayPolicy policy;
  for (const soap::Operasi& operasi : soap::semua_operasi()) {
    EXPECT_EQ(policy.rule(operasi), operasi.writes() ? ReplayRule::same_id : ReplayRule::free)
        << operasi.nama;
  }
}

TEST_F(ReplayFate, NeverIsNeitherSentAgainNorReRun) {
  const Reply original = ask(kirim({worker()}));
  for (const ReplayMode mode : {ReplayMode::upstream, ReplayMode::gateway}) {
    ReplayOrder order = to(mode);
    order.policy.set("KirimPekerja", ReplayRule::never);
    EXPECT_EQ(fate(original.number, order), Fate::forbidden);
    EXPECT_NE(prospect(original.number, order).reason.find("KirimPekerja is \"never\" in [replay]"),
              std::string::npos);
  }
}

TEST_F(ReplayFate, NeverMayStillBeJudgedAndCompared) {
  const Reply original = ask(kirim({worker()}));
  for (const ReplayMode mode : {ReplayMode::judge, ReplayMode::compare}) {
    ReplayOrder order = to(mode);
    order.policy.set("KirimPekerja", ReplayRule::never);
    EXPECT_EQ(fate(original.number, order), Fate::due);
  }
}

TEST_F(ReplayFate, AWriteGoesUnderItsIdOnlyToAPartyThatHonoursIt) {
  const Reply original = ask(kirim({worker()}));
  kedua.honours_id = false;
  EXPECT_EQ(fate(original.number, to(ReplayMode::upstream)), Fate::forbidden);
  EXPECT_EQ(fate(original.number, to(ReplayMode::gateway)), Fate::forbidden);
}

TEST_F(ReplayFate, AReadGoesToAPartyThatDoesNotHonourIds) {
  const Reply original = ask(ambil("3204056104909901"));
  kedua.honours_id = false;
  EXPECT_EQ(fate(original.number, to(ReplayMode::upstream)), Fate::due);
}

TEST_F(ReplayFate, AFreeWriteGoesToAPartyThatDoesNotHonourIds) {
  const Reply original = ask(kirim({worker()}));
  kedua.honours_id = false;
  ReplayOrder order = to(ReplayMode::upstream);
  order.policy.set("KirimPekerja", ReplayRule::free);
  EXPECT_EQ(fate(original.number, order), Fate::due);
}

TEST_F(ReplayFate, WhatWasNeverSentMayBeReRunWhateverThePartyHonours) {
  const Reply original = ask(kirim({rejected_worker()}));
  kedua.honours_id = false;
  EXPECT_EQ(fate(original.number, to(ReplayMode::gateway)), Fate::due);
}

TEST_F(ReplayFate, AFreshIdIsForWhatIsFree) {
  ReplayOrder order = to(ReplayMode::upstream);
  order.fresh_id = true;
  EXPECT_EQ(fate(ask(kirim({worker()})).number, order), Fate::forbidden);
  EXPECT_EQ(fate(ask(ambil("3204056104909901", "id-2")).number, order), Fate::due);
}

TEST_F(ReplayFate, WhatHasBeenReplayedIsLeftOutInThatModeOnly) {
  const Reply original = ask(kirim({worker()}));
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  EXPECT_EQ(fate(original.number, to(ReplayMode::upstream)), Fate::before);
  EXPECT_EQ(fate(original.number, to(ReplayMode::gateway)), Fate::due);
}

TEST_F(ReplayFate, AgainReplaysOnceMore) {
  const Reply original = ask(kirim({worker()}));
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  ReplayOrder order = to(ReplayMode::upstream);
  order.again = true;
  EXPECT_EQ(fate(original.number, order), Fate::due);
}

TEST_F(ReplayFate, WhatIsKnownToBeUndeliveredIsReplayedOnceMore) {
  const Reply original = ask(kirim({worker()}));
  unreachable();
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  EXPECT_EQ(fate(original.number, to(ReplayMode::upstream)), Fate::due);
}

TEST_F(ReplayFate, WhatIsPerhapsDeliveredIsNotReplayedOnceMore) {
  const Reply original = ask(kirim({worker()}));
  kedua.answer = [](const exchange::Outgoing&) { return exchange::InDoubt{"no answer", ""}; };
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  EXPECT_EQ(fate(original.number, to(ReplayMode::upstream)), Fate::before);
}

TEST_F(ReplayFate, WhatARunningGatewayWillDeliverIsNotReplayedOnceMore) {
  const Reply original = ask(kirim({worker()}));
  unreachable();
  static_cast<void>(again(original.number, to(ReplayMode::gateway)));
  EXPECT_EQ(fate(original.number, to(ReplayMode::gateway)), Fate::before);
}

TEST_F(ReplayFate, WhatTheOtherPartyRefusedIsNotReplayedOnceMore) {
  const Reply original = ask(kirim({worker()}));
  kedua.answer = [this](const exchange::Outgoing&) {
    soap::Fault fault;
    fault.kode = soap::Kode::batas_terlampaui;
    return answer_with(fault);
  };
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  EXPECT_EQ(fate(original.number, to(ReplayMode::upstream)), Fate::before);
}

TEST_F(ReplayFate, AnEarlierReplayCountsHoweverManyHaveFailedSince) {
  const Reply original = ask(kirim({worker()}));
  const std::uint64_t done = again(original.number, to(ReplayMode::upstream)).number;
  unreachable();
  for (int i = 0; i < 105; ++i) static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  const Prospect found = prospect(original.number, to(ReplayMode::upstream));
  EXPECT_EQ(found.fate, Fate::before);
  EXPECT_EQ(found.reason, "replayed before as exchange " + std::to_string(done));
}

TEST_F(ReplayFate, WhatWasNotSentOnCannotBeSentAgain) {
  const Prospect found = prospect(ask(kirim({rejected_worker()})).number, to(ReplayMode::upstream));
  EXPECT_EQ(found.fate, Fate::impossible);
  EXPECT_NE(found.reason.find("use --to gateway"), std::string::npos);
}

TEST_F(ReplayFate, WhatReachedNoServiceCannotBeReplayed) {
  const Reply lost = gateway.handle(arrival_of_bytes("<x/>", "/ws/nowhere"));
  EXPECT_EQ(fate(lost.number, to(ReplayMode::gateway)), Fate::impossible);
}

TEST_F(ReplayFate, ThePlanCountsWhatBecomesOfEach) {
  const auto numbers = kept(3);
  static_cast<void>(ask(kirim({rejected_worker()}, "id-9")));
  static_cast<void>(again(numbers[0], to(ReplayMode::upstream)));
  ReplayOrder order = to(ReplayMode::upstream);
  order.policy.set("AmbilPekerja", ReplayRule::never);
  static_cast<void>(ask(ambil("3204056104909901", "id-10")));
  Chosen chosen(store, journal::Filter{});
  const ReplayPlan plan = make_plan(gateway, order, chosen, stop);
  EXPECT_EQ(plan.due, 2U);
  EXPECT_EQ(plan.before, 1U);
  EXPECT_EQ(plan.forbidden_in_all(), 1U);
  EXPECT_EQ(plan.impossible_in_all(), 1U);
  EXPECT_EQ(plan.first.number, numbers[1]);
  EXPECT_EQ(plan.last.number, numbers[2]);
}

TEST_F(ReplayFate, ThePlanSaysOrderEndsAndReasons) {
  const auto numbers = kept(2);
  ReplayOrder order = to(ReplayMode::upstream);
  order.policy.set("AmbilPekerja", ReplayRule::never);
  static_cast<void>(ask(ambil("3204056104909901", "id-10")));
  Chosen chosen(store, journal::Filter{});
  const std::string text = plan_text(make_plan(gateway, order, chosen, stop), order, 1);
  for (const std::string& part : {std::string("plan: 2 to send"), std::string("oldest first"),
                                  "exchange " + std::to_string(numbers[0]) + " of 2",
                                  "to exchange " + std::to_string(numbers[1]) + " of 2",
                                  std::string("plan: 1 forbidden: AmbilPekerja is \"never\" in [replay]")}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  }
}

TEST_F(ReplayFate, AStopEndsThePlan) {
  static_cast<void>(kept(2));
  Chosen chosen(store, journal::Filter{});
  stop.stop("SIGTERM");
  EXPECT_EQ(make_plan(gateway, to(ReplayMode::judge), chosen, stop).due, 0U);
}

TEST_F(ReplayFate, ThePlanLeavesTheChoiceAsItWas) {
  const auto numbers = kept(2);
  Chosen chosen(store, journal::Filter{});
  static_cast<void>(make_plan(gateway, to(ReplayMode::judge), chosen, stop));
  EXPECT_EQ(chosen.next()->number, numbers[0]);
}

}  // namespace
}  // namespace jembatan::office
