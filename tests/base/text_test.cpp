#include "base/text.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace jembatan::base {
namespace {

TEST(NormalText, LeavesOrderlyAsciiWhereItStands) {
  const std::string sent = "PT Contoh Nusantara";
  std::string scratch;
  const Normalised result = normalise(sent, scratch);
  EXPECT_EQ(result.text.data(), sent.data());
  EXPECT_TRUE(scratch.empty());
}

TEST(NormalText, FoldsWhiteSpaceAndTrims) {
  EXPECT_EQ(normalised(" \tPT\r\nContoh \xc2\xa0  Jaya\n"), "PT Contoh Jaya");
}

TEST(NormalText, ComposesToNfc) {
  EXPECT_EQ(normalised("Jose\xcc\x81"), "Jos\xc3\xa9");
}

TEST(NormalText, CountsCharactersNotBytes) {
  const std::string sent = "  Jose\xcc\x81 ";
  std::string scratch;
  const Normalised result = normalise(sent, scratch);
  EXPECT_EQ(result.sent, 8U);
  EXPECT_EQ(result.length, 4U);
}

TEST(NormalText, OfNothingButSpaceIsEmptyAndLegal) {
  EXPECT_EQ(normalised(" \xc2\xa0\t"), "");
}

class IllegalText : public ::testing::TestWithParam<std::string> {};

TEST_P(IllegalText, IsNotNormalised) {
  EXPECT_FALSE(normalised("Siti" + GetParam() + "Contoh"));
}

INSTANTIATE_TEST_SUITE_P(Kinds, IllegalText,
                         ::testing::Values(std::string("\0", 1), "\x01", "\x1b", "\x7f", "\xc2\x85",
                                           "\xef\xbf\xbd", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xc0\xbc",
                                           "\xed\xa0\x80", "\xff", "\xe2\x82", "\xf4\x90\x80\x80"));

TEST(NormalText, KeepsOtherScriptsAndSigns) {
  EXPECT_EQ(normalised("\xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x8f\xad"),
            "\xe6\x97\xa5\xe6\x9c\xac \xf0\x9f\x8f\xad");
}

TEST(NormalText, IsIdempotentForRandomBytes) {
  std::mt19937 random(20201103);
  const std::string pieces[] = {" ", "  ", "\t", "\n",       "a",        "\xc2\xa0", "\xcc\x81",
                                "e", "-",  "0",  "\xc3\xa9", "\xcc\xa7", "\xff",     "\xef\xbb\xbf"};
  for (int round = 0; round < 2000; ++round) {
    std::string sent;
    for (auto count = random() % 12; count > 0; --count) sent += pieces[random() % std::size(pieces)];
    const auto once = normalised(sent);
    if (!once) continue;
    EXPECT_EQ(normalised(*once), once);
  }
}

/// What normalising is to make of ASCII, said sign by sign.
std::optional<std::string> folded_ascii(const std::string& sent) {
  std::string text;
  for (const char c : sent) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space && (c < 0x20 || c == 0x7f)) return std::nullopt;
    if (!space) text += c;
    if (space && !text.empty() && text.back() != ' ') text += ' ';
  }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

TEST(NormalText, OfAsciiIsTheSameReadByWordsOrByteByByte) {
  std::mt19937 random(20201104);
  constexpr std::string_view kUnusual("  \t\r\n\0\x1f\x7f~!", 10);
  for (int round = 0; round < 20000; ++round) {
    std::string sent(random() % 40, 'a');
    for (auto changes = random() % 5; changes > 0 && !sent.empty(); --changes) {
      sent[random() % sent.size()] = kUnusual[random() % kUnusual.size()];
    }
    EXPECT_EQ(normalised(sent), folded_ascii(sent)) << ::testing::PrintToString(sent);
  }
}

TEST(NormalText, FindsAByteOutOfOrderWhereverItStands) {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string sent(size, 'a');
      for (const char c : {'\0', '\x1f', '\x7f', '\x80', '\xff'}) {
        sent[at] = c;
        EXPECT_FALSE(normalised(sent)) << size << ' ' << at;
      }
    }
  }
}

TEST(SameIgnoringCase, LooksAtAsciiLettersOnly) {
  EXPECT_TRUE(same_ignoring_case("Tidak Ada", "TIDAK ADA"));
  EXPECT_FALSE(same_ignoring_case("TIDAK ADA", "TIDAK ADA."));
}

}  // namespace
}  // namespace jembatan::base
