// What is counted of messages, calls and deliveries, as the metrics page will show it.

#include "exchange/metrics.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <thread>

#include "exchange/delivery_world.h"
#include "exchange/doorway.h"
#include "exchange/world.h"

namespace jembatan::exchange {
namespace {

using lampiran::Pihak;

std::uint64_t count(const Metrics& metrics, Pihak party, std::string_view operation,
                    std::string_view outcome) {
  const auto all = metrics.requests();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Metrics::Requests& one) {
    return one.party == party && one.operation == operation && one.outcome == outcome;
  });
  return found == all.end() ? 0 : found->count;
}

std::uint64_t sum(const Metrics& metrics) {
  std::uint64_t total = 0;
  for (const auto& one : metrics.requests()) total += one.count;
  return total;
}

TEST(Metrics, CountsByPartyOperationAndOutcome) {
  Metrics metrics;
  metrics.handled(Pihak::kedua, "AmbilPekerja", "SELESAI", {});
  metrics.handled(Pihak::kedua, "AmbilPekerja", "SELESAI", {});
  EXPECT_EQ(count(metrics, Pihak::kedua, "AmbilPekerja", "SELESAI"), 2U);
  EXPECT_EQ(sum(metrics), 2U);
}

TEST(Metrics, WhatIsNoneOfTheContractsIsOther) {
  Metrics metrics;
  metrics.handled(Pihak::kesatu, "MadeUpByACaller", "NoOutcomeOfOurs", {});
  metrics.handled(Pihak::kesatu, "", "", {});
  EXPECT_EQ(count(metrics, Pihak::kesatu, "other", "other"), 2U);
}

TEST(Metrics, EveryOperationOfEachPartyIsThereBeforeAnythingHasHappened) {
  const auto all = Metrics().requests();
  EXPECT_EQ(all.size(), 2U * 14U);
  EXPECT_TRUE(std::all_of(all.begin(), all.end(),
                          [](const auto& one) { return one.outcome == "SELESAI" && one.count == 0; }));
}

TEST(Metrics, EveryOutcomeOfTheContractHasItsOwnCount) {
  Metrics metrics;
  for (const soap::Operasi& operasi : soap::semua_operasi()) {
    for (int kode = 0; kode <= static_cast<int>(soap::Kode::kesalahan_internal); ++kode) {
      metrics.handled(Pihak::kesatu, operasi.nama, soap::name(static_cast<soap::Kode>(kode)), {});
    }
  }
  for (const auto& one : metrics.requests()) {
    EXPECT_NE(one.operation, "other");
    EXPECT_NE(one.outcome, "other");
  }
}

TEST(Metrics, AStageThatWasNotReachedIsNotObserved) {
  Metrics metrics;
  journal::Durations durations;
  durations.guard = 60;
  durations.total = 90;
  metrics.handled(Pihak::kesatu, "KirimPekerja", "PESAN_TIDAK_SAH", durations);
  EXPECT_EQ(metrics.guard.look().sum, 60);
  EXPECT_EQ(metrics.total.look().sum, 90);
  for (const base::Histogram* stage : {&metrics.decode, &metrics.judge, &metrics.send}) {
    EXPECT_EQ(stage->look().count(), 0U);
  }
}

TEST(Metrics, LoseNothingWhenManyThreadsCount) {
  Metrics metrics;
  constexpr int each = 5'000;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < each; ++n) metrics.handled(Pihak::kesatu, "KirimPekerja", "SELESAI", {});
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count(metrics, Pihak::kesatu, "KirimPekerja", "SELESAI"), 4U * each);
}

TEST(DoorMetrics, CountByStatusAndReason) {
  DoorMetrics metrics;
  metrics.refused(413, "body too long");
  metrics.refused(413, "body too long");
  metrics.refused(400, "malformed header");
  EXPECT_THAT(metrics.refusals(),
              ::testing::ElementsAre(::testing::Pair(std::pair(400U, "malformed header"), 1U),
                                     ::testing::Pair(std::pair(413U, "body too long"), 2U)));
}

TEST(DoorMetrics, DoNotGrowWithoutBound) {
  DoorMetrics metrics;
  constexpr std::size_t many = 3 * DoorMetrics::most_reasons;
  for (std::size_t i = 0; i < many; ++i) metrics.refused(400, "reason " + std::to_string(i));
  const auto refusals = metrics.refusals();
  EXPECT_EQ(refusals.size(), DoorMetrics::most_reasons + 1);
  EXPECT_EQ(refusals.at({0U, "other"}), many - DoorMetrics::most_reasons);
}

