// What `journal stats` counts.

#include "journal/statistics.h"

#include "upkeep.h"

namespace jembatan::journal::test {
namespace {

class Figures : public Upkeep {};

TEST_F(Figures, CountExchangesByStateAndOutcome) {
  one_a_day(0, 2);
  exchange(State::pending);
  const Statistics result = statistics(*store_);
  EXPECT_EQ(result.exchanges, 3U);
  ASSERT_EQ(result.groups.size(), 2U);
  EXPECT_EQ(result.groups[0].state, "answered");
  EXPECT_EQ(result.groups[0].outcome, "SELESAI");
  EXPECT_EQ(result.groups[0].exchanges, 2U);
}

TEST_F(Figures, TellTheOldestAndTheNewest) {
  one_a_day(3, 4);
  const Statistics result = statistics(*store_);
  EXPECT_EQ(result.oldest, day(3));
  EXPECT_EQ(result.newest, day(6));
}

TEST_F(Figures, CountOpeningsByTheirNotes) {
  one_a_day(0, 1);
  store_->note(1, "{\"what\":\"show\",\"by\":\"budi\"}");
  store_->note(1, "{\"what\":\"show\",\"by\":\"ani\"}");
  store_->note(0, "{\"what\":\"prune\"}");
  store_->note(0, "something");
  const auto notes = statistics(*store_).notes;
  EXPECT_EQ(notes, (std::map<std::string, std::uint64_t>{{"show", 2}, {"prune", 1}, {"other", 1}}));
}

TEST_F(Figures, TellWhatWasClearedAndWhatIsSealed) {
  one_a_day(0, 4);
  const auto before = statistics(*store_).sealed_bytes;
  pruned(payloads(2));
  const Statistics result = statistics(*store_);
  EXPECT_EQ(result.cleared, 4U);
  EXPECT_LT(result.sealed_bytes, before);
  EXPECT_EQ(result.last_head->position, result.last_position);
}

TEST_F(Figures, AreZeroForAnEmptyJournal) {
  const Statistics result = statistics(*store_);
  EXPECT_EQ(result.exchanges + result.messages, 0U);
  EXPECT_FALSE(result.oldest);
  EXPECT_FALSE(result.last_head);
  EXPECT_GT(result.space.used(), 0U);
}

}  // namespace
}  // namespace jembatan::journal::test
