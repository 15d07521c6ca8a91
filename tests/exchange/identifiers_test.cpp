#include "exchange/identifiers.h"

#include <gmock/gmock.h>

namespace jembatan::exchange {
namespace {

using lampiran::BadanUsaha;
using lampiran::KunciBadanUsaha;
using lampiran::Pekerja;
using lampiran::Pimpinan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

soap::Request of(lampiran::Rekaman rekaman, std::optional<KunciBadanUsaha> kunci = {}) {
  soap::Request request;
  request.rekaman = std::move(rekaman);
  request.kunci = std::move(kunci);
  return request;
}

Pekerja worker(const std::string& nik, lampiran::Teks jkn = {}) {
  Pekerja pekerja;
  pekerja.nik = nik;
  pekerja.nomor_kepesertaan_jkn = std::move(jkn);
  return pekerja;
}

TEST(Identifiers, AreThoseOfTheKeyAndOfAllRecordsEachOnce) {
  const auto request =
      of(std::vector{worker("3204056104909901", "0009999000001"), worker(" 3204056104909901 ")},
         KunciBadanUsaha{"01.999.001.9-999.000", "9999000000001", {}, {}});
  EXPECT_THAT(identifiers_of(request), ElementsAre("jkn:0009999000001", "nib:9999000000001",
                                                   "nik:3204056104909901", "npwp:0019990019999000"));
}

TEST(Identifiers, AreThoseOfAQuestionToo) {
  soap::Request request;
  request.nik = "3204056104909901";
  EXPECT_THAT(identifiers_of(request), ElementsAre("nik:3204056104909901"));
}

TEST(Identifiers, AreThoseOfTheRecordsOfAnAnswer) {
  soap::Response response;
  response.rekaman = std::vector{worker("3204056104909901")};
  EXPECT_THAT(identifiers_of(response), ElementsAre("nik:3204056104909901"));
}

TEST(Identifiers, LeaveOutWhatIdentifiesNobody) {
  EXPECT_THAT(identifiers_of(of(std::vector{BadanUsaha{}, BadanUsaha{}})), IsEmpty());
}

TEST(Identifiers, AreTypedAsTheyAreRecorded) {
  EXPECT_EQ(identifier("npwp", "01.999.001.9-999.000"), "npwp:0019990019999000");
  EXPECT_EQ(identifier("npwp", "0019990019999000"), "npwp:0019990019999000");
  EXPECT_EQ(identifier("nib", " 9999000000001 "), "nib:9999000000001");
  EXPECT_EQ(identifier("tdp", "10.11.1.46.99999"), "tdp:101114699999");
  EXPECT_EQ(identifier("nik", "3204056104909901"), "nik:3204056104909901");
  EXPECT_EQ(identifier("jkn", "0009999000001"), "jkn:0009999000001");
}

TEST(Identifiers, OfAnotherKindOrFormAreNone) {
  EXPECT_EQ(identifier("npwp", "12"), std::nullopt);
  EXPECT_EQ(identifier("nib", "-"), std::nullopt);
  EXPECT_EQ(identifier("nik", " "), std::nullopt);
  EXPECT_EQ(identifier("nik", "3204"), std::nullopt);
  EXPECT_EQ(identifier("nik", "abcdef"), std::nullopt);
  EXPECT_EQ(identifier("shoe", "42"), std::nullopt);
}

TEST(Companies, OfWorkersAreThatOfTheKey) {
  const auto request =
      of(std::vector{worker("3204056104909901")}, KunciBadanUsaha{{}, "9999000000001", {}, {"X-1"}});
  EXPECT_THAT(companies_of(request), ElementsAre("kode:X-1", "nib:9999000000001"));
}

TEST(Companies, OfCompaniesAreThoseOfEachRecord) {
  BadanUsaha one, other;
  one.nib = "9999000000001";
  other.nib = "9999000000002";
  EXPECT_THAT(companies_of(of(std::vector{one, other, one})),
              ElementsAre("nib:9999000000001", "nib:9999000000002"));
}

TEST(Companies, OfOfficersAreThoseOfEachRecordsKey) {
  Pimpinan one;
  one.badan_usaha = KunciBadanUsaha{{}, "9999000000001", {}, {}};
  EXPECT_THAT(companies_of(of(std::vector{one, Pimpinan{}})), ElementsAre("nib:9999000000001"));
}

TEST(Companies, ThatShareAnIdentifierAreOne) {
  const auto both = companies_of(
      of(std::vector<Pekerja>{}, KunciBadanUsaha{"01.999.001.9-999.000", "9999000000001", {}, {}}));
  const auto nib_only =
      companies_of(of(std::vector<Pekerja>{}, KunciBadanUsaha{{}, "9999000000001", {}, {}}));
  EXPECT_THAT(both, ::testing::Contains(nib_only.at(0)));
}

}  // namespace
}  // namespace jembatan::exchange
