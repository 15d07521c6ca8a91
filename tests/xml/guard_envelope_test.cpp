// What SOAP asks of an envelope, whatever the contract says of its body.

#include <gtest/gtest.h>

#include "xml/envelopes.h"

namespace jembatan::xml {
namespace {

using testing::body;
using testing::envelope;
using testing::good_message;
using testing::good_worker;
using testing::kirim_pekerja;
using testing::refusal_of;
using testing::schemas;
using testing::soap11;
using testing::soap12;

const std::string good_body = "<s:Body>" + kirim_pekerja(good_worker) + "</s:Body>";

std::string with_header(const std::string& block, const std::string& soap = soap11) {
  return envelope("<s:Header>" + block + "</s:Header>" + good_body, soap);
}

void expect_malformed(const std::string& bytes) {
  const Refusal refusal = refusal_of(bytes);
  EXPECT_NE(refusal.what, "accepted");
  EXPECT_EQ(refusal.reason, Reason::malformed);
  EXPECT_FALSE(refusal.must_understand);
}

TEST(GuardEnvelope, NamesTheOperationOfAGoodMessage) {
  const auto result = guard(good_message(), schemas());
  ASSERT_TRUE(result) << result.error().what;
  EXPECT_EQ(result->element, "KirimPekerja");
  EXPECT_EQ(result->namespace_uri, "urn:jembatan:pekerja:1");
  EXPECT_EQ(result->version, SoapVersion::v11);
  EXPECT_TRUE(result->violations.empty());
}

TEST(GuardEnvelope, RecognisesSoap12) {
  EXPECT_EQ(guard(good_message(soap12), schemas())->version, SoapVersion::v12);
}

TEST(GuardEnvelope, RefusesInTheVersionOfTheMessage) {
  EXPECT_EQ(refusal_of(body("<p:Apa/>", soap12)).version, SoapVersion::v12);
}

TEST(GuardEnvelope, AcceptsAByteOrderMarkAndADeclaration) {
  EXPECT_TRUE(
      guard("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + good_message() + "\n", schemas()));
}

TEST(GuardEnvelope, AcceptsCommentsAndWhiteSpaceBetweenTheParts) {
  EXPECT_TRUE(guard(envelope("\n <!-- x --> <s:Header> \n</s:Header>\t" + good_body + "\r\n"), schemas()));
}

TEST(GuardEnvelope, RefusesBytesThatAreNotXml) {
  expect_malformed("GET / HTTP/1.1");
}
TEST(GuardEnvelope, RefusesAnHtmlPage) {
  expect_malformed("<html><body>Bad Gateway</body></html>");
}
TEST(GuardEnvelope, RefusesOverlappingTags) {
  expect_malformed(body("<p:KirimPekerja><p:a></p:KirimPekerja></p:a>"));
}
TEST(GuardEnvelope, RefusesAMessageCutShort) {
  expect_malformed(good_message().substr(0, 400));
}
TEST(GuardEnvelope, RefusesASecondRoot) {
  expect_malformed(good_message() + good_message());
}
TEST(GuardEnvelope, RefusesTextAfterTheRoot) {
  expect_malformed(good_message() + "x");
}

TEST(GuardEnvelope, RefusesAPrefixThatIsNotDeclared) {
  expect_malformed("<s:Envelope xmlns:s=\"" + soap11 + "\"><s:Body><p:KirimPekerja/></s:Body></s:Envelope>");
}

TEST(GuardEnvelope, RefusesAnUndeclaredPrefixInAHeader) {
  expect_malformed(with_header("<q:h xmlns:q='urn:q' z:a='1'/>"));
}

TEST(GuardEnvelope, RefusesTheSameAttributeTwice) {
  expect_malformed(with_header("<q:h xmlns:q='urn:q' xmlns:r='urn:q' q:a='1' r:a='2'/>"));
}

TEST(GuardEnvelope, RefusesAnUnknownSoapVersion) {
  expect_malformed(body(kirim_pekerja(good_worker), "http://www.w3.org/2001/09/soap-envelope"));
}

TEST(GuardEnvelope, RefusesTheContractsElementWithoutAnEnvelope) {
  expect_malformed("<KirimPekerja xmlns=\"urn:jembatan:pekerja:1\"/>");
}

TEST(GuardEnvelope, RefusesAnEnvelopeWithoutBody) {
  expect_malformed(envelope(""));
}
TEST(GuardEnvelope, RefusesAnEnvelopeWithAHeaderOnly) {
  expect_malformed(envelope("<s:Header/>"));
}
TEST(GuardEnvelope, RefusesAnEmptyBody) {
  expect_malformed(envelope("<s:Body/>"));
}
TEST(GuardEnvelope, RefusesTwoBodies) {
  expect_malformed(envelope(good_body + good_body));
}
TEST(GuardEnvelope, RefusesTwoHeaders) {
  expect_malformed(envelope("<s:Header/><s:Header/>" + good_body));
}
TEST(GuardEnvelope, RefusesAHeaderAfterTheBody) {
  expect_malformed(envelope(good_body + "<s:Header/>"));
}
TEST(GuardEnvelope, RefusesATrailerAfterTheBody) {
  expect_malformed(envelope(good_body + "<u:x/>"));
}
TEST(GuardEnvelope, RefusesAStrangerBeforeTheBody) {
  expect_malformed(envelope("<u:x/>" + good_body));
}

TEST(GuardEnvelope, RefusesTwoOperations) {
  expect_malformed(body(kirim_pekerja(good_worker) + kirim_pekerja(good_worker)));
}

TEST(GuardEnvelope, RefusesABodyOfTheOtherSoapVersion) {
  expect_malformed(
      envelope("<t:Body xmlns:t=\"" + soap12 + "\">" + kirim_pekerja(good_worker) + "</t:Body>"));
}

TEST(GuardEnvelope, RefusesTextInTheEnvelope) {
  expect_malformed(envelope("x" + good_body));
}
TEST(GuardEnvelope, RefusesTextAfterTheBody) {
  expect_malformed(envelope(good_body + "x"));
}
TEST(GuardEnvelope, RefusesTextInTheBody) {
  expect_malformed(body("x" + kirim_pekerja(good_worker)));
}
TEST(GuardEnvelope, RefusesTextAfterTheOperation) {
  expect_malformed(body(kirim_pekerja(good_worker) + "x"));
}
TEST(GuardEnvelope, RefusesTextInTheHeader) {
  expect_malformed(with_header("x"));
}
TEST(GuardEnvelope, RefusesCharacterDataInTheBody) {
  expect_malformed(body("<![CDATA[x]]>" + kirim_pekerja(good_worker)));
}

TEST(GuardEnvelope, RefusesAnUnknownOperation) {
  EXPECT_EQ(refusal_of(body("<p:HapusPekerja/>")).reason, Reason::unknown_operation);
}

TEST(GuardEnvelope, RefusesAnOperationOfAnotherSection) {
  EXPECT_EQ(refusal_of(body("<b:KirimPekerja/>")).reason, Reason::unknown_operation);
}

TEST(GuardEnvelope, RefusesAnOperationWithoutNamespace) {
  EXPECT_EQ(refusal_of(body("<KirimPekerja/>")).reason, Reason::unknown_operation);
}

TEST(GuardEnvelope, RefusesAFaultOfAnotherNamespace) {
  EXPECT_EQ(refusal_of(body("<Fault/>")).reason, Reason::unknown_operation);
}

TEST(GuardEnvelope, RefusesTheFaultDetailAsAnOperation) {
  EXPECT_EQ(refusal_of(body("<u:Kesalahan/>")).reason, Reason::unknown_operation);
}

TEST(GuardEnvelope, IgnoresAddressingThatNeedNotBeUnderstood) {
  EXPECT_TRUE(guard(with_header("<wsa:ReplyTo xmlns:wsa='http://www.w3.org/2005/08/addressing'>"
                                "<wsa:Address>http://127.0.0.1:1/</wsa:Address></wsa:ReplyTo>"),
                    schemas()));
}

TEST(GuardEnvelope, RefusesABlockWithoutNamespace) {
  expect_malformed(with_header("<h/>"));
}

TEST(GuardEnvelope, RefusesAMustUnderstandThatIsNeitherTrueNorFalse) {
  expect_malformed(with_header("<u:h s:mustUnderstand='yes'/>"));
}

struct Block {
  std::string name, soap, attributes;
};
std::string print_name(const ::testing::TestParamInfo<Block>& info) {
  return info.param.name;
}

class Understood : public ::testing::TestWithParam<Block> {};
TEST_P(Understood, IsDemandedOfUs) {
  const Refusal refusal = refusal_of(with_header("<u:h " + GetParam().attributes + "/>", GetParam().soap));
  EXPECT_TRUE(refusal.must_understand);
}
INSTANTIATE_TEST_SUITE_P(
    GuardEnvelope, Understood,
    ::testing::Values(
        Block{"By1", soap11, "s:mustUnderstand='1'"}, Block{"ByTrue", soap12, "s:mustUnderstand='true'"},
        Block{"By1InSoap12", soap12, "s:mustUnderstand=' 1 '"},
        Block{"OfTheNextActor", soap11,
              "s:mustUnderstand='1' s:actor='http://schemas.xmlsoap.org/soap/actor/next'"},
        Block{"OfNoActor", soap11, "s:mustUnderstand='1' s:actor=''"},
        Block{"OfTheNextRole", soap12,
              "s:mustUnderstand='true' s:role='http://www.w3.org/2003/05/soap-envelope/role/next'"},
        Block{"OfTheLastReceiver", soap12,
              "s:mustUnderstand='true' "
              "s:role='http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver'"}),
    print_name);

class Ignored : public ::testing::TestWithParam<Block> {};
TEST_P(Ignored, IsNotDemandedOfUs) {
  EXPECT_TRUE(guard(with_header("<u:h " + GetParam().attributes + "><u:any>x</u:any></u:h>", GetParam().soap),
                    schemas()));
}
INSTANTIATE_TEST_SUITE_P(
    GuardEnvelope, Ignored,
    ::testing::Values(Block{"With0", soap11, "s:mustUnderstand='0'"},
                      Block{"WithFalse", soap12, "s:mustUnderstand='false'"},
                      Block{"WithoutTheAttribute", soap11, ""},
                      Block{"WithAnUnqualifiedOne", soap11, "mustUnderstand='1'"},
                      Block{"ForAnotherActor", soap11, "s:mustUnderstand='1' s:actor='urn:lain'"},
                      Block{"ForAnotherRole", soap12, "s:mustUnderstand='1' s:role='urn:lain'"},
                      Block{
                          "ForTheRoleNone", soap12,
                          "s:mustUnderstand='1' s:role='http://www.w3.org/2003/05/soap-envelope/role/none'"}),
    print_name);

class EncodingStyle : public ::testing::TestWithParam<std::string> {};
TEST_P(EncodingStyle, IsRefusedWhereverItStands) {
  std::string bytes = with_header("<u:h/>");
  const auto at = bytes.find(GetParam()) + GetParam().size();
  bytes.insert(at, " s:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'");
  expect_malformed(bytes);
}
INSTANTIATE_TEST_SUITE_P(GuardEnvelope, EncodingStyle,
                         ::testing::Values("<s:Envelope", "<s:Header", "<u:h", "<s:Body", "<p:KirimPekerja",
                                           "<p:nik"));

}  // namespace
}  // namespace jembatan::xml
