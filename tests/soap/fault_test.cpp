#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Fault full_fault() {
  Fault fault;
  fault.kode = Kode::batas_terlampaui;
  fault.nomor_pertukaran = 42;
  fault.pesan = "Terlalu banyak <rekaman> & \"lain\"\r.";
  fault.pesan_inggris = "Too many records ]]>.";
  fault.temuan = samples::temuan();
  return fault;
}

class FaultInVersion : public testing::TestWithParam<SoapVersion> {
 protected:
  base::Result<Fault, std::string> read(const std::string& bytes) {
    const auto decoded = codec_.decode_response(bytes, semua_operasi().front());
    if (!decoded) return base::fail(decoded.error());
    const auto* const fault = std::get_if<Fault>(&*decoded);
    if (fault == nullptr) return base::fail(std::string("not a fault"));
    return *fault;
  }
  Codec codec_;
};

TEST_P(FaultInVersion, RoundTripsEveryKode) {
  for (int i = 0; i <= static_cast<int>(Kode::kesalahan_internal); ++i) {
    Fault fault = full_fault();
    fault.kode = static_cast<Kode>(i);
    const std::string bytes = codec_.encode(fault, GetParam());
    const auto decoded = read(bytes);
    ASSERT_TRUE(decoded) << decoded.error();
    EXPECT_TRUE(samples::same(fault, *decoded)) << bytes;
  }
}

TEST_P(FaultInVersion, RoundTripsWithoutNumberAndFindings) {
  Fault fault = full_fault();
  fault.nomor_pertukaran.reset();
  fault.temuan.clear();
  const std::string bytes = codec_.encode(fault, GetParam());
  EXPECT_THAT(bytes, Not(HasSubstr("nomorPertukaran")));
  const auto decoded = read(bytes);
  ASSERT_TRUE(decoded) << decoded.error();
  EXPECT_TRUE(samples::same(fault, *decoded));
}

TEST_P(FaultInVersion, RoundTripsMustUnderstand) {
  Fault fault = full_fault();
  fault.kode = Kode::pesan_tidak_sah;
  fault.must_understand = true;
  const std::string bytes = codec_.encode(fault, GetParam());
  EXPECT_THAT(bytes, HasSubstr(">soap:MustUnderstand<"));
  const auto decoded = read(bytes);
  ASSERT_TRUE(decoded) << decoded.error();
  EXPECT_TRUE(decoded->must_understand);
}

