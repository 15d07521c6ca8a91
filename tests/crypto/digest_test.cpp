#include "crypto/digest.h"

#include <gtest/gtest.h>

namespace jembatan::crypto {
namespace {

constexpr std::string_view kTwoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
constexpr std::string_view kOfTwoBlocks = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

TEST(Sha256, AgreesWithTheStandardsExamples) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256(kTwoBlocks)), kOfTwoBlocks);
}

TEST(Sha256, OfPiecesIsThatOfTheWhole) {
  for (std::size_t cut = 0; cut <= kTwoBlocks.size(); ++cut) {
    Sha256 digest;
    digest.add(kTwoBlocks.substr(0, cut)).add(kTwoBlocks.substr(cut));
    EXPECT_EQ(hex(digest.finish()), kOfTwoBlocks) << cut;
  }
}

TEST(Sha256, TakesTheStandardsMillionBytes) {
  Sha256 digest;
  for (int i = 0; i < 1000; ++i) digest.add(std::string(1000, 'a'));
  EXPECT_EQ(hex(digest.finish()), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, BeginsAnewAfterFinishing) {
  Sha256 digest;
  const std::string first = digest.add("abc").finish();
  EXPECT_EQ(digest.finish(), sha256(""));
  EXPECT_EQ(digest.add("abc").finish(), first);
}

TEST(Sha256, KeepsItsStateWhenMoved) {
  Sha256 digest;
  digest.add("ab");
  Sha256 moved(std::move(digest));
  EXPECT_EQ(moved.add("c").finish(), sha256("abc"));
}

TEST(Hex, WritesEveryByteInTwoDigits) {
  EXPECT_EQ(hex(std::string_view("\x00\x0f\xa5\xff", 4)), "000fa5ff");
}

TEST(Hex, ReadsBackEveryByte) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every += static_cast<char>(byte);
  EXPECT_EQ(from_hex(hex(every)), every);
}

TEST(Hex, ReadsDigitsOfEitherCase) {
  EXPECT_EQ(from_hex("aBcDeF"), "\xab\xcd\xef");
}

TEST(Hex, ReadsNothingAsNoBytes) {
  EXPECT_EQ(from_hex(""), "");
}

TEST(Hex, RefusesAnOddNumberOfDigits) {
  EXPECT_EQ(from_hex("abc"), std::nullopt);
}

TEST(Hex, RefusesEveryByteThatIsNoDigit) {
  const std::string_view digits = "0123456789abcdefABCDEF";
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool is_digit = digits.find(c) != std::string_view::npos;
    EXPECT_EQ(from_hex(std::string{c, '0'}).has_value(), is_digit) << byte;
    EXPECT_EQ(from_hex(std::string{'0', c}).has_value(), is_digit) << byte;
  }
}

}  // namespace
}  // namespace jembatan::crypto
