// Messages as other toolkits write them, and answers that are not the contract's.

#include <gtest/gtest.h>

#include <string>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

using lampiran::Bagian;

constexpr std::string_view env11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view env12 = "http://www.w3.org/2003/05/soap-envelope";

std::string envelope(std::string_view body, std::string_view header = "", std::string_view version = env11) {
  std::string bytes = "<e:Envelope xmlns:e=\"" + std::string(version) + "\">";
  bytes.append(header).append("<e:Body>").append(body).append("</e:Body></e:Envelope>");
  return bytes;
}

class ForeignMessage : public testing::Test {
 protected:
  base::Result<Request, std::string> read(const std::string& bytes, std::string_view nama = "KirimPekerja") {
    return samples::decode(codec_, bytes, samples::operasi(Bagian::pekerja, nama));
  }
  base::Result<std::variant<Response, Fault>, std::string> answer(const std::string& body,
                                                                  std::string_view nama) {
    return codec_.decode_response(
        envelope("<" + std::string(nama) + "Response xmlns='urn:jembatan:pekerja:1'>" + body + "</" +
                 std::string(nama) + "Response>"),
        samples::operasi(Bagian::pekerja, nama));
  }
  Codec codec_;
};

constexpr std::string_view batch_in_default_namespaces =
    "<KirimPekerja xmlns='urn:jembatan:pekerja:1'><idPesan>p-1</idPesan>"
    "<badanUsaha><npwp xmlns='urn:jembatan:umum:1'>0019990019999000</npwp></badanUsaha>"
    "<pekerja><nama>Siti</nama></pekerja></KirimPekerja>";

TEST_F(ForeignMessage, IsReadInDefaultNamespaces) {
  const auto request = read(envelope(batch_in_default_namespaces));
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(samples::name_in(*request), "Siti");
  EXPECT_EQ(request->kunci->npwp, "0019990019999000");
}

TEST_F(ForeignMessage, IsReadWithPrefixesThatMeanSomethingElseToUs) {
  const auto request = read(
      envelope("<umum:KirimPekerja xmlns:umum='urn:jembatan:pekerja:1' xmlns:pekerja='urn:jembatan:umum:1'>"
               "<umum:idPesan>p-1</umum:idPesan><umum:badanUsaha><pekerja:nib>9999000000017</pekerja:nib></"
               "umum:badanUsaha>"
               "<umum:pekerja><umum:nama>Siti</umum:nama></umum:pekerja></umum:KirimPekerja>"));
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(request->kunci->nib, "9999000000017");
  EXPECT_EQ(samples::name_in(*request), "Siti");
}

TEST_F(ForeignMessage, IsReadWithCommentsAndWhiteSpaceBetweenElements) {
  const auto request = read(
      "<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a --><e:Envelope xmlns:e='" + std::string(env12) +
      "'>\n <!-- b --> <e:Header/>\n<e:Body>\n<!-- c -->\n"
      "<k:KirimPekerja xmlns:k='urn:jembatan:pekerja:1'><!-- d --> <k:idPesan>p-1</k:idPesan>\n\t<!-- e -->"
      "<k:badanUsaha/> <k:jumlahData> +01 </k:jumlahData><k:pekerja>\n<k:nama>Siti</k:nama><!-- f -->"
      "</k:pekerja></k:KirimPekerja>\n</e:Body><!-- g --></e:Envelope>\n<!-- h -->\n");
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(samples::name_in(*request), "Siti");
  EXPECT_EQ(request->jumlah_data, 1U);
}

TEST_F(ForeignMessage, IsReadBehindAByteOrderMark) {
  EXPECT_TRUE(read("\xEF\xBB\xBF" + envelope(batch_in_default_namespaces)));
}

TEST_F(ForeignMessage, IsReadWithHeadersThatNeedNotBeUnderstood) {
  const auto request =
      read(envelope(batch_in_default_namespaces,
                    "<e:Header><w:Action xmlns:w='urn:lain' e:mustUnderstand='0'>x<w:b/></w:Action>"
                    "<MessageID xmlns='urn:lain'>1</MessageID></e:Header>"));
  EXPECT_TRUE(request) << request.error();
}

