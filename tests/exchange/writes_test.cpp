#include <algorithm>

#include "exchange/world.h"
#include "xml/guard.h"

namespace jembatan::exchange {
namespace {

using journal::Leg;
using journal::State;
using lampiran::Bagian;

class Writes : public World {
 protected:
  const soap::Operasi& asked = operasi(Bagian::pekerja, "KirimPekerja");
};

TEST_F(Writes, AnAcceptedRecordIsSentOnAndItsVerdictReturned) {
  const Reply reply = ask(kirim({worker()}));
  const soap::Response answer = response(reply, asked);
  EXPECT_EQ(answer.status, soap::StatusKiriman::selesai);
  ASSERT_EQ(answer.hasil.size(), 1U);
  EXPECT_TRUE(answer.hasil[0].diterima);
  EXPECT_EQ(kedua.calls, 1);
}

TEST_F(Writes, TheAnswerBearsOurNumberAndNotTheOtherParties) {
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(response(reply, asked).nomor_pertukaran, reply.number);
}

TEST_F(Writes, AllFourMessagesAreInTheJournal) {
  const Reply reply = ask(kirim({worker()}));
  for (const Leg leg : {Leg::in, Leg::out, Leg::answer_in, Leg::answer})
    EXPECT_TRUE(has_leg(reply.number, leg));
}

TEST_F(Writes, TheExchangeIsRecordedAsSendingBeforeAByteLeaves) {
  std::vector<journal::Entry> seen;
  kedua.answer = [&](const Outgoing& outgoing) {
    seen = store.scan({}, journal::Order::oldest_first, 10);
    return accept_all(outgoing);
  };
  static_cast<void>(ask(kirim({worker()})));
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].state, State::sending);
}

TEST_F(Writes, ARejectedRecordIsNotSentOnAndTheOthersAre) {
  const Reply reply = ask(kirim({worker(1), rejected_worker(), worker(2)}));
  const soap::Response answer = response(reply, asked);
  ASSERT_EQ(answer.hasil.size(), 3U);
  EXPECT_TRUE(answer.hasil[0].diterima);
  EXPECT_FALSE(answer.hasil[1].diterima);
  EXPECT_TRUE(answer.hasil[2].diterima);
  auto sent = codec.decode_request(kedua.last, soap::namespace_of(Bagian::pekerja), "KirimPekerja");
  EXPECT_EQ(lampiran::count(sent->rekaman), 2U);
}

TEST_F(Writes, WhatIsSentOnSaysHowManyRecordsItHolds) {
  soap::Request request = kirim({worker(1), rejected_worker()});
  request.jumlah_data = 2;
  static_cast<void>(ask(request));
  auto sent = codec.decode_request(kedua.last, soap::namespace_of(Bagian::pekerja), "KirimPekerja");
  EXPECT_EQ(sent->jumlah_data, 1U);
}

TEST_F(Writes, ValuesAreSentOnAsReceived) {
  lampiran::Pekerja pekerja = worker();
  pekerja.nama = "  Nur’aini   Ñoño 李 ";
  static_cast<void>(ask(kirim({pekerja})));
  auto sent = codec.decode_request(kedua.last, soap::namespace_of(Bagian::pekerja), "KirimPekerja");
  EXPECT_EQ(std::get<std::vector<lampiran::Pekerja>>(sent->rekaman)[0].nama, pekerja.nama);
}

TEST_F(Writes, AWithheldValueIsNotSentOn) {
  lampiran::Pekerja pekerja = worker();
  pekerja.nomor_hp = "12";
  const Reply reply = ask(kirim({pekerja}));
  auto sent = codec.decode_request(kedua.last, soap::namespace_of(Bagian::pekerja), "KirimPekerja");
  EXPECT_FALSE(std::get<std::vector<lampiran::Pekerja>>(sent->rekaman)[0].nomor_hp.has_value());
  EXPECT_TRUE(response(reply, asked).hasil[0].diterima);
}

TEST_F(Writes, ABadDateRejectsItsRecordOnly) {
  lampiran::Pekerja pekerja = worker(2);
  pekerja.tanggal_lahir = "21-04-1990";
  const soap::Response answer = response(ask(kirim({worker(1), pekerja})), asked);
  ASSERT_EQ(answer.hasil.size(), 2U);
  EXPECT_TRUE(answer.hasil[0].diterima);
  ASSERT_FALSE(answer.hasil[1].temuan.empty());
  EXPECT_EQ(answer.hasil[1].temuan[0].kode, "C4_FORMAT");
}

