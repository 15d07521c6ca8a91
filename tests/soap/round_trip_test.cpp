// Every operation, both SOAP versions, with everything and with only what is required.

#include <gtest/gtest.h>

#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

class RoundTrip : public testing::TestWithParam<SoapVersion> {
 protected:
  void expect_kept(const Request& request) {
    const std::string bytes = codec_.encode(request, GetParam());
    const auto decoded = samples::decode(codec_, bytes, *request.operasi);
    ASSERT_TRUE(decoded) << decoded.error() << "\n" << bytes;
    EXPECT_TRUE(samples::same(request, *decoded)) << bytes;
  }
  void expect_kept(const Response& response) {
    const std::string bytes = codec_.encode(response, GetParam());
    const auto decoded = codec_.decode_response(bytes, *response.operasi);
    ASSERT_TRUE(decoded) << decoded.error() << "\n" << bytes;
    const auto* const kept = std::get_if<Response>(&*decoded);
    ASSERT_NE(kept, nullptr);
    EXPECT_TRUE(samples::same(response, *kept)) << bytes;
  }
  Codec codec_;
};

TEST_P(RoundTrip, KeepsRequestsWithEverything) {
  for (const Operasi& operasi : semua_operasi()) expect_kept(samples::full_request(operasi));
}

TEST_P(RoundTrip, KeepsRequestsWithOnlyWhatIsRequired) {
  for (const Operasi& operasi : semua_operasi()) expect_kept(samples::bare_request(operasi));
}

TEST_P(RoundTrip, KeepsAnswersWithEverything) {
  for (const Operasi& operasi : semua_operasi()) expect_kept(samples::full_response(operasi));
}

TEST_P(RoundTrip, KeepsAnswersWithOnlyWhatIsRequired) {
  for (const Operasi& operasi : semua_operasi()) expect_kept(samples::bare_response(operasi));
}

TEST_P(RoundTrip, KeepsEveryStatusWord) {
  Response response = samples::full_response(samples::operasi(lampiran::Bagian::pimpinan, "KirimPimpinan"));
  for (const auto status : {StatusKiriman::selesai, StatusKiriman::tertunda, StatusKiriman::ditolak}) {
    response.status = status;
    expect_kept(response);
  }
  response = samples::full_response(samples::operasi(lampiran::Bagian::pimpinan, "StatusPesan"));
  for (const auto status : {StatusPesan::tidak_dikenal, StatusPesan::tertunda, StatusPesan::ragu,
                            StatusPesan::selesai, StatusPesan::ditolak}) {
    response.status_pesan = status;
    expect_kept(response);
  }
}

TEST_P(RoundTrip, KeepsAThousandRecordsInTheirOrder) {
  Request request = samples::bare_request(samples::operasi(lampiran::Bagian::pekerja, "KirimPekerja"));
  std::vector<lampiran::Pekerja> all(1000);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].nama = "Rekaan " + std::to_string(i);
  request.rekaman = all;
  expect_kept(request);
}

TEST_P(RoundTrip, TellsAbsentFromPresentAndEmpty) {
  Request request = samples::bare_request(samples::operasi(lampiran::Bagian::badan_usaha, "KirimBadanUsaha"));
  auto& record = std::get<std::vector<lampiran::BadanUsaha>>(request.rekaman).front();
  record.nama = "";
  record.kbli = {{"", ""}, {"", std::nullopt}};
  record.koordinat.emplace().bujur = "";
  expect_kept(request);
}

INSTANTIATE_TEST_SUITE_P(Versions, RoundTrip, testing::Values(SoapVersion::v11, SoapVersion::v12),
                         [](const auto& version) {
                           return version.param == SoapVersion::v11 ? "Soap11" : "Soap12";
                         });

}  // namespace
}  // namespace jembatan::soap
