// Each mode on one exchange.

#include <nlohmann/json.hpp>

#include "office/replay_world.h"

namespace jembatan::office {
namespace {

class ReplayModes : public ReplayWorld {};

TEST_F(ReplayModes, AsSentSendsTheSameBytes) {
  const Reply original = ask(kirim({worker()}));
  const std::string first = kedua.last;
  kedua.last.clear();
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  EXPECT_EQ(kedua.last, first);
}

TEST_F(ReplayModes, AnAttemptIsAnExchangeLinkedToItsOriginal) {
  const Reply original = ask(kirim({worker()}));
  for (const ReplayMode mode : {ReplayMode::upstream, ReplayMode::gateway}) {
    const Entry made = entry(again(original.number, to(mode)).number);
    EXPECT_EQ(made.replay_of, original.number);
    EXPECT_EQ(made.replay_mode, name(mode));
    EXPECT_FALSE(made.binds_id);
    EXPECT_EQ(made.id_pesan, "id-1");
  }
}

TEST_F(ReplayModes, AsSentToAPartyThatIsAwayIsAFailureThatIsKnownToBeUndelivered) {
  const Reply original = ask(kirim({worker()}));
  unreachable();
  const Attempt attempt = again(original.number, to(ReplayMode::upstream));
  EXPECT_TRUE(attempt.failed);
  EXPECT_EQ(attempt.outcome, "PIHAK_LAWAN_TIDAK_TERSEDIA");
  EXPECT_EQ(entry(attempt.number).state, State::refused);
}

TEST_F(ReplayModes, AsSentWhileOperatorsHaveStoppedTheExchangeSaysSo) {
  const Reply original = ask(kirim({worker()}));
  kedua.answer = [](const exchange::Outgoing&) { return exchange::NotSent{"suspended", true}; };
  EXPECT_EQ(again(original.number, to(ReplayMode::upstream)).outcome, "PERTUKARAN_DIHENTIKAN");
}

TEST_F(ReplayModes, AsSentWithoutAnAnswerStaysInDoubt) {
  const Reply original = ask(kirim({worker()}));
  kedua.answer = [](const exchange::Outgoing&) { return exchange::InDoubt{"no answer", ""}; };
  EXPECT_EQ(entry(again(original.number, to(ReplayMode::upstream)).number).state, State::in_doubt);
}

TEST_F(ReplayModes, AFreshIdChangesTheIdPesanAndNothingElse) {
  const Reply original = ask(kirim({worker()}));
  const std::string first = kedua.last;
  ReplayOrder order = to(ReplayMode::upstream);
  order.fresh_id = true;
  order.policy.set("KirimPekerja", ReplayRule::free);
  const Attempt attempt = again(original.number, order);
  ASSERT_EQ(attempt.fate, Fate::due) << attempt.reason;
  EXPECT_NE(attempt.id_pesan, "id-1");
  EXPECT_EQ(entry(attempt.number).id_pesan, attempt.id_pesan);
  std::string expected = first;
  expected.replace(expected.find("id-1"), 4, attempt.id_pesan);
  EXPECT_EQ(kedua.last, expected);
}

TEST_F(ReplayModes, ReRunJudgesByTodaysRules) {
  lampiran::Pekerja big_family = worker();
  big_family.jumlah_anggota_keluarga = "6";
  const Reply original = ask(kirim({big_family}));
  ASSERT_EQ(original.outcome, "SELESAI");
  use_rules({{"C10_BANYAK", "KESALAHAN"}});
  const Attempt attempt = again(original.number, to(ReplayMode::gateway));
  EXPECT_EQ(attempt.outcome, "DITOLAK");
  EXPECT_FALSE(attempt.differences.empty());
}

TEST_F(ReplayModes, ReRunKeepsAWriteThatCannotBeDelivered) {
  const Reply original = ask(kirim({worker()}));
  unreachable();
  const Attempt attempt = again(original.number, to(ReplayMode::gateway));
  EXPECT_EQ(attempt.outcome, "TERTUNDA");
  EXPECT_FALSE(attempt.failed);
}

TEST_F(ReplayModes, JudgingAndComparingSendNothingAndMakeNoExchange) {
  const Reply original = ask(kirim({worker()}));
  const int calls = kedua.calls;
  const std::uint64_t before = store.count({});
  static_cast<void>(again(original.number, to(ReplayMode::judge)));
  static_cast<void>(again(original.number, to(ReplayMode::compare)));
  EXPECT_EQ(kedua.calls, calls);
  EXPECT_EQ(store.count({}), before);
}

TEST_F(ReplayModes, ComparingSaysWhatWasNeverReplayed) {
  const Attempt attempt = again(ask(kirim({worker()})).number, to(ReplayMode::compare));
  EXPECT_EQ(attempt.reason, "never replayed");
  EXPECT_FALSE(attempt.failed);
  EXPECT_FALSE(attempt.compared);
}

TEST_F(ReplayModes, ComparingTakesTheLatestReplay) {
  const Reply original = ask(kirim({worker()}));
  static_cast<void>(again(original.number, to(ReplayMode::gateway)));
  unreachable();
  const std::uint64_t latest = again(original.number, to(ReplayMode::gateway)).number;
  const Attempt attempt = again(original.number, to(ReplayMode::compare));
  EXPECT_EQ(attempt.number, latest);
  EXPECT_EQ(attempt.outcome, "TERTUNDA");
  EXPECT_FALSE(attempt.differences.empty());
}

TEST_F(ReplayModes, ComparingAReplayAsSentComparesTheOtherPartysAnswers) {
  const Reply original = ask(kirim({worker()}));
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  const Attempt attempt = again(original.number, to(ReplayMode::compare));
  EXPECT_TRUE(attempt.compared);
  EXPECT_TRUE(attempt.differences.empty());
}

TEST_F(ReplayModes, ComparingAReplayWithoutAnAnswerComparesNothing) {
  const Reply original = ask(kirim({worker()}));
  unreachable();
  static_cast<void>(again(original.number, to(ReplayMode::upstream)));
  const Attempt attempt = again(original.number, to(ReplayMode::compare));
  EXPECT_FALSE(attempt.compared);
  EXPECT_EQ(attempt.outcome, "PIHAK_LAWAN_TIDAK_TERSEDIA");
}

TEST_F(ReplayModes, AnAttemptIsOneObjectForPrograms) {
  const Attempt attempt = again(ask(kirim({worker()})).number, to(ReplayMode::upstream));
  const auto json = nlohmann::json::parse(attempt_json(attempt));
  EXPECT_EQ(json["hasil"], "SELESAI");
  EXPECT_EQ(json["nomorBaru"], attempt.number);
  EXPECT_EQ(json["sama"], true);
}

}  // namespace
}  // namespace jembatan::office
