#include "exchange/refusal_tally.h"

#include "exchange/doorway.h"
#include "exchange/world.h"

namespace jembatan::exchange {
namespace {

using How = RefusalTally::How;
using namespace std::chrono_literals;

RefusalTally::Kind kind(const std::string& address = "192.0.2.7", const std::string& reason = "TLS: no") {
  return {address, soap::Kode::pihak_tidak_dikenal, reason};
}

class Tally : public ::testing::Test {
 protected:
  RefusalTally tally;
  const base::SteadyTime start{100h};
};

TEST_F(Tally, RecordsTheFirstOfAKindSinglyAndCountsTheRest) {
  for (std::size_t i = 0; i < RefusalTally::singly_of_a_kind; ++i) {
    EXPECT_EQ(tally.add(kind(), 0, start), How::whole);
  }
  for (int i = 0; i < 3; ++i) EXPECT_EQ(tally.add(kind(), 0, start), How::counted);
  EXPECT_TRUE(tally.take(start + 59s).empty());
  const auto summaries = tally.take(start + 60s);
  ASSERT_EQ(summaries.size(), 1U);
  EXPECT_EQ(summaries[0].count, 3U);
  EXPECT_EQ(summaries[0].kind, kind());
  EXPECT_TRUE(tally.take(start + 61s).empty());
}

TEST_F(Tally, BeginsANewMinuteWithSingleOnes) {
  for (int i = 0; i < 100; ++i) static_cast<void>(tally.add(kind(), 0, start));
  static_cast<void>(tally.take(start + 60s));
  EXPECT_EQ(tally.add(kind(), 0, start + 60s), How::whole);
}

TEST_F(Tally, OneAddressDoesNotHideAnother) {
  for (int i = 0; i < 100; ++i) static_cast<void>(tally.add(kind("192.0.2.7"), 0, start));
  EXPECT_EQ(tally.add(kind("192.0.2.8"), 0, start), How::whole);
}

TEST_F(Tally, CostsNoMoreThanItsBoundsHoweverManyAddressesThereAre) {
  std::size_t singly = 0;
  for (int address = 0; address < 10'000; ++address) {
    for (int i = 0; i < 10; ++i) singly += tally.add(kind(std::to_string(address)), 0, start) != How::counted;
  }
  EXPECT_LE(singly, RefusalTally::singly_in_all);
  const auto summaries = tally.take(start, true);
  EXPECT_LE(summaries.size(), RefusalTally::most_kinds + 1);
  std::uint64_t counted = 0;
  for (const auto& one : summaries) counted += one.count;
  EXPECT_EQ(singly + counted, 100'000U);
}

TEST_F(Tally, KeepsNoMoreOfBodiesThanItsBound) {
  std::size_t kept = 0;
  for (int i = 0; i < 600; ++i) {
    const auto how = tally.add(kind(std::to_string(i % 100)), 64UL * 1024, start);
    kept += how == How::whole ? 64UL * 1024 : 0;
  }
  EXPECT_EQ(kept, RefusalTally::body_bytes_in_all);
}

TEST(AddressOf, APeerIsWithoutItsPort) {
  EXPECT_EQ(address_of("192.0.2.7:51234"), "192.0.2.7");
  EXPECT_EQ(address_of("[2001:db8::7]:51234"), "[2001:db8::7]");
}

class Flood : public World {
 protected:
  std::vector<journal::Entry> entries() { return store.scan({}, journal::Order::newest_first, 1000); }
  Doorway doorway{gateway, lampiran::Pihak::kesatu, ""};
};

TEST_F(Flood, OfRefusedHandshakesLeavesAFewEntriesAndTheirNumber) {
  for (int i = 0; i < 5000; ++i) {
    doorway.refused({0, "TLS: no", "192.0.2.7:" + std::to_string(i), "", "", "", "CN=x"});
  }
  EXPECT_EQ(entries().size(), RefusalTally::singly_of_a_kind);
  doorway.summarise(true);
  const auto all = entries();
  ASSERT_EQ(all.size(), RefusalTally::singly_of_a_kind + 1);
  EXPECT_EQ(all[0].outcome, "PIHAK_TIDAK_DIKENAL");
  EXPECT_EQ(all[0].peer, "192.0.2.7");
  EXPECT_EQ(doorway.metrics().refusals().begin()->second, 5000U);
}

}  // namespace
}  // namespace jembatan::exchange
