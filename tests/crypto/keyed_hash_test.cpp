#include "crypto/keyed_hash.h"

#include <gtest/gtest.h>

#include "crypto/digest.h"

namespace jembatan::crypto {
namespace {

struct Example {
  std::string key;
  std::string message;
  std::string hash;
};

/// RFC 4231, sections 4.2 to 4.8 without 4.6, which cuts the hash short.
std::vector<Example> rfc_4231() {
  return {
      {std::string(20, '\x0b'), "Hi There",
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?",
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {*from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd'),
       "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
      {std::string(131, '\xaa'),
       "This is a test using a larger than block-size key and a larger than block-size data. The key needs "
       "to "
       "be hashed before being used by the HMAC algorithm.",
       "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"},
  };
}

TEST(KeyedHash, AgreesWithTheRfcsExamples) {
  for (const Example& example : rfc_4231()) {
    EXPECT_EQ(hex(KeyedHash(example.key).of(example.message)), example.hash);
    EXPECT_EQ(hex(hmac_sha256(example.key, example.message)), example.hash);
  }
}

TEST(KeyedHash, IsTheSameForEveryMessageOfTheSameObject) {
  KeyedHash keyed("Jefe");
  const std::string first = keyed.of("what do ya want for nothing?");
  EXPECT_NE(keyed.of("another"), first);
  EXPECT_EQ(keyed.of("what do ya want for nothing?"), first);
}

TEST(KeyedHash, TakesAKeyOfExactlyOneBlock) {
  EXPECT_NE(hmac_sha256(std::string(64, 'k'), "x"), hmac_sha256(sha256(std::string(64, 'k')), "x"));
  EXPECT_EQ(hmac_sha256(std::string(65, 'k'), "x"), hmac_sha256(sha256(std::string(65, 'k')), "x"));
}

TEST(KeyedHash, TakesAnEmptyKeyAndAnEmptyMessage) {
  EXPECT_EQ(hex(KeyedHash("").of("")), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(KeyedHash, KeepsItsKeyWhenMoved) {
  KeyedHash keyed("key");
  KeyedHash moved(std::move(keyed));
  EXPECT_EQ(moved.of("x"), hmac_sha256("key", "x"));
}

TEST(KeyedHash, NumbersAreTheFirst64BitsOfTheHash) {
  EXPECT_EQ(keyed_number("Jefe", "what do ya want for nothing?"), 0x4e7560bf46c1dc5b);
}

TEST(KeyedHash, NumbersAreThoseOfTheFunction) {
  KeyedHash keyed("key");
  for (const char* message : {"", "x", "9900000000000001"}) {
    EXPECT_EQ(keyed.number(message), keyed_number("key", message));
  }
}

TEST(KeyedHash, DependsOnTheKey) {
  EXPECT_NE(keyed_number("a", "x"), keyed_number("b", "x"));
}

TEST(RandomBytes, DoNotRepeat) {
  EXPECT_NE(random_bytes(32), random_bytes(32));
}

TEST(RandomBytes, AreAsManyAsAsked) {
  EXPECT_EQ(random_bytes(17).size(), 17U);
}

}  // namespace
}  // namespace jembatan::crypto
