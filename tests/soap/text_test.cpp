// A value arrives as it was sent, whatever it holds.

#include <gtest/gtest.h>

#include "soap/codec.h"
#include "soap/numbers.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

class Text : public testing::Test {
 protected:
  lampiran::Teks round_trip(const std::string& nama) {
    const Request request = samples::named(nama);
    const auto decoded = samples::decode(codec_, codec_.encode(request, SoapVersion::v11), *request.operasi);
    return decoded ? samples::name_in(*decoded) : std::nullopt;
  }
  lampiran::Teks read(const std::string& written) {
    const Request request = samples::named("@");
    std::string bytes = codec_.encode(request, SoapVersion::v11);
    bytes.replace(bytes.find('@'), 1, written);
    const auto decoded = samples::decode(codec_, bytes, *request.operasi);
    return decoded ? samples::name_in(*decoded) : std::nullopt;
  }
  std::string written(const std::string& nama) {
    const std::string bytes = codec_.encode(samples::named(nama), SoapVersion::v11);
    const auto from = bytes.find("<pekerja:nama>") + 14;
    return bytes.substr(from, bytes.find("</pekerja:nama>") - from);
  }
  Codec codec_;
};

TEST_F(Text, KeepsLeadingAndTrailingBlanks) {
  for (const std::string nama : {" ", "  Siti  ", "\tSiti\n", "\n\n", "\r", "Siti\r\nRekaan\r"}) {
    EXPECT_EQ(round_trip(nama), nama);
  }
}

TEST_F(Text, KeepsEveryPlaneOfUnicode) {
  for (const std::string nama :
       {"Nyoman Sudéwi", "名前", "\U0001F600 x \U0010FFFD", "\u0085\u2028\u00A0", "e\u0301", "\uFEFFawal"}) {
    EXPECT_EQ(round_trip(nama), nama);
  }
}

TEST_F(Text, KeepsWhatXmlHasToEscape) {
  for (const std::string nama :
       {"<b>&amp;</b>", "]]>", "a]]>b", "&", "&#65;", "\"'", "<!-- x -->", "<![CDATA[x]]>", "\x7F"}) {
    EXPECT_EQ(round_trip(nama), nama);
  }
}

TEST_F(Text, WritesMarkupAndCarriageReturnsAsReferences) {
  EXPECT_EQ(written("a<b>&\r]]>"), "a&lt;b&gt;&amp;&#xD;]]&gt;");
}

TEST_F(Text, KeepsLongValuesWhole) {
  for (const std::size_t length : {1023U, 1024U, 65'535U, 65'536U, 200'000U}) {
    const std::string nama(length, 'x');
    EXPECT_EQ(round_trip(nama), nama);
  }
}

TEST_F(Text, KeepsAttributesExactly) {
  Request request = samples::bare_request(samples::operasi(lampiran::Bagian::badan_usaha, "KirimBadanUsaha"));
  auto& record = std::get<std::vector<lampiran::BadanUsaha>>(request.rekaman).front();
  record.kbli = {{" 62019 ", " 20\"20' "}, {"62019", "<&>"}};
  record.field_lain = {{"a\tb\nc\rd", "x"}, {" é \U0001F600 ", "\r\n"}};
  const auto decoded = samples::decode(codec_, codec_.encode(request, SoapVersion::v12), *request.operasi);
  ASSERT_TRUE(decoded) << decoded.error();
  EXPECT_TRUE(samples::same(request, *decoded));
}

TEST_F(Text, ReadsCharacterReferences) {
  EXPECT_EQ(read("&#83;&#x69;&#xE9;&#233;&#x20AC;&#x1F600;&#128512;"), "Sié\u00E9€\U0001F600\U0001F600");
  EXPECT_EQ(read("&#x0000000000E9;&#0000000000065;&#x10FFFD;x"), "\u00E9A\U0010FFFDx");
  EXPECT_EQ(read("&lt;&gt;&amp;&quot;&apos;"), "<>&\"'");
  EXPECT_EQ(read("a&#13;&#10;&#9;b"), "a\r\n\tb");
  EXPECT_EQ(read("&amp;lt;&#38;amp;"), "&lt;&amp;");
}

TEST_F(Text, ReadsCdataSections) {
  EXPECT_EQ(read("<![CDATA[Siti <Rekaan> & ]] é]]>"), "Siti <Rekaan> & ]] é");
  EXPECT_EQ(read("a<![CDATA[b]]>c<![CDATA[]]>d"), "abcd");
  EXPECT_EQ(read("<![CDATA[&lt;]]>&lt;"), "&lt;<");
  EXPECT_EQ(read("<![CDATA[]]]]><![CDATA[>]]>"), "]]>");
}

TEST_F(Text, DropsCommentsInsideValues) {
  EXPECT_EQ(read("Si<!-- tidak -->ti"), "Siti");
  EXPECT_EQ(read("<!-- a -->Siti<!-- b - c -->"), "Siti");
}

TEST_F(Text, ReadsLineEndsAsXmlDefinesThem) {
  EXPECT_EQ(read("a\r\nb\rc\nd\r"), "a\nb\nc\nd\n");
  EXPECT_EQ(read("<![CDATA[a\r\nb]]>"), "a\nb");
}

TEST(PositiveNumber, ReadsWhatTheSchemaAllows) {
  EXPECT_EQ(positive_number("1"), 1U);
  EXPECT_EQ(positive_number(" \n+0012\t"), 12U);
  EXPECT_EQ(positive_number("18446744073709551615"), more_than_any);
  EXPECT_EQ(positive_number("99999999999999999999999"), more_than_any);
}

TEST(PositiveNumber, RefusesEverythingElse) {
  for (const char* text :
       {"", " ", "+", "-1", "0", "000", "1.0", "1e3", "1 2", "0x1", "++1", "satu", "1\u00A0"}) {
    EXPECT_EQ(positive_number(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace jembatan::soap
