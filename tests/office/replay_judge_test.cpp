// Judge only: what today's rules would decide otherwise.

#include "office/replay_verdicts.h"
#include "office/replay_world.h"

namespace jembatan::office {
namespace {

using lampiran::HasilRekaman;
using lampiran::Temuan;
using lampiran::Tingkat;

class ReplayJudge : public ReplayWorld {
 protected:
  Attempt judge(std::uint64_t number) { return again(number, to(ReplayMode::judge)); }

  static lampiran::Pekerja with_a_big_family(int serial = 1) {
    lampiran::Pekerja pekerja = worker(serial);
    pekerja.jumlah_anggota_keluarga = "6";
    return pekerja;
  }
};

TEST_F(ReplayJudge, TheSameRulesFindTheSame) {
  const Attempt attempt = judge(ask(kirim({rejected_worker(), with_a_big_family(), worker(2)})).number);
  EXPECT_TRUE(attempt.compared);
  EXPECT_TRUE(attempt.differences.empty());
  EXPECT_EQ(attempt.outcome, "DITERIMA");
}

TEST_F(ReplayJudge, ARaisedLevelShowsTheRecordThatItRejects) {
  const Reply original = ask(kirim({worker(2), with_a_big_family()}));
  use_rules({{"C10_BANYAK", "KESALAHAN"}});
  const Attempt attempt = judge(original.number);
  ASSERT_EQ(attempt.changes.size(), 1U);
  EXPECT_EQ(attempt.changes[0].urutan, 2U);
  EXPECT_TRUE(attempt.changes[0].was_accepted);
  EXPECT_FALSE(attempt.changes[0].accepted);
  EXPECT_EQ(attempt.changes[0].gone, std::vector<std::string>{"PERINGATAN C10_BANYAK jumlahAnggotaKeluarga"});
  EXPECT_EQ(attempt.changes[0].fresh, std::vector<std::string>{"C10_BANYAK jumlahAnggotaKeluarga"});
}

TEST_F(ReplayJudge, AMessageThatWouldBeRejectedWholeDiffersInItsOutcome) {
  const Reply original = ask(kirim({with_a_big_family()}));
  use_rules({{"C10_BANYAK", "KESALAHAN"}});
  const Attempt attempt = judge(original.number);
  EXPECT_EQ(attempt.outcome, "DITOLAK");
  EXPECT_EQ(attempt.differences, (std::vector<std::string>{"outcome", "hasil[1]"}));
}

TEST_F(ReplayJudge, WhatTheOtherPartyFoundIsNoChangeOfOurs) {
  kedua.answer = [this](const exchange::Outgoing&) {
    soap::Response response;
    response.operasi = &exchange::operasi(lampiran::Bagian::pekerja, "KirimPekerja");
    response.hasil = {{1, false, {{"C.1", "nik", "C1_DUMMY", Tingkat::kesalahan, "x", "x"}}}, {2, true, {}}};
    return answer_with(response);
  };
  const Attempt attempt = judge(ask(kirim({rejected_worker(), worker(1), worker(2)})).number);
  EXPECT_TRUE(attempt.compared);
  EXPECT_TRUE(attempt.changes.empty());
}

TEST_F(ReplayJudge, TheAgreementMustBeInForceOnTheDayOfTheExchange) {
  using namespace std::chrono_literals;
  const Reply original = ask(kirim({worker()}));
  agree_from(2020y / 11 / 3, 2021y / 11 / 2);
  const Attempt attempt = judge(original.number);
  EXPECT_EQ(attempt.outcome, "PERJANJIAN_TIDAK_BERLAKU");
  EXPECT_EQ(attempt.differences, std::vector<std::string>{"outcome"});
}

TEST_F(ReplayJudge, WhatWasRefusedForItsTermIsAcceptedOnceTheTermIsExtended) {
  using namespace std::chrono_literals;
  agree_from(2020y / 11 / 3, 2021y / 11 / 2);
  const Reply refused = ask(kirim({worker()}));
  ASSERT_EQ(refused.outcome, "PERJANJIAN_TIDAK_BERLAKU");
  agree_from(2020y / 11 / 3, 2999y / 11 / 2);
  EXPECT_EQ(judge(refused.number).outcome, "DITERIMA");
}

TEST_F(ReplayJudge, AReadIsJudgedByItsKey) {
  const Attempt attempt = judge(ask(ambil("320405610490", "id-2")).number);
  EXPECT_EQ(attempt.outcome, "PESAN_TIDAK_SAH");
  EXPECT_TRUE(attempt.compared);
  EXPECT_TRUE(attempt.differences.empty());
}

TEST_F(ReplayJudge, AMessageThatIsNoMessageIsStillNone) {
  const Reply refused = gateway.handle(arrival_of_bytes("<not-soap/>"));
  EXPECT_EQ(judge(refused.number).outcome, "PESAN_TIDAK_SAH");
}

TEST_F(ReplayJudge, ARepeatIsNotComparedRecordByRecord) {
  kedua.answer = [this](const exchange::Outgoing&) {
    soap::Response response;
    response.operasi = &exchange::operasi(lampiran::Bagian::pekerja, "KirimPekerja");
    response.hasil = {{1, false, {{"C.1", "nik", "C1_DUMMY", Tingkat::kesalahan, "x", "x"}}}};
    return answer_with(response);
  };
  static_cast<void>(ask(kirim({worker()})));
  const Reply repeat = ask(kirim({worker()}));
  ASSERT_EQ(repeat.outcome, "ULANGAN");
  EXPECT_TRUE(judge(repeat.number).changes.empty());
}

TEST_F(ReplayJudge, AWriteThatTheOtherPartyRefusedWasAcceptedByUs) {
  kedua.answer = [this](const exchange::Outgoing&) {
    soap::Fault fault;
    fault.kode = soap::Kode::batas_terlampaui;
    return answer_with(fault);
  };
  const Reply refused = ask(kirim({worker()}));
  ASSERT_EQ(refused.outcome, "PIHAK_LAWAN_MENOLAK");
  EXPECT_TRUE(judge(refused.number).differences.empty());
}

Temuan finding(const std::string& kode, Tingkat tingkat = Tingkat::kesalahan) {
  return {"C.1", "nik", kode, tingkat, "", ""};
}

TEST(VerdictChanges, ARecordThatTheyRejectedAndWeRejectTodayKeepsItsVerdictAndChangesItsCodes) {
  const std::vector<HasilRekaman> recorded{{1, false, {finding("C1_DUMMY")}}};
  const std::vector<HasilRekaman> today{{1, false, {finding("C1_FORMAT")}}};
  const auto changes = verdict_changes(recorded, recorded, today);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_FALSE(changes[0].was_accepted);
  EXPECT_EQ(changes[0].gone, std::vector<std::string>{"C1_DUMMY nik"});
  EXPECT_EQ(changes[0].fresh, std::vector<std::string>{"C1_FORMAT nik"});
}

TEST(VerdictChanges, ARecordThatWeRejectedBesideOneThatTheyRejectedIsTakenApart) {
  const std::vector<HasilRekaman> recorded{{1, false, {finding("C1_FORMAT")}},
                                           {2, false, {finding("C1_PROV")}}};
  const std::vector<HasilRekaman> theirs{{1, false, {finding("C1_PROV")}}};
  const std::vector<HasilRekaman> today{{1, true, {}}, {2, true, {}}};
  const auto changes = verdict_changes(recorded, theirs, today);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].urutan, 1U);
  EXPECT_TRUE(changes[0].accepted);
}

}  // namespace
}  // namespace jembatan::office
