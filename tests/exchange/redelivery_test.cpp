#include <thread>

#include "exchange/delivery.h"
#include "exchange/world.h"
#include "journal/recovery.h"

namespace jembatan::exchange {
namespace {

using journal::State;
using lampiran::Bagian;

class Redelivery : public World {
 protected:
  void unreachable() {
    kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  }
  void healthy() {
    kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  }
};

TEST_F(Redelivery, WhatIsPendingIsSentWhenThePartyCanBeReached) {
  unreachable();
  const Reply kept = ask(kirim({worker()}));
  healthy();
  EXPECT_EQ(gateway.deliver_again(entry(kept.number)), State::answered);
}

TEST_F(Redelivery, TheSameBytesAreSentAgain) {
  unreachable();
  const Reply kept = ask(kirim({worker()}));
  const std::string first = kedua.last;
  healthy();
  static_cast<void>(gateway.deliver_again(entry(kept.number)));
  EXPECT_EQ(kedua.last, first);
}

TEST_F(Redelivery, TheFinalAnswerKeepsOurOwnVerdicts) {
  unreachable();
  const Reply kept = ask(kirim({rejected_worker(), worker(1)}));
  healthy();
  static_cast<void>(gateway.deliver_again(entry(kept.number)));
  const soap::Response answer =
      response(ask(kirim({rejected_worker(), worker(1)})), operasi(Bagian::pekerja, "KirimPekerja"));
  ASSERT_EQ(answer.hasil.size(), 2U);
  EXPECT_FALSE(answer.hasil[0].diterima);
  EXPECT_TRUE(answer.hasil[1].diterima);
  EXPECT_EQ(answer.status, soap::StatusKiriman::selesai);
}

TEST_F(Redelivery, WhatStaysUnreachableStaysPending) {
  unreachable();
  const Reply kept = ask(kirim({worker()}));
  EXPECT_EQ(gateway.deliver_again(entry(kept.number)), State::pending);
  EXPECT_EQ(entry(kept.number).attempts, 2U);
}

TEST_F(Redelivery, ADoubtfulWriteIsRepeatedUnderItsIdPesanWhereThePartyHonoursIt) {
  kedua.answer = [](const Outgoing&) { return InDoubt{"no answer", ""}; };
  const Reply kept = ask(kirim({worker()}));
  healthy();
  EXPECT_EQ(gateway.deliver_again(entry(kept.number)), State::answered);
}

TEST_F(Redelivery, ADoubtfulWriteStaysDoubtfulWhereASecondAttemptIsNotEvenSent) {
  kedua.answer = [](const Outgoing&) { return InDoubt{"no answer", ""}; };
  const Reply kept = ask(kirim({worker()}));
  unreachable();
  EXPECT_EQ(gateway.deliver_again(entry(kept.number)), State::in_doubt);
  EXPECT_EQ(entry(kept.number).outcome, "RAGU");
}

TEST_F(Redelivery, ADoubtfulWriteWaitsForAPersonWhereThePartyDoesNot) {
  kedua.honours_id = false;
  kedua.answer = [](const Outgoing&) { return InDoubt{"no answer", ""}; };
  const Reply kept = ask(kirim({worker()}));
  healthy();
  EXPECT_EQ(gateway.deliver_again(entry(kept.number)), State::in_doubt);
  EXPECT_EQ(kedua.calls, 1);
}

TEST_F(Redelivery, AWriteThatACrashInterruptedIsFinished) {
  struct Crash : std::runtime_error {
    using std::runtime_error::runtime_error;
  };
  kedua.answer = [](const Outgoing&) -> Delivery { throw Crash("the process ends here"); };
  static_cast<void>(ask(kirim({rejected_worker(), worker(1)})));
  ASSERT_EQ(entry(1).state, State::sending);
  ASSERT_EQ(journal::recover(store, clock), 1U);
  healthy();
  EXPECT_EQ(gateway.deliver_again(entry(1)), State::answered);
}

TEST_F(Redelivery, AnAnsweredExchangeIsLeftAlone) {
  const Reply done = ask(kirim({worker()}));
  EXPECT_EQ(gateway.deliver_again(entry(done.number)), State::answered);
  EXPECT_EQ(kedua.calls, 1);
}

TEST_F(Redelivery, TheDelivererBringsWhatIsPendingByItself) {
  unreachable();
  for (int i = 1; i <= 3; ++i) static_cast<void>(ask(kirim({worker(i)}, "id-" + std::to_string(i))));
  healthy();
  journal::Filter answered;
  answered.state = State::answered;
  {
    Deliverer deliverer(gateway, lampiran::Pihak::kesatu);
    for (int look = 0; look < 200 && store.count(answered) < 3; ++look) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
  EXPECT_EQ(store.count(answered), 3U);
}

TEST_F(Redelivery, TheDelivererStopsAtOnceWhenThereIsNothingToDo) {
  Deliverer deliverer(gateway, lampiran::Pihak::kesatu);
  deliverer.stop();
  EXPECT_EQ(kedua.calls, 0);
}

}  // namespace
}  // namespace jembatan::exchange
