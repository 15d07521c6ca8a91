// What is not accepted or stays in doubt: held for a person, others go on, and what the person decides.

#include <gmock/gmock.h>

#include "exchange/deliveries.h"
#include "exchange/settlement.h"

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;
using journal::State;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(Deliveries, GoOnForOthersWhileAPoisonedMessageIsHeldForAPerson) {
  away();
  const Reply poisoned = give(1, "id-1");
  const Reply behind = give(1, "id-2");
  for (int i = 3; i < 30; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  poison(1);
  deliver_for(10min);
  EXPECT_TRUE(entry(poisoned.number).held);
  EXPECT_EQ(entry(poisoned.number).refusals, options.refusals);
  EXPECT_EQ(entry(behind.number).state, State::pending);
  EXPECT_EQ(count(State::answered), 27U);
  EXPECT_THAT(log_text(),
              HasSubstr("exchange=" + std::to_string(poisoned.number) + " party=kesatu it is held"));
}

TEST_F(Deliveries, APoisonedMessageDoesNotHoldUpOthersBeforeItIsHeld) {
  away();
  static_cast<void>(give(1, "id-1"));
  static_cast<void>(give(2, "id-2"));
  poison(1);
  deliver_for(5s);
  EXPECT_EQ(count(State::answered), 1U);
}

TEST_F(Deliveries, APoisonedMessageThatBreaksTheConnectionDoesNotHoldUpOthers) {
  away();
  for (int i = 1; i <= 20; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  party.decide = [bad = nib(1)](const Seen& seen) -> Delivery {
    if (seen.company == bad) return InDoubt{"connection reset", ""};
    return OtherParty::accept();
  };
  deliver_for(10min);
  EXPECT_EQ(count(State::answered), 19U);
  EXPECT_TRUE(entry(1).held);
}

TEST_F(Deliveries, APartyThatRefusesEverythingIsWaitedForAndNothingIsHeld) {
  away();
  for (int i = 1; i <= 5; ++i) static_cast<void>(give(i, "id-" + std::to_string(i)));
  party.decide = [](const Seen&) { return Answered{500, "text/html", "<html>"}; };
  deliver_for(1h);
  journal::Filter held;
  held.held = true;
  EXPECT_EQ(store->count(held), 0U);
  back();
  deliver_for(5min);
  EXPECT_EQ(count(State::answered), 5U);
}

TEST_F(Deliveries, AReleasedMessageIsTriedAgainAndItsCompanyGoesOn) {
  away();
  static_cast<void>(give(1, "id-1"));
  static_cast<void>(give(1, "id-2"));
  poison(1);
  deliver_for(10min);
  ASSERT_TRUE(entry(1).held);
  back();
  ASSERT_TRUE(release(*gateway, entry(1), "{}"));
  deliver_for(5s);
  EXPECT_EQ(count(State::answered), 2U);
}

TEST_F(Deliveries, ASettledMessageLetsItsCompanyGoOn) {
  away();
  static_cast<void>(give(1, "id-1"));
  static_cast<void>(give(1, "id-2"));
  poison(1);
  deliver_for(10min);
  back();
  ASSERT_TRUE(settle(*gateway, entry(1), Decision::not_delivered, "{}"));
  deliver_for(5s);
  EXPECT_EQ(entry(2).state, State::answered);
}

TEST_F(Deliveries, WhatIsInDoubtIsRepeatedUnderItsIdPesanInItsPlace) {
  party.decide = [](const Seen&) { return InDoubt{"no answer", ""}; };
  static_cast<void>(give(1, "id-1"));
  static_cast<void>(give(1, "id-2"));
  back();
  party.forget();
  deliver_for(10s);
  EXPECT_THAT(ids(), ElementsAre("id-1", "id-2"));
  EXPECT_EQ(count(State::answered), 2U);
}

TEST_F(Deliveries, WhatStaysInDoubtDoesNotHoldUpOtherCompanies) {
  party.decide = [](const Seen&) { return InDoubt{"no answer", ""}; };
  static_cast<void>(give(1, "id-1"));
  static_cast<void>(give(2, "id-2"));
  party.decide = [bad = nib(1)](const Seen& seen) -> Delivery {
    if (seen.company == bad) return InDoubt{"no answer", ""};
    return OtherParty::accept();
  };
  deliver_for(10s);
  EXPECT_EQ(entry(2).state, State::answered);
}

class WithoutIdPesan : public Deliveries {
 protected:
  WithoutIdPesan() { party.honours_id = false; }
};

TEST_F(WithoutIdPesan, WhatIsInDoubtIsHeldAtOnceAndItsCompanyWaits) {
  party.decide = [](const Seen&) { return InDoubt{"no answer", ""}; };
  const Reply doubtful = give(1, "id-1");
  back();
  party.forget();
  const Reply behind = give(1, "id-2");
  deliver_for(10min);
  EXPECT_TRUE(entry(doubtful.number).held);
  EXPECT_EQ(entry(behind.number).state, State::pending);
  EXPECT_TRUE(ids().empty());
}

TEST_F(WithoutIdPesan, OtherCompaniesGoOn) {
  party.decide = [](const Seen&) { return InDoubt{"no answer", ""}; };
  static_cast<void>(give(1, "id-1"));
  back();
  EXPECT_EQ(give(2, "id-2").outcome, "SELESAI");
}

TEST_F(WithoutIdPesan, WhatACrashLeftInDoubtIsHeldAfterTheStart) {
  struct Crash : std::runtime_error {
    using std::runtime_error::runtime_error;
  };
  party.decide = [](const Seen&) -> Delivery { throw Crash("the process ends here"); };
  const Reply doubtful = give(1, "id-1");
  ASSERT_EQ(entry(1).state, State::sending);
  restart();
  back();
  party.forget();
  deliver_for(10s);
  EXPECT_TRUE(entry(1).held);
  EXPECT_TRUE(ids().empty());
}

TEST_F(WithoutIdPesan, WhatWasSettledAsDeliveredIsAnsweredSo) {
  party.decide = [](const Seen&) { return InDoubt{"no answer", ""}; };
  const Reply doubtful = give(1, "id-1");
  ASSERT_TRUE(settle(*gateway, entry(doubtful.number), Decision::delivered, "{}"));
  EXPECT_THAT(give(1, "id-1").body, HasSubstr("SELESAI"));
}

TEST_F(WithoutIdPesan, WhatWasSettledAsNotDeliveredMayBeSentAgain) {
  party.decide = [](const Seen&) { return InDoubt{"no answer", ""}; };
  const Reply doubtful = give(1, "id-1");
  ASSERT_TRUE(settle(*gateway, entry(doubtful.number), Decision::not_delivered, "{}"));
  back();
  EXPECT_EQ(give(1, "id-1").outcome, "SELESAI");
}

}  // namespace
}  // namespace jembatan::exchange