TEST_P(FaultInVersion, StartsWithTheDeclaration) {
  EXPECT_THAT(codec_.encode(full_fault(), GetParam()),
              StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
}

INSTANTIATE_TEST_SUITE_P(Versions, FaultInVersion, testing::Values(SoapVersion::v11, SoapVersion::v12),
                         [](const auto& version) {
                           return version.param == SoapVersion::v11 ? "Soap11" : "Soap12";
                         });

TEST(Fault11, BlamesClientOrServer) {
  Codec codec;
  Fault fault = full_fault();
  EXPECT_THAT(codec.encode(fault, SoapVersion::v11), HasSubstr("<faultcode>soap:Client</faultcode>"));
  fault.kode = Kode::pihak_lawan_tidak_tersedia;
  EXPECT_THAT(codec.encode(fault, SoapVersion::v11), HasSubstr("<faultcode>soap:Server</faultcode>"));
}

TEST(Fault11, SpeaksIndonesianThenEnglish) {
  Codec codec;
  EXPECT_THAT(codec.encode(full_fault(), SoapVersion::v11),
              HasSubstr("<faultstring>Terlalu banyak &lt;rekaman&gt; &amp; \"lain\"&#xD;. / "
                        "Too many records ]]&gt;.</faultstring>"));
}

TEST(Fault12, BlamesSenderOrReceiver) {
  Codec codec;
  Fault fault = full_fault();
  EXPECT_THAT(codec.encode(fault, SoapVersion::v12), HasSubstr("<soap:Value>soap:Sender</soap:Value>"));
  fault.kode = Kode::kesalahan_internal;
  EXPECT_THAT(codec.encode(fault, SoapVersion::v12), HasSubstr("<soap:Value>soap:Receiver</soap:Value>"));
}

TEST(Fault12, HasAReasonInBothLanguages) {
  Codec codec;
  const std::string bytes = codec.encode(full_fault(), SoapVersion::v12);
  EXPECT_THAT(bytes, HasSubstr("<soap:Text xml:lang=\"id\">Terlalu banyak"));
  EXPECT_THAT(bytes, HasSubstr("<soap:Text xml:lang=\"en\">Too many records"));
}

TEST(Fault, WithoutTextsSaysItsKode) {
  Codec codec;
  Fault fault;
  fault.kode = Kode::pihak_lawan_menolak;
  EXPECT_THAT(codec.encode(fault, SoapVersion::v11),
              HasSubstr("<faultstring>PIHAK_LAWAN_MENOLAK</faultstring>"));
  EXPECT_THAT(codec.encode(fault, SoapVersion::v12), HasSubstr("xml:lang=\"en\">PIHAK_LAWAN_MENOLAK<"));
}

TEST(Fault, HasTheStatusOfItsVersionAndBlame) {
  Fault fault;
  fault.kode = Kode::pesan_tidak_sah;
  EXPECT_EQ(http_status(fault, SoapVersion::v11), 500U);
  EXPECT_EQ(http_status(fault, SoapVersion::v12), 400U);
  fault.must_understand = true;
  EXPECT_EQ(http_status(fault, SoapVersion::v12), 500U);
  fault = Fault{};
  EXPECT_EQ(http_status(fault, SoapVersion::v11), 500U);
  EXPECT_EQ(http_status(fault, SoapVersion::v12), 500U);
}

/// Faults of others.
class ForeignFault : public testing::Test {
 protected:
  Fault read(const std::string& fault, bool v12 = false) {
    const std::string bytes =
        std::string("<s:Envelope xmlns:s='") +
        (v12 ? "http://www.w3.org/2003/05/soap-envelope" : "http://schemas.xmlsoap.org/soap/envelope/") +
        "'><s:Body><s:Fault>" + fault + "</s:Fault></s:Body></s:Envelope>";
    Codec codec;
    const auto decoded = codec.decode_response(bytes, semua_operasi().front());
    EXPECT_TRUE(decoded) << decoded.error();
    return decoded ? std::get<Fault>(*decoded) : Fault{};
  }
  static std::string kesalahan(const std::string& kode) {
    return "<u:Kesalahan xmlns:u='urn:jembatan:umum:1'><u:kode>" + kode +
           "</u:kode><u:pesan>a</u:pesan><u:pesanInggris>b</u:pesanInggris></u:Kesalahan>";
  }
};

TEST_F(ForeignFault, WithoutDetailIsARefusalWithoutItsText) {
  const Fault fault = read("<faultcode>s:Server</faultcode><faultstring>rahasia</faultstring>");
  EXPECT_EQ(fault.kode, Kode::pihak_lawan_menolak);
  EXPECT_EQ(fault.pesan, "");
  EXPECT_EQ(fault.pesan_inggris, "");
}

TEST_F(ForeignFault, WithAnotherDetailIsARefusal) {
  EXPECT_EQ(
      read("<faultcode>s:Server</faultcode><faultstring>x</faultstring><detail><a xmlns='urn:lain'><b>c</b>"
           "</a><fault>d</fault></detail>")
          .kode,
      Kode::pihak_lawan_menolak);
  EXPECT_EQ(read("<s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>s:x</s:Value></s:Subcode></s:Code>"
                 "<s:Reason><s:Text xml:lang='en'>x</s:Text><s:Text "
                 "xml:lang='de'>y</s:Text></s:Reason><s:Node>urn:n</s:Node><s:Role>urn:r</s:Role>"
                 "<s:Detail><a/></s:Detail>",
                 true)
                .kode,
            Kode::pihak_lawan_menolak);
}

TEST_F(ForeignFault, OurKesalahanIsFoundBehindOtherDetails) {
  const Fault fault = read(
      "<faultcode>s:Client</faultcode><faultstring>x</faultstring><detail><a><b/></a>"
      "<c>d</c>" +
      kesalahan("JUMLAH_TIDAK_COCOK") + "</detail>");
  EXPECT_EQ(fault.kode, Kode::jumlah_tidak_cocok);
  EXPECT_EQ(fault.pesan, "a");
}

TEST_F(ForeignFault, AnUnknownKodeIsARefusalWithoutItsText) {
  const Fault fault = read("<faultcode>s:Client</faultcode><faultstring>x</faultstring><detail>" +
                           kesalahan("LAIN") + "</detail>");
  EXPECT_EQ(fault.kode, Kode::pihak_lawan_menolak);
  EXPECT_EQ(fault.pesan, "");
}

TEST_F(ForeignFault, WithoutAnythingIsARefusal) {
  EXPECT_EQ(read("").kode, Kode::pihak_lawan_menolak);
}

}  // namespace
}  // namespace jembatan::soap
