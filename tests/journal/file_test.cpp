// The file: who may open it, its mode, and what is refused with which advice.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/result.h"
#include "crypto/keyed_hash.h"
#include "support.h"

namespace jembatan::journal::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class JournalFile : public ::testing::Test {
 protected:
  std::unique_ptr<SqliteStore> open(Access access) {
    return std::make_unique<SqliteStore>(file_, access, clock_, jembatan::test::journal_keys());
  }
  std::string refusal(Access access) {
    return broken_text([&] { open(access); });
  }
  void make_journal(int exchanges = 1) {
    const auto store = open(Access::create);
    for (int i = 0; i < exchanges; ++i) {
      opened(*store, arrival(std::to_string(i)), {{Leg::in, std::string(3000, 'x')}});
    }
  }
  std::string bytes() const {
    std::ifstream in{file_, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  void put(const std::string& bytes) const { std::ofstream{file_, std::ios::binary} << bytes; }

  Folder folder_;
  StepClock clock_;
  std::string file_ = folder_.file();
};

mode_t mode_of(const std::string& file) {
  struct stat facts {};
  return ::stat(file.c_str(), &facts) == 0 ? facts.st_mode & 0777U : 0;
}

TEST_F(JournalFile, AndItsWalAreForTheirOwnerOnlyWhateverTheUmask) {
  for (const mode_t mask : {0000U, 0377U}) {
    std::filesystem::remove(file_);
    const mode_t before = ::umask(mask);
    const auto store = open(Access::create);
    opened(*store, arrival("a"));
    ::umask(before);
    EXPECT_EQ(mode_of(file_), 0600U);
    EXPECT_EQ(mode_of(file_ + "-wal"), 0600U);
    EXPECT_EQ(mode_of(file_ + "-shm"), 0600U);
  }
}

TEST_F(JournalFile, KeepsWhatWasRecordedWhenItIsOpenedAgain) {
  make_journal();
  const auto store = open(Access::read_write);
  EXPECT_EQ(store->messages(1).at(0).bytes, std::string(3000, 'x'));
  EXPECT_EQ(opened(*store, arrival("next")), 2U);
}

TEST_F(JournalFile, IsOneFileWhenItsStoreIsClosed) {
  make_journal();
  EXPECT_FALSE(std::filesystem::exists(file_ + "-wal"));
}

TEST_F(JournalFile, MayHaveAnyNameThatAFileMayHave) {
  for (const char* name : {":memory:", "file:x?mode=memory", "with space 'and' quote"}) {
    file_ = folder_.file(name);
    make_journal();
    EXPECT_TRUE(std::filesystem::exists(file_)) << name;
  }
}

TEST_F(JournalFile, InAFolderThatIsMissingIsRefusedWithTheRemedy) {
  file_ = folder_.file("missing/journal.db");
  EXPECT_THAT(refusal(Access::create), AllOf(HasSubstr(file_), HasSubstr("mkdir -p")));
}

TEST_F(JournalFile, ThatIsMissingIsNotMadeByReadersAndCommands) {
  EXPECT_THAT(refusal(Access::read_write), AllOf(HasSubstr(file_), HasSubstr("does not exist")));
  EXPECT_THAT(refusal(Access::read_only), HasSubstr("does not exist"));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(JournalFile, WithoutANameIsRefused) {
  file_.clear();
  EXPECT_THAT(refusal(Access::create), HasSubstr("no file is named"));
}

TEST_F(JournalFile, ThatIsEmptyIsMadeAJournalByTheGatewayOnly) {
  put("");
  EXPECT_THAT(refusal(Access::read_only), HasSubstr("no journal yet"));
  EXPECT_THAT(refusal(Access::read_write), HasSubstr("no journal yet"));
  EXPECT_EQ(refusal(Access::create), "");
}

TEST_F(JournalFile, OfAnotherProgramIsRefusedAndLeftAsItIs) {
  ASSERT_EQ(run_sql(file_, "CREATE TABLE other (x); INSERT INTO other VALUES (1)"), 0);
  const std::string before = bytes();
  for (const Access access : {Access::create, Access::read_write, Access::read_only}) {
    EXPECT_THAT(refusal(access), AllOf(HasSubstr(file_), HasSubstr("another program")));
  }
  EXPECT_TRUE(bytes() == before);
}

TEST_F(JournalFile, OfANewerVersionIsRefusedAndLeftAsItIs) {
  make_journal();
  ASSERT_EQ(run_sql(file_, "PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE)"), 0);
  const std::string before = bytes();
  for (const Access access : {Access::create, Access::read_write, Access::read_only}) {
    EXPECT_THAT(refusal(access), AllOf(HasSubstr("newer version (schema 2"), HasSubstr("install")));
  }
  EXPECT_TRUE(bytes() == before);
}

TEST_F(JournalFile, ThatIsNoDatabaseIsRefused) {
  put("<?xml version='1.0'?>" + std::string(10'000, ' '));
  for (const Access access : {Access::create, Access::read_write, Access::read_only}) {
    EXPECT_THAT(refusal(access), AllOf(HasSubstr("SQLITE_NOTADB"), HasSubstr("name another file")));
  }
}

TEST_F(JournalFile, WithADamagedTableListIsRefused) {
  make_journal();
  std::string damaged = bytes();
  damaged.replace(100, 1000, std::string(1000, '\xff'));
  put(damaged);
  EXPECT_THAT(refusal(Access::create),
              AllOf(HasSubstr("SQLITE_CORRUPT"), HasSubstr("restore the newest backup")));
}

TEST_F(JournalFile, DamagedFurtherInsideIsReportedWhenItIsRead) {
  make_journal(200);
  std::string damaged = bytes();
  // Past the tables' own pages, which are looked at when the file is opened.
  for (std::size_t at = damaged.size() / 2; at < damaged.size(); ++at) damaged[at] = '\x5a';
  put(damaged);
  const auto read_all = [&] {
    const auto store = open(Access::read_only);
    for (std::uint64_t number = 1; number <= 200; ++number) (void)store->messages(number);
    (void)store->scan({}, Order::oldest_first, 1000);
  };
  EXPECT_THAT(broken_text(read_all), HasSubstr("SQLITE_CORRUPT"));
}

TEST_F(JournalFile, ThatWasCutOffIsReported) {
  make_journal(200);
  const std::string whole = bytes();
  put(whole.substr(0, whole.size() / 2));
  const auto read_all = [&] {
    const auto store = open(Access::read_only);
    for (std::uint64_t number = 1; number <= 200; ++number) (void)store->messages(number);
  };
  EXPECT_THAT(broken_text(read_all), HasSubstr("SQLITE_CORRUPT"));
}

TEST_F(JournalFile, ErrorsShowNoSqlAndNoValue) {
  make_journal();
  const auto store = open(Access::read_write);
  opened(*store, arrival("rahasia"));
  Entry loose = arrival("rahasia");
  loose.binds_id = false;
  const auto number = opened(*store, loose);
  Change taking = to(State::pending);
  taking.binds_id = true;
  const std::string text = broken_text([&] { (void)store->advance(number, State::received, taking); });
  EXPECT_THAT(text, AllOf(HasSubstr("idPesan"), Not(HasSubstr("rahasia")), Not(HasSubstr("UPDATE"))));
}

TEST_F(JournalFile, OpenedForReadingRefusesToWrite) {
  make_journal();
  const auto store = open(Access::read_only);
  EXPECT_THAT(broken_text([&] { (void)store->open(arrival("x"), {}); }), HasSubstr("reading only"));
  EXPECT_THROW((void)store->advance(1, State::received, to(State::refused)), base::Broken);
  EXPECT_EQ(store->find(1)->state, State::received);
}

TEST_F(JournalFile, IsReadWhileAGatewayWrites) {
  const auto gateway = open(Access::create);
  const auto reader = open(Access::read_only);
  const auto number = opened(*gateway, arrival("a"), {{Leg::in, "bytes"}});
  EXPECT_EQ(reader->messages(number).at(0).bytes, "bytes");
  ASSERT_TRUE(gateway->advance(number, State::received, to(State::pending)));
  EXPECT_EQ(reader->find(number)->state, State::pending);
}

TEST_F(JournalFile, IsReadByOthersAfterTheGatewayHasStopped) {
  make_journal();
  const auto reader = open(Access::read_only);
  EXPECT_TRUE(reader->find_bound("kesatu", "0"));
  EXPECT_EQ(reader->count({}), 1U);
}

TEST_F(JournalFile, TakesTheWritesOfTwoStoresAtOnce) {
  const auto gateway = open(Access::create);
  const auto command = open(Access::read_write);
  constexpr int kEach = 200;
  const auto write = [](Store& store, const std::string& prefix) {
    for (int i = 0; i < kEach; ++i) opened(store, arrival(prefix + std::to_string(i)));
  };
  std::thread other{[&] { write(*command, "command"); }};
  write(*gateway, "gateway");
  other.join();
  EXPECT_EQ(gateway->count({}), 2U * kEach);
}

TEST_F(JournalFile, IsMadeOnceWhereManyStart) {
  std::vector<std::thread> starters;
  starters.reserve(16);
  std::atomic<int> working = 0;
  for (int i = 0; i < 6; ++i) {
    starters.emplace_back([&, i] {
      const auto store = open(Access::create);
      opened(*store, arrival(std::to_string(i)));
      ++working;
    });
  }
  for (auto& starter : starters) starter.join();
  EXPECT_EQ(working, 6);
  EXPECT_EQ(open(Access::read_only)->count({}), 6U);
}

TEST_F(JournalFile, ThatIsMovedAwayUnderItsProgramIsTold) {
  const auto store = open(Access::create);
  opened(*store, arrival("a"));
  EXPECT_FALSE(store->trouble());
  std::filesystem::rename(file_, file_ + ".away");
  ASSERT_TRUE(store->trouble());
  EXPECT_THAT(*store->trouble(), HasSubstr("put the file back"));
  std::filesystem::rename(file_ + ".away", file_);
  EXPECT_FALSE(store->trouble());
}

TEST_F(JournalFile, StaysSmallBesideItsWalHoweverMuchIsWritten) {
  const auto store = open(Access::create);
  for (int i = 0; i < 400; ++i) {
    opened(*store, arrival(std::to_string(i)), {{Leg::in, crypto::random_bytes(100'000)}});
  }
  EXPECT_GT(std::filesystem::file_size(file_), 30U * 1024 * 1024);
  EXPECT_LT(std::filesystem::file_size(file_ + "-wal"), 6U * 1024 * 1024);
}

}  // namespace
}  // namespace jembatan::journal::test