TEST_F(Writes, WhatIsSentOnIsAlwaysLawfulUnderTheSchemas) {
  lampiran::Pekerja pekerja = worker(2);
  pekerja.tmt_kepesertaan_jkn = "kemarin";
  pekerja.jumlah_anggota_keluarga = "dua";
  pekerja.nomor_kepesertaan_jkn = std::string(31, '1');
  static_cast<void>(ask(kirim({worker(1), pekerja})));
  const auto guarded = xml::guard(kedua.last, schemas);
  ASSERT_TRUE(guarded) << guarded.error().what;
  EXPECT_TRUE(guarded->violations.empty());
}

TEST_F(Writes, WhenNothingIsAcceptableNothingIsSentOn) {
  const Reply reply = ask(kirim({rejected_worker()}));
  EXPECT_EQ(response(reply, asked).status, soap::StatusKiriman::ditolak);
  EXPECT_EQ(kedua.calls, 0);
  EXPECT_EQ(entry(reply.number).outcome, "DITOLAK");
}

TEST_F(Writes, ACompanyKeyWithoutIdentifiersRejectsEveryRecord) {
  soap::Request request = kirim({worker(1), worker(2)});
  request.kunci = lampiran::KunciBadanUsaha{};
  const soap::Response answer = response(ask(request), asked);
  ASSERT_EQ(answer.hasil.size(), 2U);
  for (const auto& hasil : answer.hasil) EXPECT_EQ(hasil.temuan.at(0).kode, "K_WAJIB");
}

TEST_F(Writes, AWrongCountOfRecordsIsAFaultAndNothingIsSentOn) {
  soap::Request request = kirim({worker()});
  request.jumlah_data = 2;
  const Reply reply = ask(request);
  EXPECT_EQ(fault(reply).kode, soap::Kode::jumlah_tidak_cocok);
  EXPECT_EQ(kedua.calls, 0);
}

TEST_F(Writes, TheOtherPartiesVerdictsComeBackInTheirPlaces) {
  kedua.answer = [this](const Outgoing& outgoing) {
    soap::Response theirs;
    theirs.operasi = outgoing.operasi;
    theirs.nomor_pertukaran = 5;
    theirs.hasil = {{1, true, {}},
                    {2, false, {{"C.1", "nik", "X_LAIN", lampiran::Tingkat::kesalahan, "Lain.", "Other."}}}};
    return answer_with(theirs);
  };
  const soap::Response answer = response(ask(kirim({worker(1), rejected_worker(), worker(2)})), asked);
  EXPECT_TRUE(answer.hasil[0].diterima);
  EXPECT_FALSE(answer.hasil[2].diterima);
  EXPECT_EQ(answer.hasil[2].temuan.at(0).kode, "X_LAIN");
}

TEST_F(Writes, AnUnreachablePartyMakesThemTertundaAndKeepsThem) {
  kedua.answer = [](const Outgoing&) { return NotSent{"connection refused"}; };
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(response(reply, asked).status, soap::StatusKiriman::tertunda);
  EXPECT_EQ(entry(reply.number).state, State::pending);
}

TEST_F(Writes, DoubtIsKeptApartFromFailure) {
  kedua.answer = [](const Outgoing&) { return InDoubt{"no answer", ""}; };
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(entry(reply.number).state, State::in_doubt);
  EXPECT_EQ(entry(reply.number).outcome, "RAGU");
}

TEST_F(Writes, DoubtTowardsAPartyThatHonoursIdPesanIsAnsweredTertunda) {
  kedua.answer = [](const Outgoing&) { return InDoubt{"no answer", ""}; };
  EXPECT_EQ(response(ask(kirim({worker()})), asked).status, soap::StatusKiriman::tertunda);
}

TEST_F(Writes, DoubtTowardsAPartyThatDoesNotHonourIdPesanIsAFault) {
  kedua.honours_id = false;
  kedua.answer = [](const Outgoing&) { return InDoubt{"no answer", ""}; };
  EXPECT_EQ(fault(ask(kirim({worker()}))).kode, soap::Kode::pihak_lawan_tidak_tersedia);
}

TEST_F(Writes, AFaultOfTheOtherPartyIsPassedOnAsItsRefusalWithoutItsText) {
  kedua.answer = [this](const Outgoing&) {
    soap::Fault theirs;
    theirs.kode = soap::Kode::operasi_tidak_diizinkan;
    theirs.pesan = "RAHASIA";
    theirs.pesan_inggris = "RAHASIA";
    return answer_with(theirs);
  };
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(fault(reply).kode, soap::Kode::pihak_lawan_menolak);
  EXPECT_EQ(reply.body.find("RAHASIA"), std::string::npos);
}

TEST_F(Writes, AFaultThatSaysLaterMakesThemTertunda) {
  kedua.answer = [this](const Outgoing&) {
    soap::Fault theirs;
    theirs.kode = soap::Kode::pihak_lawan_tidak_tersedia;
    return answer_with(theirs);
  };
  EXPECT_EQ(response(ask(kirim({worker()})), asked).status, soap::StatusKiriman::tertunda);
}

