#include <thread>

#include "exchange/world.h"
#include "journal/prune.h"

namespace jembatan::exchange {
namespace {

using journal::State;
using lampiran::Bagian;

class Repeats : public World {
 protected:
  const soap::Operasi& asked = operasi(Bagian::pekerja, "KirimPekerja");

  [[nodiscard]] std::uint64_t exchanges() { return store.count({}); }
};

TEST_F(Repeats, TheSameMessageGetsTheRecordedAnswerAgain) {
  const Reply first = ask(kirim({worker()}));
  EXPECT_EQ(ask(kirim({worker()})).body, first.body);
}

TEST_F(Repeats, TheSameMessageIsNotSentOnTwice) {
  static_cast<void>(ask(kirim({worker()})));
  static_cast<void>(ask(kirim({worker()})));
  EXPECT_EQ(kedua.calls, 1);
}

/// As housekeeping clears messages once they are old enough.
void clear_messages(journal::SqliteStore& store, const base::Clock& clock) {
  journal::PrunePolicy policy;
  policy.payloads_before = clock.wall() + std::chrono::hours{1};
  ASSERT_GT(journal::prune(store, policy, [] { return true; }).payloads, 0U);
}

TEST_F(Repeats, OfAMessageWhoseAnswerIsNoLongerKeptAreToldSo) {
  const Reply first = ask(kirim({worker()}));
  clear_messages(store, clock);
  const soap::Fault told = fault(ask(kirim({worker()})));
  EXPECT_EQ(told.kode, soap::Kode::id_pesan_dipakai_ulang);
  EXPECT_NE(told.pesan_inggris.find("exchange " + std::to_string(first.number)), std::string::npos);
  EXPECT_EQ(kedua.calls, 1);
}

TEST_F(Repeats, StatusPesanKnowsTheOutcomeOfAMessageThatIsNoLongerKept) {
  static_cast<void>(ask(kirim({worker()})));
  clear_messages(store, clock);
  const soap::Response told = response(ask(status_of("id-1")), operasi(Bagian::pekerja, "StatusPesan"));
  EXPECT_EQ(told.status_pesan, soap::StatusPesan::selesai);
  EXPECT_TRUE(told.hasil.empty());
}

TEST_F(Repeats, ARepeatIsAnExchangeOfItsOwnInTheJournal) {
  static_cast<void>(ask(kirim({worker()})));
  const Reply repeat = ask(kirim({worker()}));
  EXPECT_EQ(entry(repeat.number).outcome, "ULANGAN");
}

TEST_F(Repeats, PrefixesAndWhiteSpaceDoNotMakeContentDifferent) {
  const Reply first = ask(kirim({worker()}));
  Arrival again = arrival(kirim({worker()}));
  const std::size_t at = again.body.find("<pekerja:nik>");
  ASSERT_NE(at, std::string::npos);
  again.body.insert(at, "\n   <!-- again -->\n");
  EXPECT_EQ(gateway.handle(again).body, first.body);
}

TEST_F(Repeats, OtherContentUnderTheSameIdPesanIsAFault) {
  static_cast<void>(ask(kirim({worker(1)})));
  EXPECT_EQ(fault(ask(kirim({worker(2)}))).kode, soap::Kode::id_pesan_dipakai_ulang);
}

TEST_F(Repeats, ARepeatInTheOtherSoapVersionIsAnsweredInThatVersion) {
  const Reply first = ask(kirim({worker()}));
  const Reply repeat = gateway.handle(arrival(kirim({worker()}), soap::SoapVersion::v12));
  EXPECT_EQ(repeat.content_type, soap::content_type(soap::SoapVersion::v12));
  EXPECT_EQ(response(repeat, asked).nomor_pertukaran, first.number);
}

TEST_F(Repeats, ThePartiesIdPesanAreApart) {
  static_cast<void>(ask(kirim({worker()})));
  lampiran::Pekerja pekerja = worker();
  pekerja.nomor_kepesertaan_jkn = "0009999000001";
  pekerja.tmt_kepesertaan_jkn = "2019-03-01";
  pekerja.jumlah_anggota_keluarga = "2";
  pekerja.status_kepesertaan = "AKTIF";
  Arrival other = arrival(kirim({pekerja}));
  other.pihak = lampiran::Pihak::kedua;
  EXPECT_EQ(response(gateway.handle(other), asked).status, soap::StatusKiriman::selesai);
}

TEST_F(Repeats, ARefusedMessageMayBeCorrectedUnderItsIdPesan) {
  soap::Request wrong = kirim({worker()});
  wrong.jumlah_data = 9;
  static_cast<void>(ask(wrong));
  EXPECT_EQ(response(ask(kirim({worker()})), asked).status, soap::StatusKiriman::selesai);
}

TEST_F(Repeats, AReadThatCouldNotBeAnsweredMayBeAskedAgain) {
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  static_cast<void>(ask(ambil("3204056104909901")));
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  EXPECT_EQ(ask(ambil("3204056104909901")).http_status, 200U);
}

TEST_F(Repeats, AReadIsAnsweredFromTheJournalToo) {
  static_cast<void>(ask(ambil("3204056104909901")));
  static_cast<void>(ask(ambil("3204056104909901")));
  EXPECT_EQ(kedua.calls, 1);
}

TEST_F(Repeats, ManyAtOnceReachTheOtherPartyOnce) {
  const Arrival message = arrival(kirim({worker()}));
  std::vector<std::thread> callers;
  std::vector<Reply> replies(8);
  for (Reply& reply : replies) {
    callers.emplace_back([this, &reply, &message] { reply = gateway.handle(message); });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(kedua.calls, 1);
  for (const Reply& reply : replies) EXPECT_EQ(reply.body, replies.front().body);
}

TEST_F(Repeats, ATertundaMessageIsAnsweredTertundaAgain) {
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  const Reply first = ask(kirim({worker()}));
  EXPECT_EQ(ask(kirim({worker()})).body, first.body);
}

TEST_F(Repeats, AWriteLeftInDoubtByACrashIsToldToBeKept) {
  kedua.answer = [this](const Outgoing&) -> Delivery {
    // The process ends here: the exchange stays in sending, as recovery finds it.
    journal::Change change;
    change.to = State::in_doubt;
    static_cast<void>(store.advance(1, State::sending, change));
    return InDoubt{"the process ended", ""};
  };
  static_cast<void>(ask(kirim({worker()})));
  const soap::Response told = response(ask(kirim({worker()})), asked);
  EXPECT_EQ(told.status, soap::StatusKiriman::tertunda);
  EXPECT_EQ(told.nomor_pertukaran, 1U);
  EXPECT_EQ(told.hasil.size(), 1U);
  EXPECT_EQ(kedua.calls, 1);
}

TEST_F(Repeats, AReadLeftInDoubtByACrashMayBeAskedAnew) {
  kedua.answer = [this](const Outgoing& outgoing) {
    // The process ends here: the exchange stays in sending, as recovery finds it.
    journal::Change change;
    change.to = State::in_doubt;
    static_cast<void>(store.advance(1, State::sending, change));
    return accept_all(outgoing);
  };
  static_cast<void>(ask(ambil("3204056104909901")));
  ASSERT_EQ(entry(1).state, State::in_doubt);
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  EXPECT_EQ(ask(ambil("3204056104909901")).http_status, 200U);
}

}  // namespace
}  // namespace jembatan::exchange
