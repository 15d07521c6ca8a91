// Guard and codec beside each other: what one accepts the other reads, and what is written is what was meant.

#include <gtest/gtest.h>

#include "exchange/random_messages.h"
#include "soap/codec.h"
#include "soap/samples.h"
#include "xml/canonical.h"

namespace jembatan::exchange {
namespace {

using soap::Request;
using soap::Response;
using soap::SoapVersion;
using soap::samples::same;

class Differential : public testing::TestWithParam<SoapVersion> {
 protected:
  /// What the guard found wrong with it; "" when nothing.
  std::string objections(std::string_view bytes) {
    const auto guarded = xml::guard(bytes, schemas_);
    if (!guarded)
      return guarded.error().what +
             (guarded.error().violations.empty() ? "" : ": " + guarded.error().violations[0].what);
    return guarded->violations.empty() ? ""
                                       : guarded->violations[0].elemen + ": " + guarded->violations[0].what;
  }
  base::Result<Request, std::string> decode(std::string_view bytes, const soap::Operasi& operasi) {
    return codec_.decode_request(bytes, soap::namespace_of(operasi.bagian), operasi.nama);
  }

  xml::SchemaSet schemas_;
  soap::Codec codec_;
  RandomMessages random_{20201103};
};

TEST_P(Differential, RequestsAreAcceptedAndReadAsTheyWereMeant) {
  for (int round = 0; round < 100; ++round) {
    for (const auto& operasi : soap::semua_operasi()) {
      const Request request = random_.request(operasi);
      const std::string bytes = codec_.encode(request, GetParam());
      ASSERT_EQ(objections(bytes), "") << bytes;
      const auto decoded = decode(bytes, operasi);
      ASSERT_TRUE(decoded) << decoded.error() << "\n" << bytes;
      ASSERT_TRUE(same(request, *decoded)) << bytes;
    }
  }
}

TEST_P(Differential, AnswersAreAcceptedAndReadAsTheyWereMeant) {
  for (int round = 0; round < 100; ++round) {
    for (const auto& operasi : soap::semua_operasi()) {
      const Response response = random_.response(operasi);
      const std::string bytes = codec_.encode(response, GetParam());
      ASSERT_EQ(objections(bytes), "") << bytes;
      const auto decoded = codec_.decode_response(bytes, operasi);
      ASSERT_TRUE(decoded) << decoded.error() << "\n" << bytes;
      const auto* const kept = std::get_if<Response>(&*decoded);
      ASSERT_TRUE(kept != nullptr && same(response, *kept)) << bytes;
    }
  }
}

TEST_P(Differential, ForeignXmlIsReadAsItWasMeantAndWrittenAgainAsTheSame) {
  for (int round = 0; round < 100; ++round) {
    for (const auto& operasi : soap::semua_operasi()) {
      const Request request = random_.request(operasi);
      const std::string bytes = random_.foreign_xml(request, GetParam());
      ASSERT_EQ(objections(bytes), "") << bytes;
      const auto decoded = decode(bytes, operasi);
      ASSERT_TRUE(decoded) << decoded.error() << "\n" << bytes;
      ASSERT_TRUE(same(request, *decoded)) << bytes;
      const std::string written = codec_.encode(*decoded, GetParam());
      ASSERT_EQ(objections(written), "") << written;
      ASSERT_EQ(xml::canonical_body(written), xml::canonical_body(bytes)) << bytes << "\n" << written;
    }
  }
}

TEST_P(Differential, DamagedRequestsThatTheGuardAcceptsAreReadByTheCodec) {
  int accepted = 0;
  for (int round = 0; round < 200; ++round) {
    for (const auto& operasi : soap::semua_operasi()) {
      const std::string bytes = random_.damaged(random_.foreign_xml(random_.request(operasi), GetParam()));
      const auto guarded = xml::guard(bytes, schemas_);
      if (!guarded || guarded->element != operasi.nama) continue;
      ++accepted;
      const auto decoded = codec_.decode_request(bytes, guarded->namespace_uri, guarded->element);
      ASSERT_TRUE(decoded) << decoded.error() << "\n" << bytes;
    }
  }
  EXPECT_GT(accepted, 100);
}

TEST_P(Differential, DamagedAnswersThatTheGuardAcceptsAreReadByTheCodec) {
  int accepted = 0;
  for (int round = 0; round < 200; ++round) {
    for (const auto& operasi : soap::semua_operasi()) {
      const std::string bytes = random_.damaged(codec_.encode(random_.response(operasi), GetParam()));
      const auto guarded = xml::guard(bytes, schemas_);
      if (!guarded || guarded->element != std::string(operasi.nama) + "Response") continue;
      ++accepted;
      const auto decoded = codec_.decode_response(bytes, operasi);
      ASSERT_TRUE(decoded) << decoded.error() << "\n" << bytes;
    }
  }
  EXPECT_GT(accepted, 100);
}

INSTANTIATE_TEST_SUITE_P(Versions, Differential, testing::Values(SoapVersion::v11, SoapVersion::v12),
                         [](const auto& version) {
                           return version.param == SoapVersion::v11 ? "Soap11" : "Soap12";
                         });

}  // namespace
}  // namespace jembatan::exchange
