// What the contract's schemas say, and how far one bad value reaches.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "xml/envelopes.h"

namespace jembatan::xml {
namespace {

using ::testing::AllOf;
using testing::body;
using ::testing::ElementsAre;
using ::testing::Field;
using testing::good_key;
using testing::good_worker;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kirim_pekerja;
using ::testing::Matcher;
using ::testing::Not;
using testing::refusal_of;
using testing::repeated;
using testing::schemas;
using ::testing::SizeIs;
using testing::violations_of;

Matcher<Violation> value(std::size_t urutan, const std::string& elemen) {
  return AllOf(Field(&Violation::value, true), Field(&Violation::urutan, urutan),
               Field(&Violation::elemen, elemen));
}
Matcher<Violation> structural(std::size_t urutan, const std::string& elemen) {
  return AllOf(Field(&Violation::value, false), Field(&Violation::urutan, urutan),
               Field(&Violation::elemen, elemen));
}

std::string worker(const std::string& content) {
  return "<p:pekerja>" + content + "</p:pekerja>";
}
const std::string bad_date = worker("<p:tanggalLahir>21-04-1990</p:tanggalLahir>");

Refusal invalid(const std::string& records, const std::string& key = good_key) {
  Refusal refusal = refusal_of(body(kirim_pekerja(records, key)));
  EXPECT_EQ(refusal.reason, Reason::invalid) << refusal.what;
  return refusal;
}

// Values

TEST(GuardValues, ABadDateInTheSecondRecordDoesNotRefuseTheMessage) {
  EXPECT_THAT(violations_of(body(kirim_pekerja(good_worker + bad_date + good_worker))),
              ElementsAre(value(2, "tanggalLahir")));
}

TEST(GuardValues, AllOfSeveralRecordsAreCollected) {
  const std::string two =
      worker("<p:nik>" + repeated("1", 31) + "</p:nik><p:jumlahAnggotaKeluarga>-1</p:jumlahAnggotaKeluarga>");
  EXPECT_THAT(violations_of(body(kirim_pekerja(bad_date + good_worker + two))),
              ElementsAre(value(1, "tanggalLahir"), value(3, "nik"), value(3, "jumlahAnggotaKeluarga")));
}

TEST(GuardValues, ADateThatIsNotInTheCalendarIsOne) {
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:tanggalLahir>1990-02-30</p:tanggalLahir>")))),
              ElementsAre(value(1, "tanggalLahir")));
}

TEST(GuardValues, ADateWithAZoneIsNone) {
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:tanggalLahir>1990-04-21+07:00</p:tanggalLahir>")))),
              IsEmpty());
}

TEST(GuardValues, AnEmptyDateIsOne) {
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:tanggalLahir/>")))),
              ElementsAre(value(1, "tanggalLahir")));
}

TEST(GuardValues, AnEmptyTextIsNone) {
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:nik/><p:nama></p:nama>")))), IsEmpty());
}

TEST(GuardValues, LengthCountsCharactersAndNotBytes) {
  const std::string nama = repeated("\xC3\xA9", 255);
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:nama>" + nama + "</p:nama>")))), IsEmpty());
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:nama>" + nama + "x</p:nama>")))),
              ElementsAre(value(1, "nama")));
}

TEST(GuardValues, ReferencesCountAsTheirCharacter) {
  const std::string nama = repeated("&amp;&#65;", 127);
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:nama>" + nama + "</p:nama>")))), IsEmpty());
}

TEST(GuardValues, ReferencesInAnAttributeCountAsTheirCharacter) {
  const std::string field = "<p:fieldLain nama=\"" + repeated("&amp;", 100) + "\">x</p:fieldLain>";
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker(field)))), IsEmpty());
}

TEST(GuardValues, AnAttributesValueBelongsToItsElement) {
  const std::string field = "<p:fieldLain nama=\"" + repeated("n", 101) + "\">x</p:fieldLain>";
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker(field)))), ElementsAre(value(1, "fieldLain")));
}

