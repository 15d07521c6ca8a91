#include "crypto/keyed_hash.h"

#include <gtest/gtest.h>

namespace jembatan::crypto {
namespace {

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char byte : bytes) {
    constexpr char digits[] = "0123456789abcdef";
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 0xf];
  }
  return text;
}

TEST(KeyedHash, GivesTheHmacOfTheRfcsSecondExample) {
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(KeyedHash, DependsOnTheKey) {
  EXPECT_NE(keyed_number("a", "x"), keyed_number("b", "x"));
}

TEST(KeyedHash, IsTheSameForTheSameBytes) {
  EXPECT_EQ(keyed_number("a", "x"), keyed_number("a", "x"));
}

TEST(KeyedHash, RandomBytesDoNotRepeat) {
  EXPECT_NE(random_bytes(32), random_bytes(32));
}

}  // namespace
}  // namespace jembatan::crypto