// gSOAP by itself takes "/>" in a text for the end of an element it skips, and would read the inner body.
TEST_F(ForeignMessage, CannotSmuggleAnotherBodyInItsHeader) {
  const std::string other =
      "<e:Body><KirimPekerja xmlns='urn:jembatan:pekerja:1'><idPesan>lain</idPesan><badanUsaha/><pekerja>"
      "<nama>Lain</nama></pekerja></KirimPekerja></e:Body>";
  for (const std::string text :
       {"/>/>/>", "<![CDATA[/>/>/>]]>", "<c a='/>/>/>/>'/>", "<!--/>/>/>-->", "/&#62;"}) {
    const auto request = read(
        envelope(batch_in_default_namespaces, "<e:Header><h xmlns='urn:lain'><Envelope><Header><b>" + text +
                                                  "</b></Header>" + other + "</Envelope></h></e:Header>"));
    ASSERT_TRUE(request) << request.error();
    EXPECT_EQ(samples::name_in(*request), "Siti") << text;
  }
  for (const std::string text : {"/>/>/>", "<![CDATA[/>/>/>]]>", "<c a='/>/>/>/>'/>"}) {
    const auto request = read(envelope(batch_in_default_namespaces,
                                       "<e:Header><h xmlns='urn:lain'><e:Envelope><e:Header><b>" + text +
                                           "</b></e:Header>" + other + "</e:Envelope></h></e:Header>"));
    EXPECT_TRUE(!request || samples::name_in(*request) == "Siti") << text;
  }
}

TEST_F(ForeignMessage, IsReadWithTypeAttributes) {
  const auto request = read(envelope(
      "<KirimPekerja xmlns='urn:jembatan:pekerja:1' xmlns:x='http://www.w3.org/2001/XMLSchema-instance' "
      "xmlns:p='urn:jembatan:pekerja:1' xmlns:u='urn:jembatan:umum:1' x:schemaLocation='urn:a b'>"
      "<idPesan x:type='u:IdPesan'>p-1</idPesan><badanUsaha x:type='u:KunciBadanUsaha'/>"
      "<pekerja x:type='p:Pekerja'><nama x:type='u:Teks255'>Siti</nama></pekerja></KirimPekerja>"));
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(samples::name_in(*request), "Siti");
}

TEST_F(ForeignMessage, ReadsBlanksInAttributesAsXmlDefinesThem) {
  const auto request = read(
      envelope("<KirimPekerja xmlns='urn:jembatan:pekerja:1'><idPesan>p-1</idPesan><badanUsaha/><pekerja>"
               "<fieldLain nama='a\nb&#10;c'>x</fieldLain></pekerja></KirimPekerja>"));
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(std::get<std::vector<lampiran::Pekerja>>(request->rekaman).at(0).field_lain.at(0).nama, "a b\nc");
}

TEST_F(ForeignMessage, OfAnotherOperationIsRefused) {
  EXPECT_FALSE(read(envelope(batch_in_default_namespaces), "SelaraskanPekerja"));
}

TEST_F(ForeignMessage, OfNoOperationIsRefused) {
  EXPECT_FALSE(codec_.decode_request(envelope("<x/>"), "urn:jembatan:pekerja:1", "Kirim"));
  EXPECT_FALSE(codec_.decode_request(envelope("<x/>"), "urn:lain", "KirimPekerja"));
}

TEST_F(ForeignMessage, WithoutAnEnvelopeIsRefused) {
  EXPECT_FALSE(read(std::string(batch_in_default_namespaces)));
  EXPECT_FALSE(read("<e:Envelope xmlns:e='urn:lain'><e:Body/></e:Envelope>"));
  EXPECT_FALSE(read(envelope("")));
}

TEST_F(ForeignMessage, WithoutItsKeyOrNameIsRefused) {
  const auto without_key = read(envelope(
      "<KirimPekerja xmlns='urn:jembatan:pekerja:1'><idPesan>p-1</idPesan><pekerja/></KirimPekerja>"));
  ASSERT_FALSE(without_key);
  EXPECT_EQ(without_key.error(), "the company key is missing");
  EXPECT_FALSE(read(envelope("<KirimPekerja xmlns='urn:jembatan:pekerja:1'><badanUsaha/></KirimPekerja>")));
}

TEST_F(ForeignMessage, WithABadNumberIsRefusedWithoutTheNumberInTheError) {
  const auto request =
      read(envelope("<DaftarPekerja xmlns='urn:jembatan:pekerja:1'><idPesan>p-1</idPesan><badanUsaha/>"
                    "<batas>1001</batas></DaftarPekerja>"),
           "DaftarPekerja");
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().find("1001"), std::string::npos);
}

