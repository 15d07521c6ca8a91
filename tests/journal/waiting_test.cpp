// What waits to be delivered: in order within a company, beside other companies.

#include <gmock/gmock.h>

#include "store_suite.h"
#include "support.h"

namespace jembatan::journal::test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Waits : public AnyStore {
 protected:
  Opened open(const std::string& id, std::vector<std::string> companies, State state = State::sending) {
    Entry entry = arrival(id);
    entry.state = state;
    entry.attempts = 1;
    Contents contents;
    contents.companies = std::move(companies);
    return std::get<Opened>(store_->open(entry, contents));
  }
  std::uint64_t pending(const std::string& id, std::vector<std::string> companies) {
    return open(id, std::move(companies), State::pending).number;
  }
  void hold(std::uint64_t number, bool held) {
    Change change = to(State::pending);
    change.held = held;
    ASSERT_TRUE(store_->advance(number, State::pending, change));
  }
  std::vector<std::uint64_t> numbers(bool in_doubt_too = false, std::uint64_t after = 0,
                                     std::size_t limit = 100) {
    std::vector<std::uint64_t> found;
    for (const Waiting& one : store_->waiting("kesatu", in_doubt_too, after, limit))
      found.push_back(one.number);
    return found;
  }
};

TEST_P(Waits, AWriteWhoseCompanyNobodyWaitsForGoesAtOnce) {
  pending("a", {"one"});
  const Opened opened = open("b", {"two"});
  EXPECT_FALSE(opened.queued);
  EXPECT_EQ(store_->find(opened.number)->state, State::sending);
}

TEST_P(Waits, AWriteBehindAPendingOneOfItsCompanyIsQueued) {
  pending("a", {"one"});
  const Opened opened = open("b", {"two", "one"});
  EXPECT_TRUE(opened.queued);
  EXPECT_EQ(store_->find(opened.number)->state, State::pending);
  EXPECT_EQ(store_->find(opened.number)->attempts, 0U);
}

TEST_P(Waits, AWriteBehindADoubtfulOneOfItsCompanyIsQueued) {
  const auto number = open("a", {"one"}).number;
  ASSERT_TRUE(store_->advance(number, State::sending, to(State::in_doubt)));
  EXPECT_TRUE(open("b", {"one"}).queued);
}

TEST_P(Waits, AWriteBesideOneUnderWayIsNotQueued) {
  open("a", {"one"});
  EXPECT_FALSE(open("b", {"one"}).queued);
}

TEST_P(Waits, AnEndedWriteHoldsUpNobody) {
  const auto number = pending("a", {"one"});
  ASSERT_TRUE(store_->advance(number, State::pending, to(State::settled)));
  EXPECT_FALSE(open("b", {"one"}).queued);
}

TEST_P(Waits, TheOtherPartysCompanyIsAnother) {
  pending("a", {"one"});
  Entry entry = arrival("b");
  entry.party = "kedua";
  entry.state = State::sending;
  Contents contents;
  contents.companies = {"one"};
  EXPECT_FALSE(std::get<Opened>(store_->open(entry, contents)).queued);
}

TEST_P(Waits, OldestFirstAndPageByPage) {
  for (const char* id : {"a", "b", "c"}) pending(id, {id});
  EXPECT_THAT(numbers(false, 0, 2), ElementsAre(1, 2));
  EXPECT_THAT(numbers(false, 2, 2), ElementsAre(3));
}

TEST_P(Waits, DoubtfulOnesOnlyWhereTheyAreAskedFor) {
  const auto number = open("a", {"one"}).number;
  ASSERT_TRUE(store_->advance(number, State::sending, to(State::in_doubt)));
  pending("b", {"two"});
  EXPECT_THAT(numbers(false), ElementsAre(2));
  EXPECT_THAT(numbers(true), ElementsAre(1, 2));
}

TEST_P(Waits, AHeldOneAndThoseBehindItAreLeftOutOthersGoOn) {
  const auto held = pending("a", {"one"});
  pending("b", {"one"});
  pending("c", {"two"});
  hold(held, true);
  EXPECT_THAT(numbers(), ElementsAre(3));
  hold(held, false);
  EXPECT_THAT(numbers(), ElementsAre(1, 2, 3));
}

TEST_P(Waits, SharedCompaniesAreTold) {
  pending("a", {"one", "two"});
  pending("b", {"two"});
  const auto waiting = store_->waiting("kesatu", false, 0, 10);
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0].companies.size(), 2U);
  EXPECT_THAT(waiting[0].companies, ::testing::Contains(waiting[1].companies.at(0)));
}

TEST_P(Waits, OnlyThePartysOwn) {
  pending("a", {"one"});
  EXPECT_THAT(store_->waiting("kedua", true, 0, 10), IsEmpty());
}

TEST_P(Waits, FoundByAnIdentifierThatTheRequestOrTheAnswerHas) {
  Contents contents;
  contents.identifiers = {"nik:1", "npwp:2"};
  Entry entry = arrival("a");
  entry.state = State::sending;
  const auto number = std::get<Opened>(store_->open(entry, contents)).number;
  Change change = to(State::answered);
  change.identifiers = {"nik:3"};
  ASSERT_TRUE(store_->advance(number, State::sending, change));
  for (const char* text : {"nik:1", "npwp:2", "nik:3"}) {
    Filter filter;
    filter.identifier = text;
    EXPECT_EQ(store_->count(filter), 1U) << text;
  }
  Filter other;
  other.identifier = "nik:2";
  EXPECT_EQ(store_->count(other), 0U);
}

INSTANTIATE_TEST_SUITE_P(Every, Waits, testing::ValuesIn(backends()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace jembatan::journal::test
