// The table of transitions, and the names that files and commands use.

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <utility>

#include "journal/transitions.h"

namespace jembatan::journal {
namespace {

constexpr std::array kAll{State::received, State::refused,  State::pending, State::sending,
                          State::answered, State::in_doubt, State::settled};

TEST(States, FollowTheTableAndNothingElse) {
  const std::set<std::pair<State, State>> table{
      {State::received, State::received}, {State::pending, State::pending},
      {State::sending, State::sending},   {State::in_doubt, State::in_doubt},
      {State::received, State::refused},  {State::received, State::sending},
      {State::received, State::pending},  {State::received, State::answered},
      {State::sending, State::answered},  {State::sending, State::pending},
      {State::sending, State::in_doubt},  {State::sending, State::refused},
      {State::pending, State::sending},   {State::pending, State::settled},
      {State::pending, State::refused},   {State::in_doubt, State::sending},
      {State::in_doubt, State::settled},  {State::in_doubt, State::answered}};
  for (const State from : kAll) {
    for (const State to : kAll) {
      EXPECT_EQ(may_become(from, to), table.contains({from, to})) << name(from) << " -> " << name(to);
    }
  }
}

TEST(States, ThatAreFinalBecomeNothing) {
  for (const State from : kAll) {
    bool ends = true;
    for (const State to : kAll) ends = ends && !may_become(from, to);
    EXPECT_EQ(final_state(from), ends) << name(from);
  }
}

TEST(States, AreFoundByTheirNames) {
  for (const State state : kAll) EXPECT_EQ(state_named(name(state)), state);
  EXPECT_EQ(name(State::in_doubt), "in_doubt");
  EXPECT_FALSE(state_named("unknown"));
  EXPECT_FALSE(state_named(""));
}

TEST(Legs, HaveNames) {
  EXPECT_EQ(name(Leg::in), "in");
  EXPECT_EQ(name(Leg::out), "out");
  EXPECT_EQ(name(Leg::answer_in), "answer-in");
  EXPECT_EQ(name(Leg::answer), "answer");
}

}  // namespace
}  // namespace jembatan::journal