TEST_F(ForeignMessage, KeepsACountThatIsTooLargeToMatch) {
  const auto request =
      read(envelope("<KirimPekerja xmlns='urn:jembatan:pekerja:1'><idPesan>p-1</idPesan><badanUsaha/>"
                    "<jumlahData>99999999999999999999999</jumlahData><pekerja/></KirimPekerja>"));
  ASSERT_TRUE(request) << request.error();
  EXPECT_GT(request->jumlah_data, 1000U);
}

TEST_F(ForeignMessage, WithReferencesBetweenElementsDoesNotFollowThem) {
  const auto request =
      read(envelope("<KirimPekerja xmlns='urn:jembatan:pekerja:1'><idPesan>p-1</idPesan><badanUsaha/>"
                    "<pekerja id='a'><nama>Siti</nama></pekerja><pekerja href='#a'/></KirimPekerja>"));
  ASSERT_TRUE(request) << request.error();
  EXPECT_EQ(std::get<std::vector<lampiran::Pekerja>>(request->rekaman).at(1).nama, std::nullopt);
}

TEST_F(ForeignMessage, AnswersWithUnknownWordsAreRefused) {
  EXPECT_TRUE(answer("<nomorPertukaran>1</nomorPertukaran><status>SELESAI</status>", "KirimPekerja"));
  EXPECT_FALSE(answer("<nomorPertukaran>1</nomorPertukaran><status>BERES</status>", "KirimPekerja"));
  EXPECT_FALSE(answer("<nomorPertukaran>1</nomorPertukaran><status/>", "KirimPekerja"));
  EXPECT_FALSE(
      answer("<nomorPertukaran>1</nomorPertukaran><status>SELESAI</status><hasil>"
             "<urutan xmlns='urn:jembatan:umum:1'>1</urutan><status xmlns='urn:jembatan:umum:1'>BAIK</status>"
             "</hasil>",
             "KirimPekerja"));
  EXPECT_FALSE(
      answer("<nomorPertukaran>1</nomorPertukaran><statusPesan>HILANG</statusPesan>", "StatusPesan"));
}

TEST_F(ForeignMessage, AnswersWithBadNumbersAreRefused) {
  EXPECT_FALSE(answer("<nomorPertukaran>-1</nomorPertukaran><status>SELESAI</status>", "KirimPekerja"));
  EXPECT_FALSE(answer("<status>SELESAI</status>", "KirimPekerja"));
  EXPECT_FALSE(answer("<nomorPertukaran>99999999999999999999</nomorPertukaran><status>SELESAI</status>",
                      "KirimPekerja"));
}

TEST_F(ForeignMessage, AnswersKeepUrutanForTheExchangeToJudge) {
  const auto response = answer(
      "<nomorPertukaran>1</nomorPertukaran><status>SELESAI</status><hasil>"
      "<urutan xmlns='urn:jembatan:umum:1'>77</urutan><status "
      "xmlns='urn:jembatan:umum:1'>DITERIMA</status></hasil>",
      "KirimPekerja");
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(std::get<Response>(*response).hasil.at(0).urutan, 77U);
}

TEST_F(ForeignMessage, AnUnknownRegistrationStatusIsRefused) {
  const auto& operasi = samples::operasi(Bagian::badan_usaha, "StatusPendaftaran");
  const auto read_status = [&](const std::string& word) {
    return codec_.decode_response(
        envelope("<StatusPendaftaranResponse xmlns='urn:jembatan:badan-usaha:1'><nomorPertukaran>1"
                 "</nomorPertukaran><status>" +
                 word + "</status></StatusPendaftaranResponse>"),
        operasi);
  };
  EXPECT_TRUE(read_status("NONAKTIF"));
  EXPECT_FALSE(read_status("nonaktif"));
}

TEST_F(ForeignMessage, TheAnswerToAnotherOperationIsRefused) {
  Response response = samples::full_response(samples::operasi(Bagian::pekerja, "KirimPekerja"));
  const std::string bytes = codec_.encode(response, SoapVersion::v11);
  EXPECT_FALSE(codec_.decode_response(bytes, samples::operasi(Bagian::pekerja, "SelaraskanPekerja")));
  EXPECT_FALSE(codec_.decode_response(bytes, samples::operasi(Bagian::pimpinan, "KirimPimpinan")));
}

}  // namespace
}  // namespace jembatan::soap
