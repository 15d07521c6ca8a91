// Inputs made to be slow, big or misread. They are large enough that work which
// grows with the square of them would be noticed as a test that does not end.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "xml/envelopes.h"

namespace jembatan::xml {
namespace {

using testing::body;
using testing::envelope;
using testing::good_message;
using testing::good_worker;
using ::testing::HasSubstr;
using testing::kirim_pekerja;
using ::testing::Not;
using testing::refusal_of;
using testing::repeated;
using testing::schemas;
using testing::violations_of;

std::string numbered(const std::string& before, std::size_t count, const std::string& after) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += before + std::to_string(i) + after;
  return out;
}

const std::string good_body = "<s:Body>" + kirim_pekerja(good_worker) + "</s:Body>";

std::string in_name(const std::string& content) {
  return body(kirim_pekerja("<p:pekerja><p:nama>" + content + "</p:nama></p:pekerja>"));
}

TEST(GuardHostile, RefusesTwentyThousandAttributes) {
  EXPECT_EQ(refusal_of(body("<p:KirimPekerja" + numbered(" a", 20'000, "='1'") + "/>")).reason,
            Reason::over_limit);
}

TEST(GuardHostile, RefusesTwentyThousandIds) {
  EXPECT_EQ(refusal_of(body(kirim_pekerja(numbered("<p:pekerja id='i", 20'000, "'/>")))).reason,
            Reason::over_limit);
}

TEST(GuardHostile, RefusesTwentyThousandNamespaces) {
  EXPECT_EQ(refusal_of(body("<p:KirimPekerja" + numbered(" xmlns:a", 20'000, "='urn:a'") + "/>")).reason,
            Reason::over_limit);
}

TEST(GuardHostile, RefusesTenThousandNestedElements) {
  EXPECT_EQ(refusal_of(body(repeated("<p:a>", 10'000) + repeated("</p:a>", 10'000))).reason,
            Reason::over_limit);
}

TEST(GuardHostile, RefusesNestingInAHeader) {
  EXPECT_EQ(refusal_of(envelope("<s:Header>" + repeated("<u:a>", 10'000) + repeated("</u:a>", 10'000) +
                                "</s:Header>" + good_body))
                .reason,
            Reason::over_limit);
}

TEST(GuardHostile, RefusesAHugeElementName) {
  EXPECT_EQ(refusal_of(body("<p:" + repeated("a", 1'000'000) + "/>")).reason, Reason::over_limit);
}

TEST(GuardHostile, RefusesAHugeAttributeName) {
  EXPECT_EQ(refusal_of(body("<p:KirimPekerja " + repeated("a", 1'000'000) + "='1'/>")).reason,
            Reason::over_limit);
}

TEST(GuardHostile, RefusesAFloodOfElements) {
  EXPECT_EQ(refusal_of(body(kirim_pekerja(repeated("<p:a/>", 500'000)))).reason, Reason::invalid);
}

TEST(GuardHostile, RefusesAFloodOfRecords) {
  EXPECT_EQ(refusal_of(body(kirim_pekerja(repeated("<p:pekerja/>", 200'000)))).reason, Reason::over_limit);
}

TEST(GuardHostile, RefusesAFloodOfDifferentElements) {
  EXPECT_EQ(refusal_of(body(kirim_pekerja(numbered("<p:a", 500'000, "/>")))).reason, Reason::over_limit);
}

TEST(GuardHostile, RefusesAFloodOfDifferentAttributesInAHeader) {
  EXPECT_EQ(
      refusal_of(envelope("<s:Header>" + numbered("<u:h a", 500'000, "=''/>") + "</s:Header>" + good_body))
          .reason,
      Reason::over_limit);
}

TEST(GuardHostile, RefusesAFloodOfAttributesOnManyElements) {
  EXPECT_EQ(
      refusal_of(body(kirim_pekerja(repeated("<p:a" + numbered(" a", 60, "='1'") + "/>", 5'000)))).reason,
      Reason::invalid);
}

TEST(GuardHostile, PassesOverAFloodOfHeaderBlocks) {
  EXPECT_TRUE(
      guard(envelope("<s:Header>" + repeated("<u:a/>", 200'000) + "</s:Header>" + good_body), schemas()));
}

TEST(GuardHostile, RefusesAnAttributeOfMegabytes) {
  EXPECT_EQ(
      refusal_of(envelope("<s:Header><u:a b='" + repeated("a", 4'000'000) + "'/></s:Header>" + good_body))
          .reason,
      Reason::over_limit);
}

TEST(GuardHostile, PassesOverAFloodOfComments) {
  EXPECT_TRUE(guard(envelope(repeated("<!--x-->", 200'000) + good_body), schemas()));
}

TEST(GuardHostile, FindsTextOfMegabytesTooLong) {
  EXPECT_EQ(violations_of(in_name(repeated("a", 4'000'000))).at(0).elemen, "nama");
}

TEST(GuardHostile, FindsTextOfAMillionReferencesTooLong) {
  EXPECT_EQ(violations_of(in_name(repeated("&lt;", 1'000'000))).at(0).elemen, "nama");
}

TEST(GuardHostile, FindsTextOfAMillionSectionsTooLong) {
  EXPECT_EQ(violations_of(in_name(repeated("<![CDATA[a]]>", 300'000))).at(0).elemen, "nama");
}

TEST(GuardHostile, FindsTextBetweenAMillionCommentsTooLong) {
  EXPECT_EQ(violations_of(in_name(repeated("a<!---->", 300'000))).at(0).elemen, "nama");
}

TEST(GuardHostile, RefusesTextBetweenAMillionChildren) {
  EXPECT_EQ(refusal_of(in_name(repeated("a<p:b/>", 500'000))).reason, Reason::invalid);
}

TEST(GuardHostile, RefusesTextBetweenAMillionElements) {
  EXPECT_EQ(refusal_of(body(kirim_pekerja(repeated("<p:a/>a", 500'000)))).reason, Reason::invalid);
}

TEST(GuardHostile, PassesOverMegabytesOfWhiteSpace) {
  EXPECT_TRUE(violations_of(body(kirim_pekerja(repeated("\n", 4'000'000) + good_worker))).empty());
}

TEST(GuardHostile, RefusesAnIdPesanOfMegabytes) {
  EXPECT_EQ(refusal_of(body("<p:AmbilPekerja><p:idPesan>" + repeated("a", 4'000'000) +
                            "</p:idPesan><p:nik>1</p:nik></p:AmbilPekerja>"))
                .reason,
            Reason::invalid);
}

TEST(GuardHostile, FindsANumberOfMegabytesNoNumber) {
  EXPECT_EQ(
      violations_of(body(kirim_pekerja("<p:pekerja><p:jumlahAnggotaKeluarga>" + repeated("9", 4'000'000) +
                                       "</p:jumlahAnggotaKeluarga></p:pekerja>")))
          .at(0)
          .elemen,
      "jumlahAnggotaKeluarga");
}

TEST(GuardHostile, RefusesABillionLaughsAtTheDoctype) {
  EXPECT_EQ(refusal_of("<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" + body("&b;")).reason,
            Reason::malformed);
}

TEST(GuardHostile, RefusesAnExternalEntity) {
  EXPECT_EQ(refusal_of("<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + good_message()).reason,
            Reason::malformed);
}

TEST(GuardHostile, DoesNotEndATextAtANul) {
  std::string bytes = in_name("Siti");
  bytes.insert(bytes.find("Siti") + 2, 1, '\0');
  EXPECT_EQ(refusal_of(bytes).reason, Reason::malformed);
}

TEST(GuardHostile, RepeatsNoByteOfAMessage) {
  const Refusal unknown = refusal_of(body("<p:rahasia/>"));
  EXPECT_THAT(unknown.what, Not(HasSubstr("rahasia")));
  const Refusal broken =
      refusal_of(body("<p:AmbilPekerja><p:idPesan>rahasia !</p:idPesan></p:AmbilPekerja>"));
  EXPECT_THAT(broken.what, Not(HasSubstr("rahasia")));
  for (const Violation& violation : broken.violations) EXPECT_THAT(violation.what, Not(HasSubstr("rahasia")));
}

TEST(GuardHostile, KeepsTheBytesOfMarkupInValuesAsData) {
  EXPECT_TRUE(violations_of(in_name("'; DROP TABLE x; -- &lt;script&gt; =1+1 %n \xE2\x80\xAE")).empty());
}

TEST(GuardHostile, OneSchemaSetServesManyThreads) {
  const std::string good = body(kirim_pekerja(repeated(good_worker, 20)));
  const std::string bad =
      body(kirim_pekerja(good_worker + "<p:pekerja><p:tanggalLahir>x</p:tanggalLahir></p:pekerja>"));
  std::vector<std::size_t> wrong(4, 0);
  {
    std::vector<std::thread> threads;
    for (auto& count : wrong) {
      threads.emplace_back([&] {
        for (int i = 0; i < 100; ++i) {
          count += violations_of(good).empty() ? 0 : 1;
          count += violations_of(bad).size() == 1 ? 0 : 1;
        }
      });
    }
    for (auto& thread : threads) thread.join();
  }
  EXPECT_THAT(wrong, ::testing::Each(0U));
}

}  // namespace
}  // namespace jembatan::xml
