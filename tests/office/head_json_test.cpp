#include "office/head_json.h"

#include <gtest/gtest.h>

namespace jembatan::office {
namespace {

journal::Head head() {
  journal::Head head;
  head.journal_id = std::string(16, '\x01');
  head.position = 42;
  head.link = std::string(32, '\x02');
  head.at = base::WallTime{std::chrono::milliseconds{1'790'000'000'123}};
  head.key = 3;
  head.public_key = std::string(32, '\x04');
  head.signature = std::string(64, '\xff');
  return head;
}

TEST(HeadJson, ComesBackAsItWas) {
  const auto back = head_of_json(head_json(head()));
  ASSERT_TRUE(back);
  EXPECT_EQ(journal::signed_text(*back), journal::signed_text(head()));
  EXPECT_EQ(back->signature, head().signature);
  EXPECT_EQ(back->public_key, head().public_key);
  EXPECT_EQ(back->key, 3U);
}

TEST(HeadJson, OfAnotherKindSaysWhatIsWrong) {
  EXPECT_EQ(head_of_json("hello").error(), "is no JSON object; a signed head is one object a line");
  EXPECT_EQ(head_of_json("{}").error(), "has no member journal of 32 hexadecimal digits");
}

TEST(HeadJson, WithAnyMemberCutShortIsRefused) {
  const std::string line = head_json(head());
  for (const char* part : {"0101", "0202", "0404", "ffff"}) {
    std::string damaged = line;
    damaged.erase(damaged.find(part), 2);
    EXPECT_FALSE(head_of_json(damaged)) << damaged;
  }
}

TEST(HeadJson, WithATimeThatIsNoneIsRefused) {
  std::string line = head_json(head());
  line.replace(line.find("2026-"), 10, "2026-02-30");
  EXPECT_FALSE(head_of_json(line));
}

}  // namespace
}  // namespace jembatan::office
