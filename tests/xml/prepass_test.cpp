#include "xml/prepass.h"

#include <gtest/gtest.h>

#include "xml/envelopes.h"

namespace jembatan::xml {
namespace {

using testing::good_message;
using testing::repeated;
using namespace std::string_literals;

struct Case {
  std::string name, bytes;
};

std::string print_name(const ::testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

class Passes : public ::testing::TestWithParam<Case> {};
TEST_P(Passes, WhatIsPlainXml) {
  const auto defect = prepass(GetParam().bytes, {});
  EXPECT_FALSE(defect) << defect->what;
}
INSTANTIATE_TEST_SUITE_P(
    Prepass, Passes,
    ::testing::Values(
        Case{"AGoodMessage", good_message()}, Case{"AByteOrderMark", "\xEF\xBB\xBF<a/>"},
        Case{"ADeclaration", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>"},
        Case{"ADeclarationInSmallLetters", "<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>"},
        Case{"ADeclarationWithoutEncoding", "<?xml version=\"1.0\"?>\n<a/>"},
        Case{"PredefinedEntities", "<a b='&lt;&gt;'>&amp;&quot;&apos;</a>"},
        Case{"CharacterReferences", "<a>&#9;&#xA;&#x10FFFF;&#xe9;</a>"},
        Case{"LettersOfAllLengths", "<a>\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80</a>"},
        Case{"TheLastLegalCharacters", "<a>\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD\xF4\x8F\xBF\xBF</a>"},
        Case{"Comments", "<a><!-- <b> & ' - \" --></a>"},
        Case{"CharacterData", "<a><![CDATA[<b> & ]] > ]]></a>"},
        Case{"WhiteSpaceInTags", "<a\n b = '1'\t\r\n></a >"},
        Case{"ANameOf256Bytes", "<" + repeated("n", 256) + "/>"},
        Case{"SixtyFourAttributes", "<a" + repeated(" b='1'", 64) + "/>"},
        Case{"ThirtyTwoLevels", repeated("<a>", 32) + repeated("</a>", 32)},
        Case{"ManySiblings", "<a>" + repeated("<b/>", 10'000) + "</a>"}),
    print_name);

class Malformed : public ::testing::TestWithParam<Case> {};
TEST_P(Malformed, IsRefused) {
  const auto defect = prepass(GetParam().bytes, {});
  ASSERT_TRUE(defect);
  EXPECT_EQ(defect->reason, Reason::malformed);
}
INSTANTIATE_TEST_SUITE_P(
    Prepass, Malformed,
    ::testing::Values(
        Case{"Nothing", ""}, Case{"OnlyAByteOrderMark", "\xEF\xBB\xBF"}, Case{"ADoctype", "<!DOCTYPE a><a/>"},
        Case{"ADoctypeInSmallLetters", "<!doctype a><a/>"},
        Case{"ADoctypeAfterTheDeclaration", "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"x.dtd\"><a/>"},
        Case{"AnEntityDeclaration", "<a><!ENTITY x 'y'></a>"},
        Case{"AStylesheet", "<?xml-stylesheet href='x.xsl'?><a/>"},
        Case{"AProcessingInstructionInside", "<a><?php echo 1 ?></a>"},
        Case{"AProcessingInstructionAfter", "<a/><?x?>"},
        Case{"APretendedDeclaration", "<?xmlversion=\"1.0\"?><a/>"},
        Case{"ADeclarationAfterASpace", " <?xml version=\"1.0\"?><a/>"},
        Case{"ADeclarationThatDoesNotEnd", "<?xml version=\"1.0\""},
        Case{"AnotherEncoding", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"},
        Case{"Utf16Declared", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"},
        Case{"Utf7Declared", "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>"},
        Case{"AnEncodingThatOnlyBeginsRight", "<?xml version=\"1.0\" encoding=\"UTF-8x\"?><a/>"},
        Case{"AnotherXmlVersion", "<?xml version=\"1.1\"?><a/>"}, Case{"Utf16Bytes", "\xFF\xFE<\0a\0/\0>\0"s},
        Case{"ANulInText", "<a>x\0y</a>"s}, Case{"ANulInAnAttribute", "<a b='\0'/>"s},
        Case{"ANulInAComment", "<a><!--\0--></a>"s}, Case{"ANulInAName", "<a\0b/>"s},
        Case{"AControlCharacter", "<a>\x01</a>"}, Case{"AnEscape", "<a>\x1B[0m</a>"},
        Case{"AnOverlongLess", "<a>\xC0\xBC</a>"}, Case{"AnOverlongOfThree", "<a>\xE0\x80\xBC</a>"},
        Case{"AnOverlongOfFour", "<a>\xF0\x80\x80\xBC</a>"}, Case{"ASurrogate", "<a>\xED\xA0\x80</a>"},
        Case{"TheLastSurrogate", "<a>\xED\xBF\xBF</a>"}, Case{"BeyondUnicode", "<a>\xF4\x90\x80\x80</a>"},
        Case{"AContinuationAlone", "<a>\x80</a>"}, Case{"ASequenceCutByATag", "<a>\xE2\x82</a>"},
        Case{"ASequenceCutByTheEnd", "<a>\xE2\x82"}, Case{"Latin1", "<a>caf\xE9</a>"},
        Case{"Fffe", "<a>\xEF\xBF\xBE</a>"}, Case{"Ffff", "<a>\xEF\xBF\xBF</a>"},
        Case{"BadUtf8InAName", "<a\xC0\xBC/>"}, Case{"BadUtf8InAComment", "<a><!--\xFF--></a>"},
        Case{"BadUtf8InCharacterData", "<a><![CDATA[\xFF]]></a>"}, Case{"AnUnknownEntity", "<a>&x;</a>"},
        Case{"AnEntityInAnAttribute", "<a b='&x;'/>"}, Case{"ABareAmpersand", "<a>& b</a>"},
        Case{"AReferenceToNul", "<a>&#0;</a>"}, Case{"AReferenceToAControlCharacter", "<a>&#x1F;</a>"},
        Case{"AReferenceToASurrogate", "<a>&#xD800;</a>"}, Case{"AReferenceToFfff", "<a>&#xFFFF;</a>"},
        Case{"AReferenceBeyondUnicode", "<a>&#x110000;</a>"},
        Case{"AReferenceThatWouldOverflow", "<a>&#4294967361;&#x100000041;</a>"},
        Case{"AReferenceOfManyDigits", "<a>&#" + repeated("9", 100'000) + ";</a>"},
        Case{"AnEmptyReference", "<a>&#;</a>"}, Case{"AReferenceWithoutEnd", "<a>&#65</a>"},
        Case{"AReferenceThatIsNoNumber", "<a>&#6A;</a>"}, Case{"ALessInAnAttribute", "<a b='<'/>"},
        Case{"AnUnquotedAttribute", "<a b=1/>"}, Case{"AnAttributeWithoutValue", "<a b/>"},
        Case{"AnUnfinishedAttribute", "<a b='1"}, Case{"AnUnfinishedTag", "<a"},
        Case{"AnUnfinishedEndTag", "<a></a"}, Case{"AnUnfinishedComment", "<a><!-- -"},
        Case{"AnUnfinishedCharacterData", "<a><![CDATA[ ]]"}, Case{"AnEndWithoutStart", "</a>"},
        Case{"ATagWithoutName", "<a>< b></a>"}),
    print_name);

class OverLimit : public ::testing::TestWithParam<Case> {};
TEST_P(OverLimit, IsRefused) {
  const auto defect = prepass(GetParam().bytes, {});
  ASSERT_TRUE(defect);
  EXPECT_EQ(defect->reason, Reason::over_limit);
}
INSTANTIATE_TEST_SUITE_P(
    Prepass, OverLimit,
    ::testing::Values(Case{"SixtyFiveAttributes", "<a" + repeated(" b='1'", 65) + "/>"},
                      Case{"ThirtyThreeLevels", repeated("<a>", 33) + repeated("</a>", 33)},
                      Case{"AnEmptyElementAtLevel33", repeated("<a>", 32) + "<a/>" + repeated("</a>", 32)},
                      Case{"AnElementNameOf257Bytes", "<" + repeated("n", 257) + "/>"},
                      Case{"AnAttributeNameOf257Bytes", "<a " + repeated("n", 257) + "='1'/>"},
                      Case{"AnEndTagNameOf257Bytes", "<a></" + repeated("n", 257) + ">"},
                      Case{"ANameOfManyLongLetters", "<" + repeated("\xC3\xA9", 129) + "/>"},
                      Case{"NamespacesPiledUp", "<a" + repeated(" xmlns:b='urn:b'", 40) + "><a" +
                                                    repeated(" xmlns:b='urn:b'", 40) + "/></a>"}),
    print_name);

TEST(Prepass, CountsOnlyTheNamespacesInScope) {
  const std::string element = "<b" + repeated(" xmlns:c='urn:c'", 40) + "></b>";
  EXPECT_FALSE(prepass("<a>" + repeated(element, 100) + "</a>", {}));
}

TEST(Prepass, SaysWhereTheDefectIs) {
  EXPECT_EQ(prepass("<a>\x01</a>", {})->offset, 3U);
}

TEST(Prepass, TakesItsLimitsFromTheCaller) {
  GuardLimits limits;
  limits.depth = 1;
  EXPECT_TRUE(prepass("<a><b/></a>", limits));
}

TEST(Prepass, CapsADepthLimitThatItCannotFollow) {
  GuardLimits limits;
  limits.depth = 100'000;
  EXPECT_TRUE(prepass(repeated("<a>", 257), limits));
}

}  // namespace
}  // namespace jembatan::xml
