// Disks that fail: what is acknowledged is there, what is not is not, and the store works again afterwards.

#include <gmock/gmock.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "base/result.h"
#include "disk.h"
#include "support.h"

namespace jembatan::journal::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Faults : public ::testing::Test {
 protected:
  ~Faults() override { disk::heal(); }

  Folder folder_;
  StepClock clock_;
};

TEST_F(Faults, NoneMeansThatEveryWriteWasForcedToTheDiskBeforeItIsAcknowledged) {
  SqliteStore store{folder_.file(), Access::create, clock_, jembatan::test::journal_keys()};
  for (int i = 0; i < 20; ++i) {
    const long before = disk::syncs();
    const auto number = opened(store, arrival(std::to_string(i)));
    const long between = disk::syncs();
    ASSERT_GT(between, before);
    ASSERT_TRUE(store.advance(number, State::received, to(State::pending)));
    ASSERT_GT(disk::syncs(), between);
  }
}

TEST_F(Faults, OfTheNthWriteLoseNothingThatWasAcknowledgedAndHealByThemselves) {
  for (const int error : {EIO, ENOSPC}) {
    for (const bool for_good : {false, true}) {
      SqliteStore store{folder_.file("w" + std::to_string(error) + (for_good ? "g" : "o")), Access::create,
                        clock_, jembatan::test::journal_keys()};
      std::uint64_t acknowledged = 0;
      bool failed = true;
      for (long good = 0; failed && good < 1000; ++good) {
        const std::string id = std::to_string(good);
        disk::fail_write(good, error, for_good);
        const std::string text = broken_text([&] {
          // Large enough for a checkpoint now and then.
          const auto number = opened(store, arrival(id), {{Leg::in, std::string(60'000, 'x')}});
          ++acknowledged;
          if (!store.advance(number, State::received, to(State::pending))) ADD_FAILURE();
        });
        failed = disk::heal();
        ASSERT_TRUE(failed || text.empty()) << text;
        ASSERT_EQ(store.count({}), acknowledged) << "after " << good << " good writes";
        opened(store, arrival("after " + id));
        ++acknowledged;
      }
      EXPECT_FALSE(failed);
      EXPECT_EQ(store.count({}), acknowledged);
    }
  }
}

TEST_F(Faults, OfAnFsyncStopAllWritingButNotReading) {
  const std::string file = folder_.file();
  {
    SqliteStore store{file, Access::create, clock_, jembatan::test::journal_keys()};
    opened(store, arrival("before"));
    disk::fail_sync(0, EIO);
    EXPECT_THAT(broken_text([&] { (void)store.open(arrival("lost"), {}); }),
                AllOf(HasSubstr("SQLITE_IOERR_FSYNC"), HasSubstr(file), HasSubstr("restart")));
    ASSERT_TRUE(disk::heal());
    EXPECT_THROW((void)store.open(arrival("later"), {}), base::Broken);
    EXPECT_THROW((void)store.advance(1, State::received, to(State::pending)), base::Broken);
    EXPECT_TRUE(store.find_bound("kesatu", "before"));
    EXPECT_EQ(store.count({}), 1U);
  }
  SqliteStore restarted{file, Access::create, clock_, jembatan::test::journal_keys()};
  EXPECT_TRUE(restarted.find_bound("kesatu", "before"));
  EXPECT_EQ(opened(restarted, arrival("after")), 2U);
}

TEST_F(Faults, AreCountedAndShownUntilSomethingIsRecordedAgain) {
  SqliteStore store{folder_.file(), Access::create, clock_, jembatan::test::journal_keys()};
  const WriterFigures& figures = store.figures();
  disk::fail_write(0, ENOSPC, false);
  EXPECT_THROW((void)store.open(arrival("lost"), {}), base::Broken);
  EXPECT_EQ(figures.failed_commits, 1U);
  EXPECT_TRUE(figures.failing);
  ASSERT_TRUE(disk::heal());
  opened(store, arrival("kept"));
  EXPECT_EQ(figures.failed_commits, 1U);
  EXPECT_FALSE(figures.failing);
}

TEST_F(Faults, OfAnFsyncWhilePagesMoveFromTheWalStopWritingToo) {
  SqliteStore store{folder_.file(), Access::create, clock_, jembatan::test::journal_keys()};
  // The first fsync is the commit's, the next one the checkpoint's that such a large commit brings about.
  disk::fail_sync(1, EIO);
  opened(store, arrival("large"), {{Leg::in, std::string(5'000'000, 'x')}});
  EXPECT_THAT(broken_text([&] { (void)store.open(arrival("next"), {}); }), HasSubstr("SQLITE_IOERR_FSYNC"));
  EXPECT_TRUE(disk::heal());
}

TEST_F(Faults, OfOneJobDoNotTouchTheOthersOfItsTransaction) {
  SqliteStore store{folder_.file(), Access::create, clock_, jembatan::test::journal_keys()};
  opened(store, arrival("taken"));
  std::atomic<int> broken = 0;
  std::vector<std::thread> threads;
  threads.reserve(16);
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        Entry loose = arrival("taken");
        loose.binds_id = false;
        const auto number = opened(store, loose);
        Change taking = to(State::pending);
        taking.binds_id = true;
        if (!broken_text([&] { (void)store.advance(number, State::received, taking); }).empty()) ++broken;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(broken, 160);
  EXPECT_EQ(store.count({.state = State::received}), 161U);
}

TEST_F(Faults, InTheMiddleOfAJobUndoAllOfItAndUseNoNumber) {
  SqliteStore store{folder_.file(), Access::create, clock_, jembatan::test::journal_keys()};
  // Refused after the exchange and a message went in.
  ASSERT_EQ(run_sql(folder_.file(),
                    "CREATE TRIGGER no_out BEFORE INSERT ON message WHEN NEW.leg = 2"
                    " BEGIN SELECT RAISE(ABORT, 'no'); END"),
            SQLITE_OK);
  EXPECT_THROW((void)store.open(arrival("a"), {{Leg::in, "x"}, {Leg::out, "y"}}), base::Broken);
  EXPECT_EQ(store.count({}), 0U);
  const auto number = opened(store, arrival("a"));
  EXPECT_EQ(number, 1U);
  Change change = to(State::pending);
  change.messages = {{Leg::in, "x"}, {Leg::out, "y"}};
  EXPECT_THROW((void)store.advance(number, State::received, change), base::Broken);
  EXPECT_EQ(store.find(number)->state, State::received);
  EXPECT_TRUE(store.messages(number).empty());
}

/// Runs in a child process whose files cannot grow past a limit until it is lifted. Returns the exit status.
int write_into_a_full_disk(const std::string& file, const base::Clock& clock) {
  const auto limit_to = [](rlim_t bytes) {
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
  };
  ::signal(SIGXFSZ, SIG_IGN);
  SqliteStore store{file, Access::create, clock, jembatan::test::journal_keys()};
  if (!limit_to(1'000'000)) return 10;

  std::atomic<std::uint64_t> acknowledged = 0;
  std::atomic<int> broken = 0;
  std::vector<std::thread> threads;
  threads.reserve(16);
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 200; ++i) {
        const std::string id = std::to_string(thread) + "." + std::to_string(i);
        const std::string text = broken_text([&] {
          opened(store, arrival(id), {{Leg::in, std::string(16'000, 'x')}});
          ++acknowledged;
        });
        if (text.find("space") != std::string::npos && text.find(file) != std::string::npos) ++broken;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  if (acknowledged == 0) return 11;
  if (acknowledged + static_cast<std::uint64_t>(broken) != 800 || broken == 0) return 12;
  if (store.count({}) != acknowledged) return 13;
  if (!limit_to(RLIM_INFINITY)) return 14;
  opened(store, arrival("after"), {{Leg::in, std::string(16'000, 'x')}});
  return store.count({}) == acknowledged + 1 ? 0 : 15;
}

TEST_F(Faults, OfADiskThatIsFullAcknowledgeNothingAndGoWithIt) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    int status = 99;
    try {
      status = write_into_a_full_disk(folder_.file(), clock_);
    } catch (const std::exception&) {
      status = 98;
    }
    ::_exit(status);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  SqliteStore again{folder_.file(), Access::read_write, clock_, jembatan::test::journal_keys()};
  EXPECT_TRUE(again.find_bound("kesatu", "after"));
}

}  // namespace
}  // namespace jembatan::journal::test
