// The fault codes of the schema and those of the program are the same, and no
// fault can carry another.

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "exchange/doorway.h"
#include "exchange/faults.h"
#include "exchange/world.h"
#include "xml/guard.h"

namespace jembatan::exchange {
namespace {

std::set<std::string> declared() {
  std::ifstream file(JEMBATAN_SOURCE "/schemas/umum.xsd");
  std::stringstream text;
  text << file.rdbuf();
  const std::string schema = text.str();
  const std::size_t from = schema.find("<xs:simpleType name=\"KodeKesalahan\">");
  const std::string type = schema.substr(from, schema.find("</xs:simpleType>", from) - from);
  const std::regex value("<xs:enumeration value=\"([^\"]*)\"");
  std::set<std::string> all;
  for (std::sregex_iterator at(type.begin(), type.end(), value), end; at != end; ++at) all.insert((*at)[1]);
  return all;
}

/// Of every value that has a word; far more are tried than there are.
std::vector<soap::Kode> all_codes() {
  std::vector<soap::Kode> all;
  for (int value = 0; value < 256; ++value) {
    if (!soap::name(static_cast<soap::Kode>(value)).empty()) all.push_back(static_cast<soap::Kode>(value));
  }
  return all;
}

TEST(FaultCodes, OfTheProgramAreThoseOfTheSchema) {
  std::set<std::string> ours;
  for (const soap::Kode kode : all_codes()) ours.emplace(soap::name(kode));
  EXPECT_EQ(ours, declared());
  EXPECT_EQ(ours.size(), static_cast<std::size_t>(soap::Kode::kesalahan_internal) + 1);
}

TEST(FaultCodes, OfTheSchemaAreEachRead) {
  for (const std::string& word : declared()) {
    const auto kode = soap::kode_named(word);
    ASSERT_TRUE(kode) << word;
    EXPECT_EQ(soap::name(*kode), word);
  }
}

TEST(FaultCodes, OfEachFaultAreLawfulUnderTheSchemaInBothVersions) {
  const xml::SchemaSet schemas;
  soap::Codec codec;
  const std::set<std::string> lawful = declared();
  for (const soap::Kode kode : all_codes()) {
    for (const auto version : {soap::SoapVersion::v11, soap::SoapVersion::v12}) {
      soap::Fault fault = make_fault(kode, "Sebab.", "Cause.");
      fault.nomor_pertukaran = 7;
      const std::string bytes = codec.encode(fault, version);
      const auto guarded = xml::guard(bytes, schemas);
      ASSERT_TRUE(guarded) << soap::name(kode) << ": " << guarded.error().what;
      EXPECT_TRUE(guarded->violations.empty()) << soap::name(kode);
      std::smatch found;
      ASSERT_TRUE(std::regex_search(bytes, found, std::regex("kode>([A-Z_]*)</")));
      EXPECT_EQ(lawful.count(found[1]), 1U) << found[1];
    }
  }
}

class Stranger : public World {};

TEST_F(Stranger, WhoseSignatureIsWrongGetsAFaultThatIsInTheJournalWithTheReasonOnlyThere) {
  Arrival arrival = arrival_of_bytes("");
  arrival.stranger = "signature: X-timestamp is too old";
  const Reply reply = gateway.handle(arrival);
  EXPECT_EQ(fault(reply).kode, soap::Kode::pihak_tidak_dikenal);
  EXPECT_EQ(fault(reply).nomor_pertukaran, reply.number);
  EXPECT_EQ(reply.body.find("too old"), std::string::npos);
  EXPECT_EQ(entry(reply.number).outcome, "PIHAK_TIDAK_DIKENAL");
  EXPECT_EQ(entry(reply.number).state, journal::State::refused);
  EXPECT_EQ(kedua.calls, 0);
}

TEST_F(Stranger, IsAnsweredInTheSoapVersionThatHeAnnounces) {
  Arrival arrival = arrival_of_bytes("");
  arrival.stranger = "signature: no";
  arrival.content_type = "application/soap+xml";
  const Reply reply = gateway.handle(arrival);
  EXPECT_EQ(reply.http_status, 400U);
  EXPECT_EQ(reply.content_type, soap::content_type(soap::SoapVersion::v12));
}

}  // namespace
}  // namespace jembatan::exchange