TEST(GuardValues, OneElementWithTwoOfThemIsReportedOnce) {
  const std::string field =
      "<p:fieldLain nama=\"" + repeated("n", 101) + "\">" + repeated("x", 1025) + "</p:fieldLain>";
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker(field)))), SizeIs(1));
}

TEST(GuardValues, ACoordinateInsideARecordBelongsToTheRecord) {
  const std::string record =
      "<b:badanUsaha><b:koordinat><b:lintang>6,2 "
      "LS</b:lintang><b:bujur>106.8</b:bujur></b:koordinat></b:badanUsaha>";
  EXPECT_THAT(
      violations_of(body("<b:KirimBadanUsaha><b:idPesan>a</b:idPesan>" + record + "</b:KirimBadanUsaha>")),
      ElementsAre(value(1, "lintang")));
}

TEST(GuardValues, AKeyInsideARecordBelongsToTheRecord) {
  const std::string record =
      "<m:pimpinan><m:badanUsaha><u:npwp>" + repeated("1", 31) + "</u:npwp></m:badanUsaha></m:pimpinan>";
  EXPECT_THAT(
      violations_of(body("<m:KirimPimpinan><m:idPesan>a</m:idPesan>" + record + "</m:KirimPimpinan>")),
      ElementsAre(value(1, "npwp")));
}

TEST(GuardValues, ACompanyKeyOutsideTheRecordsIsReportedWithoutANumber) {
  const std::string key = "<p:badanUsaha><u:npwp>" + repeated("1", 31) + "</u:npwp></p:badanUsaha>";
  EXPECT_THAT(violations_of(body(kirim_pekerja(good_worker, key))), ElementsAre(value(0, "npwp")));
}

TEST(GuardValues, AKeyOfAReadIsReportedWithoutANumber) {
  EXPECT_THAT(violations_of(body("<b:AmbilBadanUsaha><b:idPesan>a</b:idPesan><b:kunci><u:nib>" +
                                 repeated("1", 31) + "</u:nib></b:kunci></b:AmbilBadanUsaha>")),
              ElementsAre(value(0, "nib")));
}

TEST(GuardValues, AnswersHaveRecordsToo) {
  EXPECT_THAT(violations_of(body("<p:DaftarPekerjaResponse><p:nomorPertukaran>7</p:nomorPertukaran>" +
                                 good_worker + bad_date + "</p:DaftarPekerjaResponse>")),
              ElementsAre(value(2, "tanggalLahir")));
}

TEST(GuardValues, TheOneRecordOfAReadIsTheFirst) {
  EXPECT_THAT(violations_of(body("<p:AmbilPekerjaResponse><p:nomorPertukaran>7</p:nomorPertukaran>" +
                                 bad_date + "</p:AmbilPekerjaResponse>")),
              ElementsAre(value(1, "tanggalLahir")));
}

TEST(GuardValues, ViolationsHoldTheLineAndTheTypeButNeverTheValue) {
  const auto violations = violations_of("\n\n" + body(kirim_pekerja(bad_date)));
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_EQ(violations[0].line, 3U);
  EXPECT_EQ(violations[0].what, "not a value of type xs:date");
}

TEST(GuardValues, ATextThatImitatesTheLibrarysMessageIsNotRepeated) {
  const auto violations =
      violations_of(body(kirim_pekerja(worker("<p:tanggalLahir>rahasia' type 'xs:date</p:tanggalLahir>"))));
  ASSERT_THAT(violations, SizeIs(1));
  EXPECT_THAT(violations[0].what, Not(HasSubstr("rahasia")));
}

TEST(GuardValues, TooManyOfThemRefuseTheMessage) {
  GuardLimits limits;
  limits.violations = 3;
  const auto result = guard(body(kirim_pekerja(repeated(bad_date, 3))), schemas(), limits);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, Reason::over_limit);
}

// Outside the records

TEST(GuardOutside, ABadIdPesanRefusesTheMessage) {
  const Refusal refusal =
      refusal_of(body("<p:AmbilPekerja><p:idPesan>a b</p:idPesan><p:nik>1</p:nik></p:AmbilPekerja>"));
  EXPECT_EQ(refusal.reason, Reason::invalid);
  EXPECT_THAT(refusal.violations, ElementsAre(value(0, "idPesan")));
}

