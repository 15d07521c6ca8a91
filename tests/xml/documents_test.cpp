#include "xml/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "xml/envelopes.h"
#include "xml/operations.h"

namespace jembatan::xml {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string file(const std::string& path) {
  std::ifstream in(std::string(JEMBATAN_SOURCE) + "/" + path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::size_t count(std::string_view text, std::string_view piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != text.npos; at = text.find(piece, at + 1)) ++found;
  return found;
}

TEST(Documents, AreTheThreeWsdlsAndTheFourSchemas) {
  EXPECT_EQ(documents().size(), 7U);
}

TEST(Documents, AreTheFilesByteForByte) {
  for (const Document& document : documents()) {
    const std::string folder = document.name.ends_with(".xsd") ? "schemas/" : "wsdl/";
    EXPECT_EQ(document.text, file(folder + std::string(document.name))) << document.name;
  }
}

TEST(Documents, AreFoundByTheirExactNameOnly) {
  ASSERT_NE(document_named("umum.xsd"), nullptr);
  EXPECT_EQ(document_named("umum.xsd")->name, "umum.xsd");
  EXPECT_EQ(document_named("../schemas/umum.xsd"), nullptr);
  EXPECT_EQ(document_named("UMUM.XSD"), nullptr);
  EXPECT_EQ(document_named(""), nullptr);
}

TEST(WsdlFor, PutsTheAddressIntoBothPorts) {
  const std::string wsdl = wsdl_for("badan-usaha", "https://jembatan.example:8443");
  EXPECT_EQ(count(wsdl, "location=\"https://jembatan.example:8443/ws/badan-usaha\""), 2U);
  EXPECT_THAT(wsdl, Not(HasSubstr("127.0.0.1")));
}

TEST(WsdlFor, ChangesNothingElse) {
  EXPECT_EQ(wsdl_for("pimpinan", "http://127.0.0.1:8081"), document_named("pimpinan.wsdl")->text);
}

TEST(WsdlFor, EscapesTheAddress) {
  EXPECT_THAT(wsdl_for("pekerja", "http://x.example/?a=1&b=\"<>"),
              HasSubstr("location=\"http://x.example/?a=1&amp;b=&quot;&lt;&gt;/ws/pekerja\""));
}

TEST(WsdlFor, HasNoWsdlOfAnUnknownSection) {
  EXPECT_EQ(wsdl_for("umum", "http://x.example"), "");
}

TEST(Operations, AreTheGlobalElementsOfTheSchemas) {
  std::size_t declared = 0;
  for (const Document& document : documents()) {
    if (document.name.ends_with(".xsd")) declared += count(document.text, "\n  <xs:element name=\"");
  }
  EXPECT_EQ(body_elements().size(), declared - 1) << "all but Kesalahan";

  for (const BodyElement& element : body_elements()) {
    const std::string section(element.namespace_uri.substr(13, element.namespace_uri.size() - 15));
    ASSERT_NE(document_named(section + ".xsd"), nullptr) << section;
    EXPECT_THAT(document_named(section + ".xsd")->text,
                HasSubstr("\n  <xs:element name=\"" + std::string(element.name) + "\">"));
  }
}

TEST(Operations, HaveTheRecordsThatTheSchemasRepeat) {
  EXPECT_EQ(record_element("KirimPekerja"), "pekerja");
  EXPECT_EQ(record_element("SelaraskanBadanUsaha"), "badanUsaha");
  EXPECT_EQ(record_element("KirimPimpinan"), "pimpinan");
  EXPECT_EQ(record_element("DaftarPekerjaResponse"), "pekerja");
  EXPECT_EQ(record_element("AmbilPimpinanResponse"), "pimpinan");
}

TEST(Operations, OfVerdictsAndQuestionsHaveNoRecords) {
  EXPECT_EQ(record_element("KirimPekerjaResponse"), "");
  EXPECT_EQ(record_element("StatusPesan"), "");
  EXPECT_EQ(record_element("Fault"), "");
}

TEST(SchemaSet, MayBeMadeAgainAndMoved) {
  SchemaSet first;
  SchemaSet second = std::move(first);
  EXPECT_TRUE(guard(testing::good_message(), second));
}

}  // namespace
}  // namespace jembatan::xml
