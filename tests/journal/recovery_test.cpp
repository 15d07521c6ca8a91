#include "journal/recovery.h"

#include "store_suite.h"

namespace jembatan::journal::test {
namespace {

class Recovery : public AnyStore {};
INSTANTIATE_TEST_SUITE_P(Every, Recovery, testing::ValuesIn(backends()),
                         [](const auto& each) { return each.param.name; });

TEST_P(Recovery, PutsWhatWasBeingSentInDoubt) {
  const auto number = opened_in(*store_, State::sending, arrival("a"));
  EXPECT_EQ(recover(*store_, clock_), 1U);
  const auto entry = store_->find(number);
  EXPECT_EQ(entry->state, State::in_doubt);
  EXPECT_EQ(entry->outcome, "RAGU");
  EXPECT_NE(entry->reason, "");
  EXPECT_TRUE(entry->binds_id);
}

TEST_P(Recovery, RefusesWhatWasOnlyReceivedAndFreesItsIdPesan) {
  const auto number = opened(*store_, arrival("a"));
  EXPECT_EQ(recover(*store_, clock_), 1U);
  const auto entry = store_->find(number);
  EXPECT_EQ(entry->state, State::refused);
  EXPECT_EQ(entry->outcome, "KESALAHAN_INTERNAL");
  EXPECT_EQ(entry->reason, "interrupted before anything was sent");
  EXPECT_EQ(entry->finished_at, clock_.wall());
  EXPECT_TRUE(std::holds_alternative<Opened>(store_->open(arrival("a"), {})));
}

TEST_P(Recovery, LeavesEveryOtherStateAlone) {
  for (const State state :
       {State::refused, State::pending, State::answered, State::in_doubt, State::settled}) {
    opened_in(*store_, state, arrival(std::string{name(state)}));
  }
  EXPECT_EQ(recover(*store_, clock_), 0U);
  EXPECT_EQ(store_->find(2)->state, State::pending);
}

TEST_P(Recovery, FindsMoreThanOneBatchAndNothingTheSecondTime) {
  for (int i = 0; i < 300; ++i) {
    opened_in(*store_, State::sending, arrival("s" + std::to_string(i)));
    opened(*store_, arrival("r" + std::to_string(i)));
  }
  EXPECT_EQ(recover(*store_, clock_), 600U);
  EXPECT_EQ(recover(*store_, clock_), 0U);
  EXPECT_EQ(store_->count({.state = State::in_doubt}), 300U);
  EXPECT_EQ(store_->count({.state = State::refused}), 300U);
}

}  // namespace
}  // namespace jembatan::journal::test