TEST(GuardOutside, ABadJumlahDataRefusesTheMessage) {
  EXPECT_THAT(invalid("<p:jumlahData>0</p:jumlahData>" + good_worker).violations,
              ElementsAre(value(0, "jumlahData")));
}

TEST(GuardOutside, ABatasOver1000RefusesTheMessage) {
  EXPECT_EQ(refusal_of(body("<p:DaftarPekerja><p:idPesan>a</p:idPesan>" + good_key +
                            "<p:batas>1001</p:batas></p:DaftarPekerja>"))
                .reason,
            Reason::invalid);
}

TEST(GuardOutside, AnUnknownStatusInAnAnswerRefusesTheMessage) {
  EXPECT_EQ(refusal_of(body("<p:KirimPekerjaResponse><p:nomorPertukaran>7</p:nomorPertukaran>"
                            "<p:status>MUNGKIN</p:status></p:KirimPekerjaResponse>"))
                .reason,
            Reason::invalid);
}

TEST(GuardOutside, AVerdictIsNoRecord) {
  EXPECT_EQ(
      refusal_of(
          body("<p:KirimPekerjaResponse><p:nomorPertukaran>7</p:nomorPertukaran><p:status>SELESAI</p:status>"
               "<p:hasil><u:urutan>x</u:urutan><u:status>DITERIMA</u:status></p:hasil></"
               "p:KirimPekerjaResponse>"))
          .reason,
      Reason::invalid);
}

// Structure

TEST(GuardStructure, AWrongOrderRefusesTheMessage) {
  EXPECT_THAT(invalid(good_worker + worker("<p:nama>Siti Contoh</p:nama><p:nik>1</p:nik>")).violations,
              ElementsAre(structural(2, "nik")));
}

TEST(GuardStructure, OnlyWhatRefusesIsListed) {
  EXPECT_THAT(invalid(bad_date + worker("<p:x/>")).violations, ElementsAre(structural(2, "")));
}

TEST(GuardStructure, ANameThatTheContractDoesNotDeclareIsNotRepeated) {
  const auto violations = invalid(worker("<p:N3204056104909901/>")).violations;
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].elemen, "");
  EXPECT_EQ(violations[0].what.find("N3204056104909901"), std::string::npos);
}

TEST(GuardStructure, AllOfSeveralRecordsAreListed) {
  EXPECT_THAT(invalid(worker("<p:x/>") + good_worker + worker("<p:fieldLain>1</p:fieldLain>")).violations,
              ElementsAre(structural(1, ""), structural(3, "fieldLain")));
}

TEST(GuardStructure, AFieldWithoutItsNameOutweighsItsLongValue) {
  EXPECT_THAT(invalid(worker("<p:fieldLain>" + repeated("x", 1025) + "</p:fieldLain>")).violations,
              ElementsAre(structural(1, "fieldLain")));
}

