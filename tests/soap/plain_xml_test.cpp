#include "soap/plain_xml.h"

#include <gtest/gtest.h>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(PlainXml, HasNoCommentsInstructionsAndCdata) {
  EXPECT_EQ(plain_xml("<?xml version=\"1.0\"?><!-- <b> --><a>x<!-- > -->y<?p <?></a>"), "<a>xy</a>");
  EXPECT_EQ(plain_xml("<a><![CDATA[<b>&amp; ]] />\r\n]]>z</a>"), "<a>&lt;b&gt;&amp;amp; ]] /&gt;\nz</a>");
}

TEST(PlainXml, EscapesTheGreaterThanOutsideMarkup) {
  EXPECT_EQ(plain_xml("<a b='/>'>/></a>"), "<a b='/&gt;'>/&gt;</a>");
  EXPECT_EQ(plain_xml("<a b=\"'>\" c='\">'/>"), "<a b=\"'&gt;\" c='\"&gt;'/>");
}

TEST(PlainXml, HasLineFeedsOnlyAndBlanksInAttributes) {
  EXPECT_EQ(plain_xml("<a\r\nb='1\t2\r\n3\r4'\n>\t\r\n5\r6\n</a>"), "<a\r\nb='1 2 3 4'\n>\t\n5\n6\n</a>");
}

TEST(PlainXml, WritesReferencesShortOrAsTheCharacter) {
  EXPECT_EQ(plain_xml("<a b='&#x0000A;&#x9;'>&#x00000026;&#13;&lt;</a>"),
            "<a b='&#10;&#9;'>&#38;&#13;&lt;</a>");
  EXPECT_EQ(plain_xml("<a>&#128;&#x7FF;&#x800;&#xFFFD;&#x10000;&#x10FFFF;</a>"),
            "<a>\u0080\u07FF\u0800\uFFFD\U00010000\U0010FFFF</a>");
}

TEST(PlainXml, IsTheSameInPiecesOfEverySize) {
  const std::string much = repeated(">", 40'000) + repeated("&#x41;", 20'000) + repeated("\r\n", 20'001);
  const std::string sections =
      "<![CDATA[" + repeated("&]", 40'000) + "]]><![CDATA[" + repeated("]", 40'000) + "]]>";
  const std::string expected = repeated("&gt;", 40'000) + repeated("&#65;", 20'000) + repeated("\n", 20'001) +
                               repeated("&amp;]", 40'000) + repeated("]", 40'000);
  const std::string bytes = "<a>" + much + sections + "</a>";
  EXPECT_EQ(plain_xml(bytes), "<a>" + expected + "</a>");
  for (const std::size_t size : {1UL, 7UL, 65'536UL}) {
    PlainXml plain(bytes);
    std::string read, buffer(size, ' ');
    while (const std::size_t count = plain.read(buffer.data(), size)) read.append(buffer, 0, count);
    EXPECT_EQ(read, "<a>" + expected + "</a>") << size;
  }
}

TEST(PlainXml, LeavesWhatIsNotXmlBroken) {
  EXPECT_EQ(plain_xml("<a>&#x110000;&#0;&#;&#x;&x"), "<a>&#x110000;&#0;&#;&#x;&x");
  for (const char* bytes :
       {"", "<", "<a", "<a b='", "<a b='c", "<!--", "<!-- -", "<![CDATA[", "<![CDATA[x]]", "<?", "&"}) {
    EXPECT_EQ(plain_xml(bytes).find("</"), std::string::npos) << bytes;
  }
}

TEST(PlainXml, IsWhatThisRoomWrites) {
  Codec codec;
  for (const Operasi& operasi : semua_operasi()) {
    const std::string bytes = codec.encode(samples::full_response(operasi), SoapVersion::v12);
    EXPECT_EQ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + plain_xml(bytes), bytes);
  }
  EXPECT_TRUE(is_plain_xml(codec.encode(samples::named("Siti & Rekaan"), SoapVersion::v11)));
}

TEST(PlainXml, MayHaveLineEndsAroundTheEnvelope) {
  EXPECT_TRUE(is_plain_xml("<?xml version=\"1.0\"?>\n<a>b</a>\r\n"));
  EXPECT_TRUE(is_plain_xml("\n<a>b</a>"));
}

TEST(PlainXml, IsNotAssumedWhereGsoapCouldReadItWrong) {
  for (const char* bytes :
       {"<a>\r</a>", "<a b='\n'/>", "<a b='\t'/>", "<a>&#x1F600;</a>", "<a><![CDATA[]]></a>", "<e:Header>",
        "<a><!----></a>", "<a>b</a>\n<!-- -->", "<?xml ?>\n<!-- --><a/>"}) {
    EXPECT_FALSE(is_plain_xml(bytes)) << bytes;
  }
}

}  // namespace
}  // namespace jembatan::soap
