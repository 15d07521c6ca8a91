#include "xml/canonical.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "xml/envelopes.h"

namespace jembatan::xml {
namespace {

using testing::body;
using ::testing::ElementsAre;
using testing::envelope;
using testing::good_message;
using testing::good_worker;
using ::testing::IsEmpty;
using testing::kirim_pekerja;
using testing::repeated;
using testing::soap12;

std::string element(const std::string& content) {
  return "<p:A>" + content + "</p:A>";
}

void expect_same(const std::string& one, const std::string& other) {
  const auto first = canonical_body(body(one));
  ASSERT_TRUE(first);
  EXPECT_EQ(first, canonical_body(body(other)));
  EXPECT_THAT(differences(body(one), body(other), {}), IsEmpty());
}

void expect_different(const std::string& one, const std::string& other) {
  const auto first = canonical_body(body(one));
  ASSERT_TRUE(first);
  EXPECT_NE(first, canonical_body(body(other)));
  EXPECT_FALSE(differences(body(one), body(other), {}).empty());
}

TEST(Canonical, HasOneForm) {
  EXPECT_EQ(canonical_body(body("<p:A z='1' a=\"2\" xsi:type='p:T'>\n <u:b>x &amp; y</u:b> <p:c/></p:A>")),
            R"(<{urn:jembatan:pekerja:1}A a="2" z="1"><{urn:jembatan:umum:1}b>x &a y</><c></></>)");
}

TEST(Canonical, InPiecesIsTheSame) {
  const std::string message =
      body(element("<p:b>" + std::string(40'000, 'x') + "&lt;" + std::string(20'000, '"') + "</p:b><p:c/>"));
  std::string whole;
  ASSERT_TRUE(canonical_body(message, [&](std::string_view piece) { whole += piece; }));
  EXPECT_EQ(
      whole, "<{urn:jembatan:pekerja:1}A><b>" + std::string(40'000, 'x') + "&l" + [] {
        std::string quotes;
        for (int i = 0; i < 20'000; ++i) quotes += "&q";
        return quotes;
      }() + "</><c></></>");
}

TEST(Canonical, PrefixesDoNotCount) {
  expect_same(element("<p:b>1</p:b>"),
              "<A xmlns='urn:jembatan:pekerja:1'><q:b xmlns:q='urn:jembatan:pekerja:1'>1</q:b></A>");
}

TEST(Canonical, NamespacesCount) {
  expect_different(element("<p:b>1</p:b>"), element("<u:b>1</u:b>"));
}
TEST(Canonical, NoNamespaceIsNotTheParents) {
  expect_different(element("<p:b/>"), element("<b/>"));
}
TEST(Canonical, NamesCount) {
  expect_different(element("<p:b/>"), element("<p:c/>"));
}

TEST(Canonical, WhiteSpaceBetweenElementsDoesNotCount) {
  expect_same(element("<p:b>1</p:b><p:c/>"), element("\r\n  <p:b>1</p:b>\t<p:c/>\n"));
}

TEST(Canonical, WhiteSpaceInATextCounts) {
  expect_different(element("<p:b>1</p:b>"), element("<p:b> 1</p:b>"));
  expect_different(element("<p:b/>"), element("<p:b> </p:b>"));
}

TEST(Canonical, TextBesideElementsCounts) {
  expect_different(element("<p:b/>"), element("x<p:b/>"));
}

TEST(Canonical, AttributeOrderAndQuotesDoNotCount) {
  expect_same(element("<p:b x='1' y='2'/>"), element("<p:b y=\"2\"   x=\"1\"/>"));
}

TEST(Canonical, AttributeNamespacesCount) {
  expect_different(element("<p:b x='1'/>"), element("<p:b u:x='1'/>"));
}
TEST(Canonical, AttributeValuesCount) {
  expect_different(element("<p:b x='1'/>"), element("<p:b x='2'/>"));
}
TEST(Canonical, AMissingAttributeCounts) {
  expect_different(element("<p:b x='1'/>"), element("<p:b/>"));
}

TEST(Canonical, TypesAndSchemaLocationsDoNotCount) {
  expect_same(element("<p:b/>"), element("<p:b xsi:type='p:T' xsi:schemaLocation='urn:a b' "
                                         "xsi:noNamespaceSchemaLocation='b'/>"));
}

TEST(Canonical, ANilCounts) {
  expect_different(element("<p:b/>"), element("<p:b xsi:nil='true'/>"));
}

TEST(Canonical, CommentsDoNotCount) {
  expect_same(element("<p:b>12</p:b>"), element("<!-- x --><p:b>1<!-- y -->2</p:b>"));
}

TEST(Canonical, TheWayToWriteACharacterDoesNotCount) {
  expect_same(element("<p:b x='&amp;&lt;'>&lt;&#65;&amp;</p:b>"),
              element("<p:b x='&#38;&#x3C;'><![CDATA[<A&]]></p:b>"));
}

TEST(Canonical, AnEscapedReferenceIsNotTheCharacter) {
  expect_different(element("<p:b x='&amp;'/>"), element("<p:b x='&amp;#38;'/>"));
  expect_different(element("<p:b>&amp;</p:b>"), element("<p:b>&amp;amp;</p:b>"));
}

TEST(Canonical, TextThatImitatesTheFormIsNotTheForm) {
  expect_different(element("<p:b></p:b><p:c></p:c>"), element("<p:b>&lt;/>&lt;c></p:b>"));
  expect_different(element("<p:b x='1' y='2'/>"), element("<p:b x='1&quot; y=&quot;2'/>"));
}

TEST(Canonical, ANamespaceThatIsNoUriHasNone) {
  EXPECT_FALSE(canonical_body(body("<a xmlns='urn:a}b'/>")));
}

TEST(Canonical, OrderOfElementsCounts) {
  const std::string one = body(element("<p:b>1</p:b><p:c>2</p:c>")),
                    other = body(element("<p:c>2</p:c><p:b>1</p:b>"));
  EXPECT_NE(canonical_body(one), canonical_body(other));
  EXPECT_THAT(differences(one, other, {}), ElementsAre("/A"));
}

TEST(Canonical, EnvelopesHeadersAndVersionsDoNotCount) {
  const std::string content = "<s:Body>" + kirim_pekerja(good_worker) + "</s:Body>";
  EXPECT_EQ(canonical_body(envelope(content)),
            canonical_body(envelope("<s:Header><u:h/></s:Header>" + content, soap12)));
  EXPECT_EQ(canonical_body(good_message()), canonical_body("<?xml version='1.0'?>\n" + good_message()));
}

TEST(Canonical, NothingThatIsNoEnvelopeHasOne) {
  EXPECT_FALSE(canonical_body(""));
  EXPECT_FALSE(canonical_body("<a/>"));
  EXPECT_FALSE(canonical_body("{}"));
  EXPECT_FALSE(canonical_body(envelope("<s:Header/>")));
  EXPECT_FALSE(canonical_body(envelope("<s:Body/>")));
  EXPECT_FALSE(canonical_body("<!DOCTYPE x>" + good_message()));
  EXPECT_FALSE(canonical_body(good_message().substr(0, good_message().size() - 3)));
}

TEST(Canonical, IsMadeOfTheFirstElementOfTheBody) {
  EXPECT_EQ(canonical_body(body("<p:A/><p:B/>")), canonical_body(body("<p:A/>")));
}

TEST(Differences, AreNamedByTheirPath) {
  const auto answer = [](const std::string& second) {
    return body(
        "<p:KirimPekerjaResponse><p:hasil><u:status>DITERIMA</u:status></p:hasil><p:hasil><u:status>" +
        second + "</u:status></p:hasil></p:KirimPekerjaResponse>");
  };
  EXPECT_THAT(differences(answer("DITERIMA"), answer("DITOLAK"), {}),
              ElementsAre("/KirimPekerjaResponse/hasil[2]/status"));
}

TEST(Differences, NameWhatOnlyOneOfThemHas) {
  EXPECT_THAT(differences(body(element("<p:b/><p:b/>")), body(element("<p:b/><p:c/>")), {}),
              ElementsAre("/A/b[2]", "/A/c"));
}

TEST(Differences, NameTheElementOfAnAttribute) {
  EXPECT_THAT(differences(body(element("<p:b x='1'/>")), body(element("<p:b x='2'/>")), {}),
              ElementsAre("/A/b"));
}

TEST(Differences, NameBothOperationsWhereTheyDiffer) {
  EXPECT_THAT(differences(body("<p:A/>"), body("<p:B/>"), {}), ElementsAre("/A", "/B"));
}

TEST(Differences, IgnoreWhatTheyAreToldTo) {
  const auto answer = [](const std::string& nomor) {
    return body(
        element("<p:nomorPertukaran>" + nomor + "</p:nomorPertukaran><p:b><p:c>" + nomor + "</p:c></p:b>"));
  };
  EXPECT_THAT(differences(answer("1"), answer("2"), {"nomorPertukaran"}), ElementsAre("/A/b/c"));
  EXPECT_THAT(differences(answer("1"), answer("2"), {"nomorPertukaran", "b"}), IsEmpty());
}

TEST(Differences, AreAtMostAsManyAsAskedFor) {
  const std::string one = body(element(repeated("<p:b>1</p:b>", 50))),
                    other = body(element(repeated("<p:b>2</p:b>", 50)));
  EXPECT_EQ(differences(one, other, {}).size(), 20U);
  EXPECT_EQ(differences(one, other, {}, 3).size(), 3U);
}

TEST(Differences, OfWhatIsNoEnvelopeAreEverything) {
  EXPECT_THAT(differences("x", good_message(), {}), ElementsAre("/"));
  EXPECT_THAT(differences(good_message(), "", {}), ElementsAre("/"));
}

TEST(Differences, NeverHoldAValue) {
  for (const std::string& path :
       differences(body(element("<p:b>rahasia</p:b>")), body(element("<p:b>x</p:b>")), {})) {
    EXPECT_EQ(path, "/A/b");
  }
}

TEST(Canonical, TakesALargeMessage) {
  EXPECT_TRUE(canonical_body(body(element(repeated("<p:b>x</p:b>\n", 300'000)))));
}

}  // namespace
}  // namespace jembatan::xml
