#include "base/log.h"

#include <gtest/gtest.h>

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