TEST_F(Writes, AnAnswerThatDoesNotJudgeEveryRecordIsDoubtful) {
  kedua.answer = [this](const Outgoing& outgoing) {
    soap::Response theirs;
    theirs.operasi = outgoing.operasi;
    theirs.nomor_pertukaran = 5;
    theirs.hasil = {{1, true, {}}};
    return answer_with(theirs);
  };
  const Reply reply = ask(kirim({worker(1), worker(2)}));
  EXPECT_EQ(entry(reply.number).state, State::in_doubt);
}

TEST_F(Writes, RubbishInsteadOfAnAnswerIsDoubtful) {
  kedua.answer = [](const Outgoing&) { return Answered{200, "text/html", "<html>"}; };
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(entry(reply.number).state, State::in_doubt);
}

TEST_F(Writes, TheOtherPartiesBytesAreRecordedEvenWhereTheyAreRubbish) {
  kedua.answer = [](const Outgoing&) { return Answered{200, "text/html", "<html>"}; };
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(journal::last(store.messages(reply.number), Leg::answer_in)->bytes, "<html>");
}

TEST_F(Writes, AnOverloadedPartyIsTriedLater) {
  kedua.answer = [](const Outgoing&) { return Answered{503, "text/plain", "busy"}; };
  EXPECT_EQ(entry(ask(kirim({worker()})).number).state, State::pending);
}

class AtTwoCompanies : public Writes {
 protected:
  bool flagged(const Reply& reply) {
    const std::vector<lampiran::Temuan> temuan = response(reply, asked).hasil.at(0).temuan;
    return std::any_of(temuan.begin(), temuan.end(),
                       [](const lampiran::Temuan& one) { return one.kode == "C1_GANDA_PERUSAHAAN"; });
  }
  Reply list_at(const std::string& npwp, const std::string& id_pesan) {
    soap::Request request = kirim({worker()}, id_pesan);
    request.kunci = lampiran::KunciBadanUsaha{npwp, {}, {}, {}};
    return ask(request);
  }
  const std::string here = "01.999.001.9-999.000";
  const std::string there = "0029990025999000";
};

TEST_F(AtTwoCompanies, AWorkerListedBeforeAtAnotherCompanyIsReported) {
  EXPECT_FALSE(flagged(list_at(here, "id-1")));
  EXPECT_TRUE(flagged(list_at(there, "id-2")));
}

TEST_F(AtTwoCompanies, TheSameCompanyInAnotherLayoutOfItsNpwpIsTheSame) {
  static_cast<void>(list_at(here, "id-1"));
  EXPECT_FALSE(flagged(list_at("0019990019999000", "id-2")));
}

TEST_F(AtTwoCompanies, WhatTheOtherPartyRejectedIsNotKnown) {
  kedua.answer = [this](const Outgoing& outgoing) {
    soap::Response theirs;
    theirs.operasi = outgoing.operasi;
    theirs.nomor_pertukaran = 5;
    theirs.hasil = {{1, false, {}}};
    return answer_with(theirs);
  };
  static_cast<void>(list_at(here, "id-1"));
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  EXPECT_FALSE(flagged(list_at(there, "id-2")));
}

TEST_F(AtTwoCompanies, WhatWasDeliveredLaterIsKnownToo) {
  kedua.answer = [](const Outgoing&) { return NotSent{"refused"}; };
  const Reply kept = list_at(here, "id-1");
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  ASSERT_EQ(gateway.deliver_again(entry(kept.number)), State::answered);
  EXPECT_TRUE(flagged(list_at(there, "id-2")));
}

TEST_F(AtTwoCompanies, IsAskedOfWhatTheSamePartyHasListed) {
  static_cast<void>(list_at(here, "id-1"));
  EXPECT_TRUE(store.listed_elsewhere("kesatu", {{"nik:3204056104909901", "npwp:x"}}).at(0));
  EXPECT_FALSE(store.listed_elsewhere("kedua", {{"nik:3204056104909901", "npwp:x"}}).at(0));
}

TEST_F(Writes, Soap12IsAnsweredInSoap12) {
  const Reply reply = gateway.handle(arrival(kirim({worker()}), soap::SoapVersion::v12));
  EXPECT_EQ(reply.content_type, soap::content_type(soap::SoapVersion::v12));
  EXPECT_NE(reply.body.find("http://www.w3.org/2003/05/soap-envelope"), std::string::npos);
}

TEST_F(Writes, EveryAnswerIsLawfulUnderTheSchemas) {
  const Reply reply = ask(kirim({worker(1), rejected_worker()}));
  EXPECT_TRUE(xml::guard(reply.body, schemas));
}

}  // namespace
}  // namespace jembatan::exchange
