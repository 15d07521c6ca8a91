// A Fault may hold anything, but what is the contract's in it has to be right.

#include <gtest/gtest.h>

#include "xml/envelopes.h"

namespace jembatan::xml {
namespace {

using testing::body;
using testing::good_worker;
using testing::kirim_pekerja;
using testing::refusal_of;
using testing::schemas;

const std::string kesalahan =
    "<u:Kesalahan><u:kode>KESALAHAN_INTERNAL</u:kode><u:nomorPertukaran>7</u:nomorPertukaran>"
    "<u:pesan>Galat.</u:pesan><u:pesanInggris>Error.</u:pesanInggris></u:Kesalahan>";

std::string fault11(const std::string& detail) {
  return body("<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring><detail>" + detail +
              "</detail></s:Fault>");
}
std::string fault12(const std::string& detail) {
  return body(
      "<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang='id'>x</s:Text>"
      "</s:Reason><s:Detail>" +
          detail + "</s:Detail></s:Fault>",
      testing::soap12);
}

TEST(GuardFaults, AreNamedFault) {
  const auto result = guard(fault11(kesalahan), schemas());
  ASSERT_TRUE(result) << result.error().what;
  EXPECT_EQ(result->element, "Fault");
  EXPECT_EQ(result->namespace_uri, testing::soap11);
}

TEST(GuardFaults, OfSoap12Pass) {
  EXPECT_TRUE(guard(fault12(kesalahan), schemas()));
}
TEST(GuardFaults, WithoutDetailPass) {
  EXPECT_TRUE(guard(body("<s:Fault/>"), schemas()));
}
TEST(GuardFaults, OfAnotherSystemPass) {
  EXPECT_TRUE(guard(fault11("text <e:exception xmlns:e='urn:e'><a><b>c</b></a></e:exception>"), schemas()));
}

TEST(GuardFaults, WithABadKesalahanAreRefused) {
  EXPECT_EQ(refusal_of(fault11("<u:Kesalahan/>")).reason, Reason::invalid);
  EXPECT_EQ(refusal_of(fault12("<u:Kesalahan><u:kode>APA</u:kode></u:Kesalahan>")).reason, Reason::invalid);
}

TEST(GuardFaults, WithABadKesalahanAfterAGoodOneAreRefused) {
  EXPECT_EQ(refusal_of(fault11(kesalahan + "<u:Kesalahan/>")).reason, Reason::invalid);
}

TEST(GuardFaults, TogetherWithAnAnswerAreRefused) {
  EXPECT_EQ(refusal_of(body("<s:Fault/>" + kirim_pekerja(good_worker))).reason, Reason::malformed);
}

}  // namespace
}  // namespace jembatan::xml
