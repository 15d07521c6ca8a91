#include <algorithm>

#include "exchange/world.h"
#include "xml/guard.h"

namespace jembatan::exchange {
namespace {

using journal::State;
using lampiran::Bagian;

class Reads : public World {
 protected:
  const soap::Operasi& asked = operasi(Bagian::pekerja, "AmbilPekerja");

  void holds(lampiran::Pekerja pekerja) {
    kedua.answer = [this, pekerja](const Outgoing& outgoing) {
      soap::Response theirs;
      theirs.operasi = outgoing.operasi;
      theirs.nomor_pertukaran = 9;
      theirs.rekaman = std::vector{pekerja};
      return answer_with(theirs);
    };
  }
};

TEST_F(Reads, TheOtherPartiesRecordIsReturned) {
  holds(worker());
  const soap::Response answer = response(ask(ambil("3204056104909901")), asked);
  ASSERT_EQ(lampiran::count(answer.rekaman), 1U);
  EXPECT_EQ(std::get<std::vector<lampiran::Pekerja>>(answer.rekaman)[0], worker());
}

TEST_F(Reads, TheAnswerIsJudgedByTheColumnOfThePartyThatGivesIt) {
  holds(worker());  // without the JKN number that is mandatory for Pihak Kedua
  const soap::Response answer = response(ask(ambil("3204056104909901")), asked);
  const bool found = std::any_of(answer.temuan.begin(), answer.temuan.end(),
                                 [](const lampiran::Temuan& one) { return one.kode == "C2_WAJIB"; });
  EXPECT_TRUE(found);
}

TEST_F(Reads, FindingsNeverHideTheAnswer) {
  lampiran::Pekerja pekerja = worker();
  pekerja.nomor_kepesertaan_jkn = "99";
  holds(pekerja);
  const soap::Response answer = response(ask(ambil("3204056104909901")), asked);
  EXPECT_EQ(std::get<std::vector<lampiran::Pekerja>>(answer.rekaman).at(0).nomor_kepesertaan_jkn, "99");
}

TEST_F(Reads, AValueThatBreaksItsTypeIsLeftOutOfTheAnswer) {
  lampiran::Pekerja pekerja = worker();
  pekerja.tanggal_lahir = "kemarin";
  holds(pekerja);
  const Reply reply = ask(ambil("3204056104909901"));
  EXPECT_TRUE(xml::guard(reply.body, schemas));
  EXPECT_FALSE(std::get<std::vector<lampiran::Pekerja>>(response(reply, asked).rekaman).at(0).tanggal_lahir);
}

TEST_F(Reads, AnUnreachablePartyIsAFaultWithAHintToRetry) {
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  const Reply reply = ask(ambil("3204056104909901"));
  EXPECT_EQ(fault(reply).kode, soap::Kode::pihak_lawan_tidak_tersedia);
  EXPECT_GT(reply.retry_after_seconds, 0U);
}

TEST_F(Reads, AnUnansweredReadIsRecordedAsRefused) {
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  EXPECT_EQ(entry(ask(ambil("3204056104909901")).number).state, State::refused);
}

TEST_F(Reads, AKeyWithoutIdentifiersIsAFaultWithItsFinding) {
  soap::Request request;
  request.operasi = &operasi(Bagian::pekerja, "PotensiPekerja");
  request.id_pesan = "id-1";
  request.kunci = lampiran::KunciBadanUsaha{};
  const soap::Fault answer = fault(ask(request));
  EXPECT_EQ(answer.kode, soap::Kode::pesan_tidak_sah);
  ASSERT_FALSE(answer.temuan.empty());
  EXPECT_EQ(answer.temuan[0].kode, "K_WAJIB");
}

TEST_F(Reads, AnImpossibleNikIsNotAskedFor) {
  static_cast<void>(ask(ambil("123")));
  EXPECT_EQ(kedua.calls, 0);
}

TEST_F(Reads, AnAnswerToAnotherOperationIsNotTakenForTheAnswer) {
  kedua.answer = [this](const Outgoing&) {
    soap::Response theirs;
    theirs.operasi = &operasi(Bagian::pekerja, "PotensiPekerja");
    theirs.nomor_pertukaran = 9;
    theirs.jumlah_pekerja = "1";
    theirs.jumlah_peserta_jkn = "1";
    theirs.jumlah_potensi = "0";
    return answer_with(theirs);
  };
  EXPECT_EQ(fault(ask(ambil("3204056104909901"))).kode, soap::Kode::pihak_lawan_tidak_tersedia);
}

}  // namespace
}  // namespace jembatan::exchange