TEST(GuardStructure, AnElementOfAnotherNamespaceRefuses) {
  invalid(worker("<u:nik>1</u:nik>"));
}
TEST(GuardStructure, AnElementTwiceRefuses) {
  invalid(worker("<p:nik>1</p:nik><p:nik>2</p:nik>"));
}
TEST(GuardStructure, AChildInATextElementRefuses) {
  invalid(worker("<p:nik>1<p:b/></p:nik>"));
}
TEST(GuardStructure, TextBetweenElementsRefuses) {
  invalid(worker("x<p:nik>1</p:nik>"));
}
TEST(GuardStructure, TextAfterTheLastElementRefuses) {
  invalid(worker("<p:nik>1</p:nik>x"));
}
TEST(GuardStructure, AnUnknownAttributeRefuses) {
  invalid(worker("<p:nik x='1'>1</p:nik>"));
}
TEST(GuardStructure, AnIdRefuses) {
  invalid("<p:pekerja id='a'/>");
}
TEST(GuardStructure, AHrefRefuses) {
  invalid("<p:pekerja href='#a'/>");
}
TEST(GuardStructure, ABatchWithoutRecordsRefuses) {
  invalid("");
}
TEST(GuardStructure, ABatchWithoutKeyRefuses) {
  invalid(good_worker, "");
}
TEST(GuardStructure, RecordsBeforeTheCountRefuse) {
  invalid(good_worker + "<p:jumlahData>1</p:jumlahData>");
}
TEST(GuardStructure, ANilRefuses) {
  invalid(worker("<p:nik xsi:nil='true'/>"));
}
TEST(GuardStructure, ANilThatIsNoBooleanRefuses) {
  invalid(worker("<p:nik xsi:nil='x'>1</p:nik>"));
}
TEST(GuardStructure, ATypeThatDoesNotExistRefuses) {
  invalid(worker("<p:nik xsi:type='u:Apa'>1</p:nik>"));
}
TEST(GuardStructure, ATypeOfNoNamespaceRefuses) {
  invalid(worker("<p:nik xsi:type='q:Apa'>1</p:nik>"));
}
TEST(GuardStructure, ATypeThatIsNoNameRefuses) {
  invalid(worker("<p:nik xsi:type='1 2'>1</p:nik>"));
}
TEST(GuardStructure, AnotherTypeRefuses) {
  invalid(worker("<p:nik xsi:type='u:Teks10'>1</p:nik>"));
}
TEST(GuardStructure, AnEncodedArrayRefuses) {
  invalid("<p:pekerja xmlns:e='http://schemas.xmlsoap.org/soap/encoding/' e:arrayType='p:Pekerja[1]'/>");
}
TEST(GuardStructure, AnAttachmentRefuses) {
  invalid(
      worker("<p:nik><xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='cid:1'/></p:nik>"));
}
TEST(GuardStructure, AnInclusionRefuses) {
  invalid(worker("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>"));
}

TEST(GuardStructure, SixtyFourFieldsPassAndSixtyFiveDoNot) {
  const std::string field = "<p:fieldLain nama='a'>1</p:fieldLain>";
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker(repeated(field, 64))))), IsEmpty());
  EXPECT_THAT(invalid(worker(repeated(field, 65))).violations, ElementsAre(structural(1, "fieldLain")));
}

TEST(GuardStructure, TheDeclaredTypeMayBeNamed) {
  EXPECT_THAT(violations_of(body(kirim_pekerja(worker("<p:nik xsi:type='u:Teks30'>1</p:nik>")))), IsEmpty());
}

TEST(GuardStructure, APrefixMeansWhatTheInnermostDeclarationSays) {
  EXPECT_THAT(
      violations_of(body("<u:AmbilPekerja xmlns:u='urn:jembatan:pekerja:1' xmlns:w='urn:jembatan:umum:1'>"
                         "<u:idPesan>a</u:idPesan><u:nik xsi:type='w:Teks30'>1</u:nik></u:AmbilPekerja>")),
      IsEmpty());
}

TEST(GuardStructure, SchemaLocationsAreNotFollowed) {
  EXPECT_THAT(
      violations_of(body(kirim_pekerja(
          "<p:pekerja xsi:schemaLocation='urn:jembatan:pekerja:1 file:///nowhere/x.xsd "
          "urn:q http://127.0.0.1:1/q.xsd' xsi:noNamespaceSchemaLocation='http://127.0.0.1:1/x.xsd'/>"))),
      IsEmpty());
}

TEST(GuardStructure, ThousandRecordsPassAndOneMoreIsOverTheLimit) {
  EXPECT_THAT(violations_of(body(kirim_pekerja(repeated(good_worker, 1000)))), IsEmpty());
  EXPECT_EQ(refusal_of(body(kirim_pekerja(repeated(good_worker, 1001)))).reason, Reason::over_limit);
}

TEST(GuardStructure, ABadMessageThatIsAlsoCutShortIsMalformed) {
  const std::string bytes = body(kirim_pekerja(worker("<p:x/>")));
  EXPECT_EQ(refusal_of(bytes.substr(0, bytes.size() - 3)).reason, Reason::malformed);
}

}  // namespace
}  // namespace jembatan::xml
