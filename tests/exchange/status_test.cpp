#include "exchange/world.h"

namespace jembatan::exchange {
namespace {

using lampiran::Bagian;

class Status : public World {
 protected:
  soap::Response asked_for(const std::string& id_pesan) {
    return response(ask(status_of(id_pesan)), operasi(Bagian::pekerja, "StatusPesan"));
  }
};

TEST_F(Status, AnUnknownMessageIsTidakDikenal) {
  EXPECT_EQ(asked_for("tak-ada").status_pesan, soap::StatusPesan::tidak_dikenal);
}

TEST_F(Status, AnAnsweredMessageIsSelesaiWithItsVerdicts) {
  const Reply sent = ask(kirim({worker(1), rejected_worker()}));
  const soap::Response answer = asked_for("id-1");
  EXPECT_EQ(answer.status_pesan, soap::StatusPesan::selesai);
  EXPECT_EQ(answer.nomor_pertukaran_dicari, sent.number);
  ASSERT_EQ(answer.hasil.size(), 2U);
  EXPECT_FALSE(answer.hasil[1].diterima);
}

TEST_F(Status, AKeptMessageIsTertunda) {
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  static_cast<void>(ask(kirim({worker()})));
  EXPECT_EQ(asked_for("id-1").status_pesan, soap::StatusPesan::tertunda);
}

TEST_F(Status, ADoubtfulMessageIsRagu) {
  kedua.answer = [](const Outgoing&) { return InDoubt{"no answer", ""}; };
  static_cast<void>(ask(kirim({worker()})));
  EXPECT_EQ(asked_for("id-1").status_pesan, soap::StatusPesan::ragu);
}

TEST_F(Status, AMessageWithoutAnAcceptableRecordIsDitolak) {
  static_cast<void>(ask(kirim({rejected_worker()})));
  EXPECT_EQ(asked_for("id-1").status_pesan, soap::StatusPesan::ditolak);
}

TEST_F(Status, ARefusedMessageIsDitolak) {
  soap::Request wrong = kirim({worker()});
  wrong.jumlah_data = 9;
  static_cast<void>(ask(wrong));
  EXPECT_EQ(asked_for("id-1").status_pesan, soap::StatusPesan::ditolak);
}

TEST_F(Status, TheOtherPartiesMessagesAreNotTold) {
  static_cast<void>(ask(kirim({worker()})));
  Arrival other = arrival(status_of("id-1"));
  other.pihak = lampiran::Pihak::kedua;
  EXPECT_EQ(response(gateway.handle(other), operasi(Bagian::pekerja, "StatusPesan")).status_pesan,
            soap::StatusPesan::tidak_dikenal);
}

TEST_F(Status, IsNeverSentOn) {
  static_cast<void>(asked_for("id-1"));
  EXPECT_EQ(kedua.calls, 0);
}

TEST_F(Status, TheSameQuestionLaterGetsAFreshAnswer) {
  EXPECT_EQ(asked_for("id-1").status_pesan, soap::StatusPesan::tidak_dikenal);
  static_cast<void>(ask(kirim({worker()})));
  EXPECT_EQ(asked_for("id-1").status_pesan, soap::StatusPesan::selesai);
}

}  // namespace
}  // namespace jembatan::exchange
