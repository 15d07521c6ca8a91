// The chain of evidence: whatever is done to the file behind the store's back is found, at the first bad
// message.

#include <gmock/gmock.h>

#include "crypto/key_ring.h"
#include "crypto/signature.h"
#include "journal/verify.h"
#include "support.h"

namespace jembatan::journal::test {
namespace {

using ::testing::HasSubstr;

class Verification : public ::testing::Test {
 protected:
  Verification() { exchanges(1, 6); }

  /// Answered exchanges of two messages each, so that exchange n has messages 2n-1 and 2n.
  void exchanges(int from, int to_number) {
    for (int i = from; i <= to_number; ++i) {
      Entry entry = arrival("id-" + std::to_string(i));
      entry.state = State::sending;
      const auto number = opened(*store_, entry, {{Leg::in, "request " + std::to_string(i)}});
      Change end = to(State::answered);
      end.outcome = "SELESAI";
      end.messages = {{Leg::answer, "answer " + std::to_string(i)}};
      EXPECT_TRUE(store_->advance(number, State::sending, end));
    }
  }

  /// Behind the store's back, with the triggers out of the way as an attacker would have them.
  void tamper(const std::string& sql) {
    ASSERT_EQ(run_sql(folder_.file(),
                      "DROP TRIGGER message_keeps_its_bytes; DROP TRIGGER message_stays;"
                      "DROP TRIGGER exchange_ends_once; DROP TRIGGER exchange_keeps_its_identity;"
                      "DROP TRIGGER exchange_stays; " +
                          sql),
              0);
  }

  [[nodiscard]] Verified verified(const VerifyOptions& options = {}) {
    return verify(folder_.file(), options);
  }
  [[nodiscard]] std::int64_t first_bad() {
    const auto found = verified().first_bad;
    return found ? found->position : -1;
  }

  Folder folder_;
  StepClock clock_;
  std::unique_ptr<SqliteStore> store_ =
      std::make_unique<SqliteStore>(folder_.file(), Access::create, clock_, jembatan::test::journal_keys());
};

TEST_F(Verification, PassesOverWhatWasRecorded) {
  const Verified result = verified();
  EXPECT_FALSE(result.first_bad);
  EXPECT_EQ(result.messages, 12U);
  EXPECT_EQ(result.exchanges, 6U);
}

TEST_F(Verification, PassesOverStepsWithoutAMessageAndNotes) {
  const auto number = opened(*store_, arrival("x"));
  ASSERT_TRUE(store_->advance(number, State::received, to(State::pending)));
  ASSERT_TRUE(store_->advance(number, State::pending, to(State::sending)));
  store_->note(number, "{}");
  store_->note(1, "{}");
  store_->note(0, "{}");
  EXPECT_FALSE(verified().first_bad);
}

TEST_F(Verification, NamesAMessageWhoseBytesWereChanged) {
  tamper("UPDATE message SET body = zeroblob(length(body)) WHERE position = 5");
  EXPECT_EQ(first_bad(), 5);
}

TEST_F(Verification, NamesAMessageThatWasGivenToAnotherExchange) {
  tamper("UPDATE message SET number = 1 WHERE position = 7");
  EXPECT_EQ(first_bad(), 7);
}

TEST_F(Verification, NamesAMessageWhoseTimeLegOrStateWasChanged) {
  store_.reset();
  for (const char* set : {"at = at + 1", "leg = 3", "state = 5", "key = 2", "link = zeroblob(32)"}) {
    const Folder copy;
    std::filesystem::copy_file(folder_.file(), copy.file());
    ASSERT_EQ(run_sql(copy.file(), "DROP TRIGGER message_keeps_its_bytes; UPDATE message SET " +
                                       std::string(set) + " WHERE position = 9"),
              0);
    const auto found = verify(copy.file(), {}).first_bad;
    ASSERT_TRUE(found) << set;
    EXPECT_EQ(found->position, 9) << set;
  }
}

TEST_F(Verification, NamesWhereMessagesWereRemoved) {
  tamper("DELETE FROM message WHERE position IN (5, 6)");
  EXPECT_EQ(first_bad(), 5);
}

TEST_F(Verification, NamesWhereMessagesWereReordered) {
  tamper(
      "UPDATE message SET position = 100 WHERE position = 3; UPDATE message SET position = 3 WHERE position "
      "= 4;"
      "UPDATE message SET position = 4 WHERE position = 100");
  EXPECT_EQ(first_bad(), 3);
}

TEST_F(Verification, NamesAnExchangeWhoseOutcomeWasChangedAfterItsEnd) {
  tamper("UPDATE exchange SET outcome = 'DITOLAK' WHERE number = 4");
  EXPECT_EQ(first_bad(), 8);
}

TEST_F(Verification, NamesAnExchangeWhoseIdentityWasChanged) {
  tamper("UPDATE exchange SET party = 'kedua' WHERE number = 3");
  EXPECT_EQ(first_bad(), 5);
}

TEST_F(Verification, NamesAnExchangeThatWasRemoved) {
  tamper("PRAGMA foreign_keys = OFF; DELETE FROM exchange WHERE number = 2");
  EXPECT_EQ(first_bad(), 3);
}

TEST_F(Verification, FindsAnExchangeThatWasOpenedAgain) {
  tamper("UPDATE exchange SET state = 'pending' WHERE number = 6");
  const auto found = verified().first_bad;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->number, 6);
}

TEST_F(Verification, FindsThatTheJournalWasCutOffBeforeASignedHead) {
  ASSERT_TRUE(store_->sign_head());
  tamper("DELETE FROM message WHERE position > 8; DELETE FROM exchange WHERE number > 4");
  const auto found = verified().first_bad;
  ASSERT_TRUE(found);
  EXPECT_THAT(found->what, HasSubstr("cut off"));
}

TEST_F(Verification, FindsByAHeadKeptOutsideThatTheEndAndItsHeadWereCutOff) {
  VerifyOptions options;
  options.witnesses = {*store_->sign_head()};
  tamper("DELETE FROM message WHERE position > 8; DELETE FROM exchange WHERE number > 4; DELETE FROM head");
  EXPECT_FALSE(verified().first_bad);
  const auto found = verified(options).first_bad;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->position, 9);
}

