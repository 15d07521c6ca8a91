// What the bytes look like that others have to read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

using lampiran::Bagian;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Envelope, StartsWithTheDeclaration) {
  Codec codec;
  for (const Operasi& operasi : semua_operasi()) {
    EXPECT_THAT(codec.encode(samples::full_request(operasi), SoapVersion::v11),
                StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
  }
}

TEST(Envelope, FollowsTheVersionAskedForMessageByMessage) {
  Codec codec;
  const Request request = samples::named("Siti");
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(codec.encode(request, SoapVersion::v12),
                HasSubstr("http://www.w3.org/2003/05/soap-envelope"));
    EXPECT_THAT(codec.encode(request, SoapVersion::v11),
                HasSubstr("http://schemas.xmlsoap.org/soap/envelope/"));
  }
}

TEST(Envelope, DoesNotDependOnTheVersionDecodedBefore) {
  Codec codec;
  const Request request = samples::named("Siti");
  const std::string v11 = codec.encode(request, SoapVersion::v11);
  const std::string v12 = codec.encode(request, SoapVersion::v12);
  ASSERT_TRUE(samples::decode(codec, v12, *request.operasi));
  EXPECT_EQ(codec.encode(request, SoapVersion::v11), v11);
  ASSERT_TRUE(samples::decode(codec, v11, *request.operasi));
  EXPECT_EQ(codec.encode(request, SoapVersion::v12), v12);
}

TEST(Envelope, DeclaresOnlyTheNamespacesOfItsSection) {
  Codec codec;
  const std::string bytes = codec.encode(samples::named("Siti"), SoapVersion::v11);
  EXPECT_THAT(bytes, HasSubstr("\"urn:jembatan:pekerja:1\""));
  EXPECT_THAT(bytes, HasSubstr("\"urn:jembatan:umum:1\""));
  EXPECT_THAT(bytes, Not(HasSubstr("badan-usaha:1")));
  EXPECT_THAT(bytes, Not(HasSubstr("XMLSchema")));
  EXPECT_THAT(bytes, Not(HasSubstr("soap/encoding")));
}

TEST(Envelope, WritesElementsInTheContractsOrder) {
  Codec codec;
  const std::string bytes = codec.encode(
      samples::full_request(samples::operasi(Bagian::badan_usaha, "KirimBadanUsaha")), SoapVersion::v11);
  std::size_t at = 0;
  for (const char* element : {"KirimBadanUsaha", "idPesan", "jumlahData", "badanUsaha", "npwp", "nib", "tdp",
                              "nama", "kbli", "alamat", "nomorTelepon", "nomorTeleponPengelola", "email",
                              "koordinat", "lintang", "bujur", "jumlahPekerja", "fieldLain"}) {
    const std::size_t found = bytes.find(":" + std::string(element), at);
    ASSERT_NE(found, std::string::npos) << element;
    at = found;
  }
}

TEST(Envelope, PutsTheChildrenOfSharedTypesInUmum) {
  Codec codec;
  EXPECT_THAT(codec.encode(samples::full_request(samples::operasi(Bagian::pekerja, "PotensiPekerja")),
                           SoapVersion::v11),
              HasSubstr("<pekerja:badanUsaha><umum:npwp>"));
  EXPECT_THAT(codec.encode(samples::full_response(samples::operasi(Bagian::pimpinan, "KirimPimpinan")),
                           SoapVersion::v11),
              HasSubstr("<pimpinan:hasil><umum:urutan>1</umum:urutan><umum:status>DITERIMA</umum:status>"));
}

TEST(Envelope, LeavesAbsentElementsOutAndWritesEmptyOnes) {
  Codec codec;
  Request request = samples::named("");
  const std::string bytes = codec.encode(request, SoapVersion::v11);
  EXPECT_THAT(bytes, HasSubstr("<pekerja:pekerja><pekerja:nama/></pekerja:pekerja>"));
  EXPECT_THAT(bytes, Not(HasSubstr("jumlahData")));
}

}  // namespace
}  // namespace jembatan::soap
