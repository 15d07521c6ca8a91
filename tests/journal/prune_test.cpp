// What pruning takes and what it leaves: nothing unsettled goes, the chain verifies afterwards, an
// interrupted run is taken up again.

#include "journal/prune.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "journal/prune_progress.h"
#include "upkeep.h"

namespace jembatan::journal::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Prune : public Upkeep {
 protected:
  PruneProgress progress() {
    PruneProgress result;
    store_->read([&](Connection& connection) { result = prune_progress(connection); });
    return result;
  }
  void tamper(const std::string& sql) {
    ASSERT_EQ(run_sql(folder_.file(),
                      "DROP TRIGGER message_keeps_its_bytes; DROP TRIGGER message_stays;"
                      "DROP TRIGGER exchange_ends_once; DROP TRIGGER exchange_stays; " +
                          sql),
              0);
  }
};

// ---- payloads

TEST_F(Prune, ClearsTheMessagesOfWhatEndedBeforeTheDay) {
  one_a_day(0, 4);
  const Pruned result = pruned(payloads(2));
  EXPECT_EQ(result.payloads, 4U);
  EXPECT_TRUE(cleared(1));
  EXPECT_TRUE(cleared(2));
  EXPECT_FALSE(cleared(3));
}

TEST_F(Prune, LeavesAChainThatVerifiesAndCountsWhatWasCleared) {
  one_a_day(0, 4);
  pruned(payloads(2));
  EXPECT_EQ(damage(), "");
  EXPECT_EQ(verify(folder_.file(), {}).cleared, 4U);
}

TEST_F(Prune, KeepsNotesAsLongAsTheirExchange) {
  one_a_day(0, 1);
  store_->note(1, "{\"what\":\"show\"}");
  pruned(payloads(2));
  EXPECT_EQ(store_->messages(1).at(2).bytes, "{\"what\":\"show\"}");
}

TEST_F(Prune, NeverClearsWhatHasNotEnded) {
  for (const State state : {State::sending, State::pending, State::in_doubt}) exchange(state);
  one_a_day(1, 2);
  const Pruned result = pruned(payloads(100));
  EXPECT_EQ(result.kept_unsettled, 3U);
  for (const std::uint64_t number : {1U, 2U, 3U}) EXPECT_FALSE(cleared(number));
}

TEST_F(Prune, ComesBackForWhatHadNotEndedWhenItHas) {
  const auto late = exchange(State::sending);
  one_a_day(1, 3);
  pruned(payloads(3));
  EXPECT_THAT(progress().left, ElementsAre(static_cast<std::int64_t>(late)));
  today_is(4);
  end(late);
  pruned(payloads(4));
  EXPECT_FALSE(cleared(late));
  pruned(payloads(5));
  EXPECT_TRUE(cleared(late));
  EXPECT_TRUE(progress().left.empty());
}

TEST_F(Prune, DoesNotLookAgainAtWhatIsDone) {
  one_a_day(0, 5);
  pruned(payloads(4));
  EXPECT_EQ(progress(), (PruneProgress{4, {}}));
  EXPECT_FALSE(pruned(payloads(4)).anything());
}

TEST_F(Prune, GoesOnWhereItWasInterrupted) {
  for (int i = 0; i < 200; ++i) exchange(State::answered);
  today_is(2);
  int asked = 0;
  const Pruned first = pruned(payloads(1), [&] { return ++asked <= 1; });
  EXPECT_TRUE(first.interrupted);
  EXPECT_GT(first.payloads, 0U);
  EXPECT_LT(first.payloads, 400U);
  EXPECT_EQ(damage(), "");
  const Pruned second = pruned(payloads(1));
  EXPECT_EQ(first.payloads + second.payloads, 400U);
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, FindsAllAgainWhereItsProgressWasLost) {
  for (int i = 0; i < 200; ++i) exchange(State::answered);
  today_is(2);
  int asked = 0;
  pruned(payloads(1), [&] { return ++asked <= 1; });
  ASSERT_EQ(run_sql(folder_.file(), "DELETE FROM property WHERE name = 'payloads_walked'"), 0);
  pruned(payloads(1));
  EXPECT_EQ(number("SELECT count(*) FROM message WHERE key > 0 AND leg < 5"), 0);
}

