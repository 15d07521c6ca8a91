// An archive is a journal file of its own: it verifies, shows its content with the keys, and whatever is done
// to it is found.

#include "journal/archive.h"

#include <gmock/gmock.h>

#include <cerrno>
#include <filesystem>

#include "disk.h"
#include "upkeep.h"

namespace jembatan::journal::test {
namespace {

using ::testing::HasSubstr;

class Archive : public Upkeep {
 protected:
  Archived exported(const std::string& name, std::optional<base::WallTime> before = std::nullopt) {
    auto result = export_archive(*store_, {folder_.file(name), before});
    EXPECT_TRUE(result) << (result ? "" : result.error());
    return result ? *result : Archived{};
  }
  /// What verify says of an archive that was tampered with.
  std::string damage_after(const std::string& sql) {
    const std::string name = "tampered.db";
    std::filesystem::remove(folder_.file(name));
    exported(name);
    EXPECT_EQ(run_sql(folder_.file(name),
                      "DROP TRIGGER message_keeps_its_bytes; DROP TRIGGER message_stays;"
                      "DROP TRIGGER exchange_ends_once; DROP TRIGGER exchange_keeps_its_identity;"
                      "DROP TRIGGER exchange_stays; PRAGMA foreign_keys = OFF; " +
                          sql),
              0);
    return damage(folder_.file(name));
  }
  [[nodiscard]] bool exists(const std::string& name) const {
    return std::filesystem::exists(folder_.file(name));
  }
};

TEST_F(Archive, HoldsWhatTheJournalHasAndVerifies) {
  one_a_day(0, 3);
  const Archived result = exported("a.db");
  EXPECT_FALSE(result.verified.first_bad);
  EXPECT_EQ(result.messages, 6U);
  EXPECT_EQ(result.exchanges, 3U);
  EXPECT_EQ(result.verified.signed_position, result.last_position);
}

TEST_F(Archive, OfATimeBeforeTheFirstMessageIsRefused) {
  one_a_day(0, 3);
  const auto result = export_archive(*store_, {folder_.file("none.db"), day(-400)});
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error(), HasSubstr("that old"));
  EXPECT_FALSE(exists("none.db"));
}

TEST_F(Archive, IsOnePrivateFile) {
  one_a_day(0, 1);
  exported("a.db");
  EXPECT_FALSE(exists("a.db-wal") || exists("a.db-journal") || exists("a.db-shm"));
  EXPECT_EQ(std::filesystem::status(folder_.file("a.db")).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Archive, ShowsItsContentWithTheKeys) {
  one_a_day(0, 2);
  exported("a.db");
  const auto archive = opened_again(folder_.file("a.db"), Access::read_only);
  EXPECT_EQ(archive->messages(2).at(0).bytes, store_->messages(2).at(0).bytes);
}

TEST_F(Archive, IsSearchedByIdentifier) {
  one_a_day(0, 2);
  exported("a.db");
  Filter filter;
  filter.identifier = "nik:id-2";
  EXPECT_EQ(opened_again(folder_.file("a.db"), Access::read_only)->count(filter), 1U);
}

TEST_F(Archive, IsNoJournalToServeFrom) {
  one_a_day(0, 1);
  exported("a.db");
  EXPECT_THAT(broken_text([&] { static_cast<void>(opened_again(folder_.file("a.db"), Access::create)); }),
              HasSubstr("archive"));
}

TEST_F(Archive, EndsAtTheFirstHeadSignedAtOrAfterTheTime) {
  for (int i = 0; i < 4; ++i) {
    one_a_day(i, 1);
    ASSERT_TRUE(store_->sign_head());
  }
  const Archived result = exported("a.db", day(1));
  EXPECT_EQ(result.last_position, 4);
  EXPECT_FALSE(result.verified.first_bad);
}

TEST_F(Archive, TakesWhatHasNotEndedAsItStood) {
  const auto waits = exchange(State::pending);
  one_a_day(1, 1);
  ASSERT_TRUE(store_->sign_head());
  ASSERT_TRUE(store_->advance(waits, State::pending, to(State::settled)));
  const Archived result = exported("a.db", day(1));
  EXPECT_FALSE(result.verified.first_bad);
}

TEST_F(Archive, TakesOverGapsAndClearedMessages) {
  exchange(State::pending);
  one_a_day(1, 6);
  PrunePolicy policy = payloads(5);
  policy.exchanges_before = day(3);
  pruned(policy);
  const Archived result = exported("a.db");
  EXPECT_FALSE(result.verified.first_bad);
  EXPECT_GT(result.verified.gaps, 0U);
  EXPECT_GT(result.verified.cleared, 0U);
}

TEST_F(Archive, IsRefusedWhenAMessageWasChanged) {
  one_a_day(0, 3);
  EXPECT_THAT(damage_after("UPDATE message SET body = zeroblob(length(body)) WHERE position = 3"),
              HasSubstr("3: "));
}

TEST_F(Archive, IsRefusedWhenALinkWasChanged) {
  one_a_day(0, 3);
  EXPECT_THAT(damage_after("UPDATE message SET link = zeroblob(32) WHERE position = 4"), HasSubstr("4: "));
}

TEST_F(Archive, IsRefusedWhenAnExchangeWasChanged) {
  one_a_day(0, 3);
  EXPECT_NE(damage_after("UPDATE exchange SET outcome = 'DITOLAK' WHERE number = 2"), "");
}

TEST_F(Archive, IsRefusedWhenARowWasRemoved) {
  one_a_day(0, 3);
  EXPECT_NE(damage_after("DELETE FROM message WHERE position = 5"), "");
  EXPECT_NE(damage_after("DELETE FROM exchange WHERE number = 1"), "");
}

TEST_F(Archive, IsRefusedWhenItsEndWasCutOff) {
  one_a_day(0, 3);
  EXPECT_THAT(damage_after("DELETE FROM message WHERE position > 4; DELETE FROM exchange WHERE number > 2"),
              HasSubstr("cut off"));
}

TEST_F(Archive, NeverWritesOverAFile) {
  one_a_day(0, 1);
  exported("a.db");
  const auto again = export_archive(*store_, {folder_.file("a.db"), std::nullopt});
  ASSERT_FALSE(again);
  EXPECT_THAT(again.error(), HasSubstr("not written over"));
  EXPECT_EQ(damage(folder_.file("a.db")), "");
}

TEST_F(Archive, RefusesAnEmptyJournal) {
  EXPECT_FALSE(export_archive(*store_, {folder_.file("a.db"), std::nullopt}));
  EXPECT_FALSE(exists("a.db"));
}

TEST_F(Archive, RemovesWhatItCouldNotFinishAndSaysSo) {
  for (int i = 0; i < 20; ++i) exchange(State::answered, 4000);
  ASSERT_TRUE(store_->sign_head());
  disk::fail_write(30, ENOSPC, true);
  const std::string text = broken_text([&] {
    static_cast<void>(export_archive(*store_, {folder_.file("a.db"), std::nullopt}));
  });
  EXPECT_TRUE(disk::heal());
  EXPECT_THAT(text, HasSubstr("removed"));
  EXPECT_FALSE(exists("a.db"));
  EXPECT_EQ(damage(), "");
}

}  // namespace
}  // namespace jembatan::journal::test
