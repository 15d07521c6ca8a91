#include "crypto/key_ring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crypto/digest.h"

namespace jembatan::crypto {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string digits(int number) {
  return sha256_hex("fictitious key " + std::to_string(number));
}

std::string line(const std::string& head, int number) {
  return head + " " + digits(number) + "\n";
}

const std::string kThree = line("seal 1", 1) + line("index 1", 2) + line("sign 1", 3);

std::vector<std::string> errors_of(const std::string& text) {
  const auto ring = KeyRing::parse(text, "keys");
  return ring ? std::vector<std::string>{} : ring.error();
}

/// What is said of one wrong line after three right ones.
std::vector<std::string> errors_of_line(const std::string& fourth) {
  return errors_of(kThree + fourth + "\n");
}

TEST(KeyRing, ReadsOneKeyOfEachKind) {
  const auto ring = KeyRing::parse(kThree, "keys");
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(hex(ring->seal_key(1)->bytes()), digits(1));
  EXPECT_EQ(hex(ring->index_key().bytes()), digits(2));
  EXPECT_EQ(hex(ring->signing_seed(1)->bytes()), digits(3));
}

TEST(KeyRing, AllowsCommentsBlankLinesTabsAndCarriageReturns) {
  const std::string text = "# note\r\n\n  # another\n \t \n\tseal\t1  " + digits(1) + "\t\r\n" +
                           line("index 1", 2) + "sign 1 " + digits(3);
  EXPECT_THAT(errors_of(text), ElementsAre());
}

TEST(KeyRing, UsesTheHighestIdForWhatIsNewInWhateverOrderTheyStand) {
  const auto ring = KeyRing::parse(
      kThree + line("seal 65535", 4) + line("seal 9", 5) + line("sign 10", 6) + line("sign 2", 7), "keys");
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(ring->newest_seal(), 65535U);
  EXPECT_EQ(ring->newest_signing(), 10U);
  EXPECT_EQ(hex(ring->seal_key(9)->bytes()), digits(5));
}

TEST(KeyRing, HasNoKeyUnderAnUnknownId) {
  const auto ring = KeyRing::parse(kThree + line("seal 2", 4), "keys");
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(ring->seal_key(3), nullptr);
  EXPECT_EQ(ring->signing_seed(2), nullptr);
}

TEST(KeyRing, KeepsItsKeysWhenMoved) {
  auto ring = KeyRing::parse(kThree, "keys");
  ASSERT_TRUE(ring.has_value());
  const KeyRing moved(std::move(*ring));
  EXPECT_EQ(hex(moved.seal_key(1)->bytes()), digits(1));
}

TEST(KeyRing, SaysWhichKindIsMissing) {
  EXPECT_THAT(errors_of(""), ElementsAre(StartsWith("keys: there is no seal key; "),
                                         StartsWith("keys: there is no index key; "),
                                         StartsWith("keys: there is no sign key; ")));
}

TEST(KeyRing, CallsNoKindMissingWhoseLineIsWrong) {
  EXPECT_THAT(errors_of(line("seal x", 1) + line("index 1", 2) + line("sign 1", 3)),
              ElementsAre(StartsWith("keys:1: ")));
}

TEST(KeyRing, SaysAllErrorsAtOnceWithTheirLines) {
  EXPECT_THAT(
      errors_of("# head\nseal 1\n" + line("index 0", 2) + "\nsign 1 abc\n" + line("lock 1", 4)),
      ElementsAre(StartsWith("keys:2: the line has 2 fields; "), StartsWith("keys:3: the id is no number"),
                  StartsWith("keys:5: the key of sign 1 is not 64 hexadecimal digits; "),
                  StartsWith("keys:6: the line does not begin with ")));
}

TEST(KeyRing, RefusesIdsThatAreNoNumberFrom1To65535) {
  for (const char* id : {"0", "65536", "-1", "+1", "1x", "0x1", "1.0", "99999999999999999999"}) {
    EXPECT_THAT(errors_of_line("seal " + std::string(id) + " " + digits(4)),
                ElementsAre(StartsWith("keys:4: the id is no number")))
        << id;
  }
}

TEST(KeyRing, RefusesKeysThatAreNot64HexadecimalDigits) {
  const std::string good = digits(4);
  for (const std::string& key :
       {good.substr(1), good.substr(2), good + "0", good + "00", "g" + good.substr(1)}) {
    EXPECT_THAT(errors_of_line("seal 2 " + key),
                ElementsAre(HasSubstr("keys:4: the key of seal 2 is not 64")));
  }
}

TEST(KeyRing, RefusesLinesWithTooManyFields) {
  EXPECT_THAT(errors_of_line("seal 2 " + digits(4) + " # mine"),
              ElementsAre(StartsWith("keys:4: the line has")));
}

TEST(KeyRing, RefusesKindsInCapitals) {
  EXPECT_THAT(errors_of_line("SEAL 2 " + digits(4)),
              ElementsAre(StartsWith("keys:4: the line does not begin")));
}

TEST(KeyRing, RefusesTwoKeysOfAKindWithOneId) {
  EXPECT_THAT(errors_of_line("seal 01 " + digits(4)),
              ElementsAre(StartsWith("keys:4: a second key seal 1; ")));
}

TEST(KeyRing, RefusesASecondIndexKey) {
  EXPECT_THAT(errors_of_line("index 2 " + digits(4)),
              ElementsAre(StartsWith("keys:4: a second index key; ")));
}

TEST(KeyRing, RefusesOneKeyForTwoPurposes) {
  EXPECT_THAT(errors_of_line("seal 2 " + digits(2)),
              ElementsAre(StartsWith("keys:4: seal 2 is the same key as index 1; ")));
}

TEST(KeyRing, ShowsNoPartOfAKeyInAnError) {
  const std::string key = digits(4);
  const std::string part = key.substr(10, 8);
  for (const std::string& wrong :
       {key, key + " seal 2", "seal " + key + " 2", "seal " + key, "seal 2 " + key + "0",
        "seal 2 " + key + " x", "seal 1 " + key, "index 2 " + key, "seal2" + key}) {
    EXPECT_THAT(errors_of_line(wrong), ElementsAre(Not(HasSubstr(part))));
  }
}

TEST(KeyRing, ListsItsKeysWithoutTellingThem) {
  const auto ring = KeyRing::parse(kThree + line("seal 12", 4), "keys");
  ASSERT_TRUE(ring.has_value());
  const auto fact = [](const char* kind, unsigned id, int number) {
    return KeyFact{
        kind, id,
        sha256_hex(std::string("jembatan key\n") + kind + "\n" + *from_hex(digits(number))).substr(0, 16)};
  };
  EXPECT_THAT(ring->all(),
              ElementsAre(fact("index", 1, 2), fact("seal", 1, 1), fact("seal", 12, 4), fact("sign", 1, 3)));
}

TEST(KeyRing, FingerprintsTellKeysAndKindsApart) {
  const Secret key = Secret::copy_of("key");
  EXPECT_NE(KeyRing::fingerprint("seal", key), KeyRing::fingerprint("sign", key));
  EXPECT_NE(KeyRing::fingerprint("seal", key), KeyRing::fingerprint("seal", Secret::copy_of("Key")));
}

TEST(KeyRing, MakesTextWithOneNewKeyOfEachKind) {
  const auto ring = KeyRing::parse(KeyRing::fresh_text().view(), "fresh");
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(ring->all().size(), 3U);
  EXPECT_NE(ring->all(), KeyRing::parse(KeyRing::fresh_text().view(), "fresh")->all());
}

TEST(KeyRing, SaysInTheTextWhatLosingItMeans) {
  EXPECT_THAT(KeyRing::fresh_text().view(), AllOf(StartsWith("# "), HasSubstr("loses the journal")));
}

TEST(KeyRing, RotatesByAddingTheNextSealKey) {
  const auto text = KeyRing::rotated_text(kThree + line("seal 7", 4), "keys");
  ASSERT_TRUE(text.has_value());
  EXPECT_THAT(text->view(), StartsWith(kThree + line("seal 7", 4) + "seal 8 "));
  const auto ring = KeyRing::parse(text->view(), "keys");
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(ring->newest_seal(), 8U);
  EXPECT_EQ(ring->newest_signing(), 1U);
}

TEST(KeyRing, RotatesTheSigningKeyTooIfAsked) {
  const auto text = KeyRing::rotated_text(kThree, "keys", true);
  ASSERT_TRUE(text.has_value());
  const auto ring = KeyRing::parse(text->view(), "keys");
  ASSERT_TRUE(ring.has_value());
  EXPECT_EQ(ring->newest_seal(), 2U);
  EXPECT_EQ(ring->newest_signing(), 2U);
}

TEST(KeyRing, RotatesTextWithoutANewlineAtItsEnd) {
  const auto text = KeyRing::rotated_text(kThree.substr(0, kThree.size() - 1), "keys");
  ASSERT_TRUE(text.has_value());
  EXPECT_THAT(text->view(), StartsWith(kThree + "seal 2 "));
}

TEST(KeyRing, RotatesNoTextThatIsWrong) {
  const auto text = KeyRing::rotated_text("seal 1\n" + kThree, "keys");
  ASSERT_FALSE(text.has_value());
  EXPECT_THAT(text.error(), ElementsAre(StartsWith("keys:1: ")));
}

TEST(KeyRing, RotatesNoFurtherThanTheHighestId) {
  const auto text = KeyRing::rotated_text(kThree + line("seal 65535", 4), "keys");
  ASSERT_FALSE(text.has_value());
  EXPECT_THAT(text.error(), ElementsAre(StartsWith("keys: seal 65535 is the last id there can be; ")));
}

}  // namespace
}  // namespace jembatan::crypto
