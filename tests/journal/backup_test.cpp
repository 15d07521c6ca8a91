// A backup is taken beside writers and holds all that they were told is kept; a restore relies on nothing it
// has not verified.

#include "journal/backup.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <thread>

#include "disk.h"
#include "journal/archive.h"
#include "upkeep.h"

namespace jembatan::journal::test {
namespace {

using ::testing::HasSubstr;

class Backup : public Upkeep {
 protected:
  Copied taken(const std::string& name = "backup.db") {
    auto result = backup(*store_, folder_.file(name));
    EXPECT_TRUE(result) << (result ? "" : result.error());
    return result ? *result : Copied{};
  }
  [[nodiscard]] base::Result<Copied, std::string> restored(const std::string& from = "backup.db") {
    return restore(folder_.file(from), folder_.file("new.db"), store_->keys());
  }
  [[nodiscard]] bool exists(const std::string& name) const {
    return std::filesystem::exists(folder_.file(name));
  }
};

TEST_F(Backup, IsAVerifiedCopy) {
  one_a_day(0, 3);
  exchange(State::pending);
  const Copied copy = taken();
  EXPECT_FALSE(copy.verified.first_bad);
  EXPECT_EQ(copy.last_number, 4U);
  EXPECT_EQ(copy.open, 1U);
}

TEST_F(Backup, IsOnePrivateFile) {
  one_a_day(0, 1);
  taken();
  EXPECT_FALSE(exists("backup.db-wal") || exists("backup.db-journal") || exists("backup.db-shm"));
  EXPECT_EQ(std::filesystem::status(folder_.file("backup.db")).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(Backup, HoldsEverythingAcknowledgedBeforeItBeganWhileOthersWrite) {
  for (int i = 0; i < 100; ++i) exchange(State::answered, 20'000);
  std::atomic<std::uint64_t> acknowledged = 0;
  std::atomic<bool> over = false;
  std::thread writer([&] {
    for (int i = 0; !over || i < 20; ++i) {
      acknowledged = opened(*store_, arrival("beside-" + std::to_string(i)), {{Leg::in, "x"}});
    }
  });
  while (acknowledged == 0) std::this_thread::yield();
  const std::uint64_t before = acknowledged;
  int steps = 0;
  const auto copy = backup(*store_, folder_.file("backup.db"), [&](int, int) { return ++steps > 0; });
  over = true;
  writer.join();
  ASSERT_TRUE(copy);
  EXPECT_FALSE(copy->verified.first_bad);
  EXPECT_GE(copy->last_number, before);
}

TEST_F(Backup, DoesNotBeginAnewWhenTheJournalChangesMeanwhile) {
  for (int i = 0; i < 100; ++i) exchange(State::answered, 100'000);
  int last_done = 0;
  const auto copy = backup(*store_, folder_.file("backup.db"), [&](int done, int) {
    EXPECT_GT(done, last_done);
    last_done = done;
    exchange(State::answered);
    return true;
  });
  ASSERT_TRUE(copy);
  EXPECT_GT(last_done, 0);
  EXPECT_EQ(copy->last_number, 100U);
}

TEST_F(Backup, LeavesNothingWhenItIsStopped) {
  for (int i = 0; i < 100; ++i) exchange(State::answered, 100'000);
  EXPECT_FALSE(backup(*store_, folder_.file("backup.db"), [](int, int) { return false; }));
  EXPECT_FALSE(exists("backup.db"));
}

TEST_F(Backup, LeavesNothingWhenTheDiskIsFull) {
  one_a_day(0, 5);
  disk::fail_write(3, ENOSPC, true);
  const std::string text =
      broken_text([&] { static_cast<void>(backup(*store_, folder_.file("backup.db"))); });
  EXPECT_TRUE(disk::heal());
  EXPECT_THAT(text, HasSubstr("removed"));
  EXPECT_FALSE(exists("backup.db"));
}

TEST_F(Backup, NeverWritesOverAFile) {
  one_a_day(0, 1);
  taken();
  EXPECT_THAT(backup(*store_, folder_.file("backup.db")).error(), HasSubstr("not written over"));
}

TEST_F(Backup, IsWhereAJournalGoesOnAfterARestore) {
  one_a_day(0, 3);
  taken();
  const auto back = restored();
  ASSERT_TRUE(back) << back.error();
  EXPECT_FALSE(back->verified.first_bad);
  store_ = opened_again(folder_.file("new.db"), Access::create);
  EXPECT_EQ(exchange(State::answered), 4U);
  EXPECT_EQ(damage(folder_.file("new.db")), "");
}

TEST_F(Backup, IsNotRestoredWhenItWasChanged) {
  one_a_day(0, 3);
  taken();
  ASSERT_EQ(run_sql(folder_.file("backup.db"),
                    "DROP TRIGGER message_keeps_its_bytes; UPDATE message SET at = 0 WHERE position = 3"),
            0);
  const auto back = restored();
  ASSERT_FALSE(back);
  EXPECT_THAT(back.error(), HasSubstr("at message 3"));
  EXPECT_FALSE(exists("new.db"));
}

TEST_F(Backup, IsNotRestoredWithOtherKeys) {
  one_a_day(0, 1);
  taken();
  const auto other = crypto::KeyRing::parse(crypto::KeyRing::fresh_text().view(), "other keys");
  ASSERT_TRUE(other);
  EXPECT_THAT(broken_text([&] {
                static_cast<void>(restore(folder_.file("backup.db"), folder_.file("new.db"), *other));
              }),
              HasSubstr("another one under that number"));
  EXPECT_FALSE(exists("new.db"));
}

TEST_F(Backup, IsNotRestoredOverAnythingNotEvenALeftOver) {
  one_a_day(0, 1);
  taken();
  for (const char* there : {"new.db", "new.db-wal"}) {
    std::filesystem::copy_file(folder_.file("backup.db"), folder_.file(there));
    const auto back = restored();
    ASSERT_FALSE(back) << there;
    EXPECT_THAT(back.error(), HasSubstr("exists already"));
    std::filesystem::remove(folder_.file(there));
  }
}

TEST_F(Backup, IsNotReplacedByAnArchive) {
  one_a_day(0, 1);
  ASSERT_TRUE(export_archive(*store_, {folder_.file("archive.db"), std::nullopt}));
  EXPECT_THAT(restored("archive.db").error(), HasSubstr("is an archive"));
}

}  // namespace
}  // namespace jembatan::journal::test
