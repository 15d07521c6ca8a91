#include "exchange/world.h"
#include "xml/guard.h"

namespace jembatan::exchange {
namespace {

using journal::Leg;
using journal::State;
using namespace std::chrono_literals;

class Refusals : public World {};

TEST_F(Refusals, AMalformedMessageIsAFaultAndInTheJournal) {
  const Reply reply = gateway.handle(arrival_of_bytes("<soap"));
  EXPECT_EQ(fault(reply).kode, soap::Kode::pesan_tidak_sah);
  EXPECT_EQ(entry(reply.number).state, State::refused);
  EXPECT_EQ(journal::last(store.messages(reply.number), Leg::in)->bytes, "<soap");
}

TEST_F(Refusals, TheFaultsNumberIsTheJournals) {
  const Reply reply = gateway.handle(arrival_of_bytes("<soap"));
  EXPECT_EQ(fault(reply).nomor_pertukaran, reply.number);
}

TEST_F(Refusals, RefusedBytesAreNotEchoed) {
  const Reply reply = gateway.handle(arrival_of_bytes("<RAHASIA>3204056104909901</RAHASIA>"));
  EXPECT_EQ(reply.body.find("RAHASIA"), std::string::npos);
  EXPECT_EQ(reply.body.find("3204056104909901"), std::string::npos);
}

TEST_F(Refusals, AMalformedMessageIsAnsweredInTheAnnouncedSoapVersion) {
  Arrival message = arrival_of_bytes("<soap");
  message.content_type = "application/soap+xml";
  EXPECT_EQ(gateway.handle(message).content_type, soap::content_type(soap::SoapVersion::v12));
}

TEST_F(Refusals, ANameThatTheCallerMadeUpIsNotEchoed) {
  Arrival message = arrival(kirim({worker()}));
  const std::size_t at = message.body.find("<pekerja:nik>");
  ASSERT_NE(at, std::string::npos);
  message.body.insert(at, "<pekerja:N3204056104909901>a</pekerja:N3204056104909901>");
  const Reply reply = gateway.handle(message);
  EXPECT_EQ(fault(reply).kode, soap::Kode::pesan_tidak_sah);
  EXPECT_EQ(reply.body.find("N3204056104909901"), std::string::npos);
}

TEST_F(Refusals, NothingRefusedIsSentOn) {
  static_cast<void>(gateway.handle(arrival_of_bytes("<soap")));
  EXPECT_EQ(kedua.calls, 0);
}

TEST_F(Refusals, AnotherContentTypeIsUnsupported) {
  Arrival message = arrival(kirim({worker()}));
  message.content_type = "application/json";
  EXPECT_EQ(gateway.handle(message).http_status, 415U);
}

TEST_F(Refusals, AnotherEncodingIsUnsupported) {
  Arrival message = arrival(kirim({worker()}));
  message.content_type = "text/xml; charset=utf-16";
  EXPECT_EQ(gateway.handle(message).http_status, 415U);
}

TEST_F(Refusals, AContentTypeOfTheOtherSoapVersionIsAFault) {
  Arrival message = arrival(kirim({worker()}));
  message.content_type = "application/soap+xml";
  EXPECT_EQ(fault(gateway.handle(message)).kode, soap::Kode::pesan_tidak_sah);
}

TEST_F(Refusals, ASoapActionThatDiffersFromTheBodyIsAFault) {
  Arrival message = arrival(kirim({worker()}));
  message.soap_action = "\"urn:jembatan:pekerja:1/AmbilPekerja\"";
  EXPECT_EQ(fault(gateway.handle(message)).kode, soap::Kode::pesan_tidak_sah);
}

TEST_F(Refusals, TheRightSoapActionIsTaken) {
  Arrival message = arrival(kirim({worker()}));
  message.soap_action = "\"urn:jembatan:pekerja:1/KirimPekerja\"";
  EXPECT_EQ(gateway.handle(message).http_status, 200U);
}

TEST_F(Refusals, AnEmptySoapActionIsTaken) {
  Arrival message = arrival(kirim({worker()}));
  message.soap_action = "\"\"";
  EXPECT_EQ(gateway.handle(message).http_status, 200U);
}

TEST_F(Refusals, AnActionInTheContentTypeOfSoap12Counts) {
  Arrival message = arrival(kirim({worker()}), soap::SoapVersion::v12);
  message.content_type += "; action=\"urn:jembatan:pekerja:1/AmbilPekerja\"";
  EXPECT_EQ(fault(gateway.handle(message)).kode, soap::Kode::pesan_tidak_sah);
}

TEST_F(Refusals, AnOperationOfAnotherSectionIsUnknownHere) {
  Arrival message = arrival(kirim({worker()}));
  message.path = "/ws/pimpinan";
  EXPECT_EQ(fault(gateway.handle(message)).kode, soap::Kode::operasi_tidak_dikenal);
}

TEST_F(Refusals, AnAddressThatIsNoServiceIsAFault) {
  Arrival message = arrival(kirim({worker()}));
  message.path = "/ws/lain";
  EXPECT_EQ(fault(gateway.handle(message)).kode, soap::Kode::operasi_tidak_dikenal);
}

TEST_F(Refusals, NoExchangeHappensOutsideTheAgreementsTerm) {
  agree_from(2020y / 11 / 3, 2023y / 11 / 2);
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(fault(reply).kode, soap::Kode::perjanjian_tidak_berlaku);
  EXPECT_EQ(entry(reply.number).outcome, "PERJANJIAN_TIDAK_BERLAKU");
  EXPECT_EQ(kedua.calls, 0);
}

TEST_F(Refusals, AnOperationThatTheListenerDoesNotAllowIsAFault) {
  Gateway narrow({clock, log, store, schemas, {}, {{"AmbilPekerja"}, &kedua}, {{}, &kesatu}}, gateway.law());
  EXPECT_EQ(fault(narrow.handle(arrival(kirim({worker()})))).kode, soap::Kode::operasi_tidak_diizinkan);
}

TEST_F(Refusals, EveryFaultIsLawfulUnderTheSchemas) {
  soap::Request wrong = kirim({worker()});
  wrong.jumlah_data = 9;
  const Reply reply = ask(wrong);
  const auto guarded = xml::guard(reply.body, schemas);
  ASSERT_TRUE(guarded) << guarded.error().what;
  EXPECT_EQ(guarded->element, "Fault");
}

TEST_F(Refusals, WhatHttpRefusedIsRecorded) {
  gateway.record_refused(arrival_of_bytes("half"), soap::Kode::batas_terlampaui, "HTTP 413");
  const auto entries = store.scan({}, journal::Order::newest_first, 1);
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].state, State::refused);
  EXPECT_EQ(entries[0].outcome, "BATAS_TERLAMPAUI");
}

TEST_F(Refusals, ABrokenPartBehindTheGatewayIsAFaultForOneCaller) {
  kedua.answer = [](const Outgoing&) -> Delivery { throw std::runtime_error("library"); };
  const Reply reply = ask(kirim({worker()}));
  EXPECT_EQ(fault(reply).kode, soap::Kode::kesalahan_internal);
  EXPECT_EQ(reply.body.find("library"), std::string::npos);
}

}  // namespace
}  // namespace jembatan::exchange