TEST_F(Prune, GivesThePagesOfWhatItClearedBack) {
  for (int i = 0; i < 200; ++i) exchange(State::answered, 1000);
  today_is(2);
  const Pruned result = pruned(payloads(1));
  EXPECT_LT(result.used_after, result.used_before / 2);
}

TEST_F(Prune, LeavesAChangedMessageAsATraceOfTheChange) {
  one_a_day(0, 3);
  tamper("UPDATE message SET body = zeroblob(length(body)) WHERE position = 3");
  pruned(payloads(10));
  EXPECT_THAT(damage(), HasSubstr("3: "));
}

// ---- exchanges

TEST_F(Prune, DeletesExchangesThatEndedBeforeTheDay) {
  one_a_day(0, 4);
  const Pruned result = pruned(exchanges(2));
  EXPECT_EQ(result.exchanges, 2U);
  EXPECT_FALSE(store_->find(1));
  EXPECT_TRUE(store_->find(3));
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, LeavesAGapThatIsSigned) {
  one_a_day(0, 4);
  pruned(exchanges(2));
  EXPECT_EQ(verify(folder_.file(), {}).gaps, 1U);
  ASSERT_EQ(run_sql(folder_.file(), "UPDATE gap SET last = 3"), 0);
  EXPECT_NE(damage(), "");
}

TEST_F(Prune, JoinsGapsThatTouch) {
  const auto late = exchange(State::sending);
  one_a_day(1, 3);
  const auto later = exchange(State::sending);
  one_a_day(5, 3);
  today_is(9);
  pruned(exchanges(8));
  EXPECT_EQ(number("SELECT count(*) FROM gap"), 2);
  end(late);
  end(later);
  today_is(20);
  exchange(State::answered);
  pruned(exchanges(15));
  EXPECT_EQ(number("SELECT count(*) FROM gap"), 1);
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, NeverDeletesWhatHasNotEnded) {
  for (const State state : {State::sending, State::pending, State::in_doubt}) exchange(state);
  one_a_day(1, 3);
  pruned(exchanges(100));
  for (const std::uint64_t one : {1U, 2U, 3U}) EXPECT_TRUE(store_->find(one));
  EXPECT_EQ(number("SELECT count(*) FROM exchange"), 4);  // and the chain's end, which stays
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, KeepsTheEndOfTheChainSoThatItGoesOn) {
  one_a_day(0, 3);
  pruned(exchanges(100));
  one_a_day(5, 2);
  EXPECT_EQ(damage(), "");
  EXPECT_EQ(store_->find(5)->number, 5U);
}

TEST_F(Prune, DeletesTheMarksOfWhatIsGone) {
  one_a_day(0, 4);
  const Pruned result = pruned(exchanges(2));
  EXPECT_EQ(result.marks, 2U);
  EXPECT_EQ(number("SELECT count(*) FROM mark"), 2);
}

TEST_F(Prune, LooksForOrphanedMarksOnceADayUnlessTold) {
  one_a_day(0, 4);
  pruned(exchanges(1));
  EXPECT_EQ(pruned(exchanges(2)).marks, 0U);
  PrunePolicy policy = exchanges(2);
  policy.all_marks = true;
  EXPECT_EQ(pruned(policy).marks, 1U);
}

