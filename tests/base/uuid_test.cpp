#include "base/uuid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace jembatan::base {
namespace {

const WallTime kTime{std::chrono::milliseconds{0x0123456789ab}};

TEST(Uuid, BeginsWithTheMilliseconds) {
  EXPECT_EQ(uuid_v7(kTime).substr(0, 13), "01234567-89ab");
}

TEST(Uuid, SaysItsVersionAndVariant) {
  const std::string uuid = uuid_v7(kTime);
  EXPECT_EQ(uuid.substr(14, 1), "7");
  EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
}

TEST(Uuid, IsAValidIdPesan) {
  const std::string uuid = uuid_v7(kTime);
  EXPECT_EQ(uuid.size(), 36U);
  EXPECT_TRUE(std::all_of(uuid.begin(), uuid.end(), [](char c) {
    return std::string("0123456789abcdef-").find(c) != std::string::npos;
  }));
}

TEST(Uuid, DoesNotRepeatWithinAMillisecond) {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(uuid_v7(kTime));
  EXPECT_EQ(seen.size(), 10'000U);
}

}  // namespace
}  // namespace jembatan::base