TEST_F(Verification, FindsByAHeadKeptOutsideThatAllWasWrittenAnew) {
  const Head witness = *store_->sign_head();
  store_.reset();
  std::filesystem::remove(folder_.file());
  store_ =
      std::make_unique<SqliteStore>(folder_.file(), Access::create, clock_, jembatan::test::journal_keys());
  exchanges(1, 6);
  VerifyOptions options;
  options.witnesses = {witness};
  EXPECT_FALSE(verified().first_bad);
  EXPECT_TRUE(verified(options).first_bad);
}

TEST_F(Verification, FindsAHeadThatWasMovedOrForged) {
  ASSERT_TRUE(store_->sign_head());
  tamper("UPDATE head SET signature = zeroblob(64)");
  EXPECT_THAT(verified().first_bad->what, HasSubstr("not genuine"));
}

TEST_F(Verification, TrustsOnlyTheKeysItIsGiven) {
  ASSERT_TRUE(store_->sign_head());
  VerifyOptions options;
  options.trusted_keys = {std::string(32, 'x')};
  ASSERT_TRUE(verified(options).first_bad);
  EXPECT_THAT(verified(options).first_bad->what, HasSubstr("trusted here"));
  const auto& seed = *store_->keys().signing_seed(1);
  options.trusted_keys = {crypto::SigningKey(seed).public_key()};
  EXPECT_FALSE(verified(options).first_bad);
}

TEST_F(Verification, SaysHowFarTheJournalIsSigned) {
  ASSERT_TRUE(store_->sign_head());
  exchanges(7, 8);
  const Verified result = verified();
  EXPECT_EQ(result.signed_position, 12);
  EXPECT_EQ(result.last_position, 16);
}

TEST_F(Verification, RefusesAMadeUpGap) {
  tamper(
      "DELETE FROM message WHERE position IN (5, 6); DELETE FROM exchange WHERE number = 3;"
      "INSERT INTO gap SELECT 5, 6, zeroblob(32), 0, 1, zeroblob(64)");
  EXPECT_EQ(first_bad(), 5);
}

TEST_F(Verification, GoesOnAcrossRestartsOfTheStore) {
  store_.reset();
  store_ = std::make_unique<SqliteStore>(folder_.file(), Access::read_write, clock_,
                                         jembatan::test::journal_keys());
  exchanges(7, 9);
  const Verified result = verified();
  EXPECT_FALSE(result.first_bad);
  EXPECT_EQ(result.messages, 18U);
}

TEST_F(Verification, HoldsWhereTwoProcessesWrite) {
  SqliteStore other{folder_.file(), Access::read_write, clock_, jembatan::test::journal_keys()};
  for (int i = 0; i < 20; ++i) {
    opened(i % 2 == 0 ? *store_ : other, arrival("two-" + std::to_string(i)), {{Leg::in, "x"}});
  }
  EXPECT_FALSE(verified().first_bad);
}

TEST_F(Verification, SignsAHeadOnceForTheSameEnd) {
  EXPECT_TRUE(store_->sign_head());
  EXPECT_FALSE(store_->sign_head());
}

}  // namespace
}  // namespace jembatan::journal::test