TEST_F(Prune, DeletesOldNotesOnTheJournalAsAWhole) {
  store_->note(0, "{}");
  one_a_day(1, 2);
  today_is(4);
  store_->note(0, "{}");
  one_a_day(4, 2);
  pruned(exchanges(3));
  EXPECT_EQ(number("SELECT count(*) FROM message WHERE number IS NULL AND position < 8"), 1);
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, DeletesHeadsInsideGapsButNotTheLast) {
  for (int i = 0; i < 4; ++i) {
    one_a_day(i, 1);
    ASSERT_TRUE(store_->sign_head());
  }
  pruned(exchanges(3));
  EXPECT_EQ(number("SELECT min(position) FROM head"), 6);  // at the gap's end
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, DeletesNothingThatWasChangedBehindItsBack) {
  one_a_day(0, 4);
  tamper("UPDATE exchange SET outcome = 'DITOLAK' WHERE number = 2");
  const Pruned result = pruned(exchanges(3));
  EXPECT_EQ(result.exchanges, 0U);
  EXPECT_THAT(result.warnings, ElementsAre(HasSubstr("message 4")));
  EXPECT_THAT(damage(), HasSubstr("4: "));
}

TEST_F(Prune, HoldsToWhatAnArchiveHas) {
  one_a_day(0, 4);
  PrunePolicy policy = exchanges(100);
  policy.until_position = 4;
  pruned(policy);
  EXPECT_FALSE(store_->find(2));
  EXPECT_FALSE(cleared(3));
}

