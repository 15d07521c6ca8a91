#include "office/table.h"

#include <gtest/gtest.h>

#include "office/display.h"

namespace jembatan::office {
namespace {

using Align = Table::Align;

TEST(Table, AlignsTextLeftAndNumbersRight) {
  Table table({{"Nama"}, {"Jumlah", Align::right}, {"Status"}});
  table.add({"PT Contoh", "5", "SELESAI"});
  table.add({"CV", "12000", ""});
  EXPECT_EQ(table.text(),
            "Nama       Jumlah  Status\n"
            "---------  ------  -------\n"
            "PT Contoh       5  SELESAI\n"
            "CV          12000\n");
}

TEST(Table, CountsCharactersAsATerminalShowsThem) {
  Table table({{"a"}, {"b"}});
  table.add({"é", "1"});
  table.add({"e\u0301e", "2"});
  table.add({"界", "3"});
  EXPECT_EQ(table.text(), "a   b\n--  -\né   1\ne\u0301e  2\n界  3\n");
}

TEST(Table, ShowsControlCharactersAndEscapes) {
  Table table({{"a"}});
  table.add({"x\x1b[2J\ny"});
  EXPECT_EQ(table.text(), "a\n-----------------\nx\\u001b[2J\\u000ay\n");
}

TEST(Table, CutsCellsThatAreTooWide) {
  Table table({{"a", Align::left, 4}});
  table.add({"abcdef"});
  table.add({"abcd"});
  EXPECT_EQ(table.text(), "a\n----\nabc…\nabcd\n");
}

TEST(Display, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(visible("a\x9b"
                    "b\xff"),
            "a\\x9bb\\xff");
}

TEST(Display, ShowsC1ControlsLineSeparatorsAndMarksOfDirection) {
  EXPECT_EQ(visible("\u009b\u2028\u202e\u2066\u200f\ufeff"), "\\u009b\\u2028\\u202e\\u2066\\u200f\\ufeff");
}

TEST(Display, LeavesOtherTextAlone) {
  EXPECT_EQ(visible("Jl. Contoh é 界 \\"), "Jl. Contoh é 界 \\");
}

TEST(Display, CutsBetweenCharactersOnly) {
  EXPECT_EQ(cut("界界界", 4), "界…");
  EXPECT_EQ(cut("éé", 1), "…");
  EXPECT_EQ(cut("éé", 2), "éé");
}

}  // namespace
}  // namespace jembatan::office
