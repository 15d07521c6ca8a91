#include "journal/backlog.h"

#include <gtest/gtest.h>

#include "support.h"

namespace jembatan::journal::test {
namespace {

class Backlogs : public ::testing::Test {
 protected:
  /// An exchange that was received at that moment.
  std::uint64_t exchange(const std::string& id, State state, std::int64_t at) {
    Entry entry = arrival(id);
    entry.received_at = StepClock::at(at);
    const std::uint64_t number = std::get<Opened>(store_.open(entry, {})).number;
    EXPECT_TRUE(store_.advance(number, State::received, to(state)));
    return number;
  }

  Folder folder_;
  StepClock clock_;
  SqliteStore store_{folder_.file(), Access::create, clock_, jembatan::test::journal_keys()};
};

TEST_F(Backlogs, OfAnEmptyJournalAreNothing) {
  const Backlog found = backlog(store_);
  EXPECT_EQ(found.pending + found.in_doubt + found.held, 0U);
  EXPECT_FALSE(found.oldest_pending);
}

TEST_F(Backlogs, CountWhatHasNotEnded) {
  exchange("a", State::pending, 1000);
  exchange("b", State::pending, 2000);
  exchange("c", State::refused, 3000);
  const std::uint64_t doubtful = exchange("d", State::sending, 4000);
  ASSERT_TRUE(store_.advance(doubtful, State::sending, to(State::in_doubt)));
  const Backlog found = backlog(store_);
  EXPECT_EQ(found.pending, 2U);
  EXPECT_EQ(found.in_doubt, 1U);
}

TEST_F(Backlogs, CountWhatIsHeld) {
  const std::uint64_t number = exchange("a", State::pending, 1000);
  Change hold = to(State::pending);
  hold.held = true;
  ASSERT_TRUE(store_.advance(number, State::pending, hold));
  EXPECT_EQ(backlog(store_).held, 1U);
}

TEST_F(Backlogs, KnowTheOldestThatIsPending) {
  const std::uint64_t first = exchange("a", State::pending, 1000);
  exchange("b", State::pending, 2000);
  EXPECT_EQ(backlog(store_).oldest_pending, StepClock::at(1000));
  ASSERT_TRUE(store_.advance(first, State::pending, to(State::sending)));
  EXPECT_EQ(backlog(store_).oldest_pending, StepClock::at(2000));
}

}  // namespace
}  // namespace jembatan::journal::test