TEST_F(Prune, DeletesAnExchangeAsAWholeOrNotAtAll) {
  one_a_day(0, 4);
  store_->note(1, "{}");
  pruned(exchanges(3));
  EXPECT_EQ(store_->messages(1).size(), 3U);  // its note is the chain's end
  EXPECT_FALSE(store_->find(2));
  one_a_day(5, 3);
  pruned(exchanges(7));
  EXPECT_FALSE(store_->find(1));
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, DeletesNoExchangeInPartWhenItIsInterrupted) {
  std::vector<std::uint64_t> open;
  for (int i = 0; i < 300; ++i) open.push_back(exchange(State::sending));
  for (const std::uint64_t one : open) end(one);
  today_is(2);
  exchange(State::answered);
  int asked = 0;
  PrunePolicy policy = exchanges(1);
  policy.payloads_before.reset();
  EXPECT_TRUE(pruned(policy, [&] { return ++asked <= 1; }).interrupted);
  EXPECT_LT(number("SELECT count(*) FROM exchange"), 300);
  EXPECT_EQ(number("SELECT count(*) FROM exchange WHERE 2 <>"
                   " (SELECT count(*) FROM message WHERE message.number = exchange.number)"),
            0);
  EXPECT_EQ(damage(), "");
  pruned(policy);
  EXPECT_EQ(number("SELECT count(*) FROM exchange"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM gap"), 1);
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, VerifiesAfterManyRuns) {
  std::uint64_t waits = 0;
  for (int today = 0; today < 40; ++today) {
    one_a_day(today, 1);
    if (today % 7 == 0) waits = exchange(State::sending);
    if (today % 7 == 5) end(waits);
    PrunePolicy policy = payloads(today - 3);
    policy.exchanges_before = day(today - 10);
    pruned(policy);
    ASSERT_EQ(damage(), "") << today;
  }
  EXPECT_LT(number("SELECT count(*) FROM exchange"), 20);
}

// ---- budget

TEST_F(Prune, ClearsTheOldestUntilTheJournalKeepsItsBudget) {
  for (int i = 0; i < 200; ++i) exchange(State::answered, 4000);
  PrunePolicy policy;
  policy.most_bytes = 700'000;
  const Pruned result = pruned(policy);
  EXPECT_LE(result.used_after, 750'000U);  // the note and the head come after
  EXPECT_TRUE(cleared(1));
  EXPECT_FALSE(cleared(200));
  EXPECT_TRUE(result.warnings.empty());
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, SaysWhenTheBudgetCannotBeKeptAndTouchesNothingUnsettled) {
  for (int i = 0; i < 50; ++i) exchange(i % 2 == 0 ? State::pending : State::answered, 4000);
  PrunePolicy policy;
  policy.most_bytes = 1000;
  const Pruned result = pruned(policy);
  EXPECT_THAT(result.warnings, ElementsAre(HasSubstr("budget")));
  EXPECT_FALSE(cleared(1));
  EXPECT_TRUE(cleared(2));
}

TEST_F(Prune, DoesNothingWithinItsBudget) {
  one_a_day(0, 3);
  PrunePolicy policy;
  policy.most_bytes = 100'000'000;
  EXPECT_FALSE(pruned(policy).anything());
}

// ---- record

TEST_F(Prune, RecordsWhatItDidUnderASignedHead) {
  one_a_day(0, 3);
  PrunePolicy policy = payloads(2);
  policy.by = "budi";
  pruned(policy);
  const auto notes = store_->messages(0);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_THAT(notes[0].bytes, HasSubstr("\"what\":\"prune\",\"by\":\"budi\""));
  const Verified result = verify(folder_.file(), {});
  EXPECT_EQ(result.signed_position, result.last_position);
}

TEST_F(Prune, RecordsNothingWhereItDidNothing) {
  one_a_day(0, 1);
  pruned(payloads(-5));
  EXPECT_TRUE(store_->messages(0).empty());
}

TEST_F(Prune, OnlyCountsInADryRun) {
  one_a_day(0, 4);
  PrunePolicy policy = exchanges(2);
  policy.dry_run = true;
  const Pruned told = pruned(policy);
  EXPECT_FALSE(cleared(1));
  EXPECT_EQ(number("SELECT count(*) FROM message"), 8);
  policy.dry_run = false;
  const Pruned done = pruned(policy);
  EXPECT_EQ(told.payloads, done.payloads);
  EXPECT_EQ(told.exchanges, done.exchanges);
  EXPECT_EQ(told.messages, done.messages);
}

// ---- beside others

TEST_F(Prune, LeavesAllAcknowledgedWhileOthersWrite) {
  for (int i = 0; i < 500; ++i) exchange(State::answered);
  today_is(2);
  std::atomic<bool> over = false;
  std::uint64_t written = 0;
  std::thread writer([&] {
    while (!over || written < 20) {
      opened(*store_, arrival("beside-" + std::to_string(written)), {{Leg::in, "x"}});
      ++written;
    }
  });
  pruned(exchanges(1));
  over = true;
  writer.join();
  EXPECT_EQ(number("SELECT count(*) FROM exchange WHERE state = 'received'"),
            static_cast<std::int64_t>(written));
  EXPECT_LE(number("SELECT count(*) FROM exchange WHERE state <> 'received'"), 1);
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, IsNotUpsetByNotesOnWhatItIsAboutToDelete) {
  for (int i = 0; i < 300; ++i) exchange(State::answered);
  today_is(2);
  std::thread reader([&] {
    for (std::uint64_t number = 300; number > 0; --number) {
      // Gone already is as good an answer.
      static_cast<void>(broken_text([&] { store_->note(number, "{}"); }));
    }
  });
  const Pruned result = pruned(exchanges(1));
  reader.join();
  EXPECT_TRUE(result.warnings.empty());
  EXPECT_EQ(damage(), "");
  exchange(State::answered);
  pruned(exchanges(1));
  EXPECT_EQ(number("SELECT count(*) FROM exchange"), 1);
  EXPECT_EQ(damage(), "");
}

TEST_F(Prune, AgreesWithAnotherProcessThatPrunesToo) {
  for (int i = 0; i < 300; ++i) exchange(State::answered);
  today_is(2);
  const auto other = opened_again(folder_.file(), Access::read_write);
  std::thread beside([&] { static_cast<void>(prune(*other, exchanges(1), [] { return true; })); });
  const Pruned result = pruned(exchanges(1));
  beside.join();
  EXPECT_TRUE(result.warnings.empty());
  EXPECT_EQ(damage(), "");
}

}  // namespace
}  // namespace jembatan::journal::test