class Counted : public World {};

TEST_F(Counted, AMessageIsCountedWithItsOutcomeAndItsStages) {
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  static_cast<void>(ask(kirim({worker()})));
  const Metrics& metrics = gateway.metrics();
  EXPECT_EQ(count(metrics, Pihak::kesatu, "KirimPekerja", "SELESAI"), 1U);
  EXPECT_EQ(metrics.guard.look().count(), 1U);
  EXPECT_EQ(metrics.total.look().count(), 1U);
}

TEST_F(Counted, WhatIsRepeatedIsCountedAsRepeated) {
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  static_cast<void>(ask(kirim({worker()})));
  static_cast<void>(ask(kirim({worker()})));
  EXPECT_EQ(count(gateway.metrics(), Pihak::kesatu, "KirimPekerja", "ULANGAN"), 1U);
}

TEST_F(Counted, AMessageThatIsNoMessageIsOfNoOperation) {
  static_cast<void>(gateway.handle(arrival_of_bytes("<MadeUp/>")));
  EXPECT_EQ(count(gateway.metrics(), Pihak::kesatu, "other", "PESAN_TIDAK_SAH"), 1U);
}

TEST_F(Counted, EveryStepThatIsRecordedIsTimed) {
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  static_cast<void>(ask(kirim({worker()})));
  EXPECT_EQ(store.figures().record_us.look().count(), 2U) << "before it is sent, and with its outcome";
  EXPECT_GE(store.figures().commit_us.look().count(), 2U);
  EXPECT_EQ(store.figures().failed_commits, 0U);
}

TEST_F(Counted, WhatTheDoorRefusesIsCountedThere) {
  Doorway doorway(gateway, Pihak::kesatu, "");
  doorway.refused({413, "body too long", "127.0.0.1:1", "POST", "/ws/pekerja", "", ""});
  EXPECT_EQ(doorway.metrics().refusals().at({413U, "body too long"}), 1U);
}

class Calls : public DeliveryWorld {
 protected:
  [[nodiscard]] std::uint64_t calls(UpstreamMetrics::Result result) const {
    return guarded->metrics().calls[static_cast<std::size_t>(result)];
  }
  [[nodiscard]] std::uint64_t delivered(Metrics::Delivered how) const {
    return gateway->metrics().deliveries(Pihak::kesatu, how);
  }
};

TEST_F(Calls, AreCountedByWhatBecameOfThem) {
  back();
  static_cast<void>(give(1, "id-1"));
  away();
  static_cast<void>(give(2, "id-2"));
  party.decide = [](const Seen&) { return InDoubt{"no answer", ""}; };
  static_cast<void>(give(3, "id-3"));
  party.decide = [](const Seen&) { return Answered{503, "text/html", ""}; };
  static_cast<void>(give(4, "id-4"));
  using enum UpstreamMetrics::Result;
  for (const auto result : {answered, not_sent, in_doubt, unavailable}) EXPECT_EQ(calls(result), 1U);
  EXPECT_EQ(guarded->metrics().call_us.look().count(), 4U);
}

TEST_F(Calls, ThatAnOpenBreakerKeepsBackAreCountedAndNotTimed) {
  away();
  for (int i = 0; i < 6; ++i) static_cast<void>(give(i + 1, "id-" + std::to_string(i)));
  EXPECT_EQ(guarded->metrics().openings, 1U);
  EXPECT_EQ(calls(UpstreamMetrics::Result::not_tried), 1U);
  EXPECT_EQ(guarded->metrics().call_us.look().count(), 5U);
}

TEST_F(Calls, ThatOperatorsHaveStoppedAreCounted) {
  ASSERT_TRUE(store->suspend({"kedua", "flood", false, "tester", clock.wall(), {}, "", ""}));
  clock.pass(std::chrono::seconds(2));
  static_cast<void>(give(1, "id-1"));
  EXPECT_EQ(calls(UpstreamMetrics::Result::suspended), 1U);
}

TEST_F(Calls, DeliveriesOfWhatWasKeptAreCounted) {
  away();
  static_cast<void>(give(1, "id-1"));
  deliver_for(std::chrono::seconds(10));
  const std::uint64_t vain = delivered(Metrics::Delivered::not_accepted);
  EXPECT_GT(vain, 0U);
  back();
  deliver_for(std::chrono::seconds(120), [this] { return count(journal::State::pending) == 0; });
  EXPECT_EQ(delivered(Metrics::Delivered::accepted), 1U);
}

}  // namespace
}  // namespace jembatan::exchange
