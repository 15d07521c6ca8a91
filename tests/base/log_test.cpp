#include "base/log.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/result.h"

namespace jembatan::base {
namespace {

TEST(Log, KeepsAnEntryOnOneLine) {
  EXPECT_EQ(one_line("a\r\nb"), "a\\u000d\\u000ab");
}

TEST(Log, EscapesTerminalSequences) {
  EXPECT_EQ(one_line("\x1b[31m"), "\\u001b[31m");
}

TEST(Log, EscapesC1Controls) {
  EXPECT_EQ(one_line("\xc2\x85"), "\\u0085");
}

TEST(Log, EscapesUnicodeLineSeparators) {
  EXPECT_EQ(one_line("\xe2\x80\xa8\xe2\x80\xa9"), "\\u2028\\u2029");
}

TEST(Log, LeavesOtherTextAsItIs) {
  EXPECT_EQ(one_line("Nur’aini 李"), "Nur’aini 李");
}

TEST(Log, EscapesBytesThatAreNotUtf8) {
  EXPECT_EQ(one_line("a\x9b"
                     "b"),
            "a\\x9bb");
}

TEST(Log, EscapesMarksOfWritingDirection) {
  EXPECT_EQ(one_line("\xe2\x80\xae"), "\\u202e");
}

class LogFile : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = std::filesystem::temp_directory_path() / "jembatan-log-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    file_ = folder_ / "log";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::string read(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::filesystem::path folder_, file_;
};

TEST_F(LogFile, NamesTheExchangeAndItsPartyAsFields) {
  Log(file_).warn("it is in doubt", {12, "kesatu"});
  EXPECT_NE(read(file_).find("Z warning exchange=12 party=kesatu it is in doubt\n"), std::string::npos);
}

TEST_F(LogFile, NamesNoExchangeWhereThereIsNone) {
  Log(file_).info("stopped");
  EXPECT_NE(read(file_).find("Z info stopped\n"), std::string::npos);
}

TEST_F(LogFile, IsJsonWhereAskedFor) {
  Log(file_, LogFormat::json).error("a \"b\"", {12, "kedua"});
  EXPECT_NE(read(file_).find(
                "\"level\":\"error\",\"exchange\":12,\"party\":\"kedua\",\"event\":\"a \\\"b\\\"\"}\n"),
            std::string::npos);
}

TEST_F(LogFile, GoesOnInANewFileAfterTheOldOneWasRenamed) {
  const Log log(file_);
  log.info("before");
  std::filesystem::rename(file_, folder_ / "log.1");
  log.reopen();
  log.info("after");
  EXPECT_EQ(read(file_).find("before"), std::string::npos);
  EXPECT_NE(read(file_).find("after"), std::string::npos);
  EXPECT_EQ(read(folder_ / "log.1").find("after"), std::string::npos);
}

TEST_F(LogFile, IsItsOwnersOnly) {
  const Log log(file_);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file_).permissions(), perms::owner_read | perms::owner_write);
}

TEST(Log, SaysWhichFileCannotBeOpened) {
  try {
    const Log log("/dev/null/jembatan.log");
    FAIL() << "a log below a file was opened";
  } catch (const Broken& error) {
    EXPECT_NE(std::string(error.what()).find("/dev/null/jembatan.log"), std::string::npos);
  }
}

}  // namespace
}  // namespace jembatan::base
