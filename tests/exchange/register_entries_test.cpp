// What a message says for the register.

#include "exchange/register_entries.h"

#include <gtest/gtest.h>

namespace jembatan::exchange {
namespace {

using journal::Given;
using journal::RegisterKind;
using lampiran::Bagian;
using lampiran::Pihak;
namespace company = journal::company_field;
namespace worker = journal::worker_field;

constexpr const char* kNpwp = "0019990019999000";

soap::Request request_of(const char* operation, Bagian bagian, lampiran::Rekaman rekaman,
                         std::optional<lampiran::KunciBadanUsaha> kunci = {}) {
  soap::Request request;
  request.operasi = soap::find_operasi(bagian, operation);
  request.kunci = std::move(kunci);
  request.rekaman = std::move(rekaman);
  return request;
}

Given of_workers(std::vector<lampiran::Pekerja> workers, std::optional<lampiran::KunciBadanUsaha> kunci) {
  return given_by(request_of("KirimPekerja", Bagian::pekerja, std::move(workers), std::move(kunci)),
                  Pihak::kesatu);
}
Given of_company(const lampiran::BadanUsaha& record) {
  return given_by(request_of("KirimBadanUsaha", Bagian::badan_usaha, std::vector{record}), Pihak::kesatu);
}

lampiran::Pekerja pekerja(const char* nik) {
  lampiran::Pekerja record;
  record.nik = nik;
  return record;
}
lampiran::BadanUsaha badan_usaha() {
  lampiran::BadanUsaha record;
  record.npwp = kNpwp;
  record.nama = "PT Rekaan";
  return record;
}

const Given::Field* field(const Given& given, std::size_t record, std::uint8_t wanted) {
  for (std::uint32_t i = given.records.at(record).first; i < given.records[record].end; ++i) {
    if (given.fields[i].field == wanted) return &given.fields[i];
  }
  return nullptr;
}
std::string text(const Given& given, std::size_t record, std::uint8_t wanted) {
  const Given::Field* found = field(given, record, wanted);
  return found == nullptr ? "not given" : std::string(given.at(found->piece));
}
std::uint64_t plain(const Given& given, std::size_t record, std::uint8_t wanted) {
  const Given::Field* found = field(given, record, wanted);
  return found == nullptr ? ~std::uint64_t{0} : found->plain;
}

TEST(RegisterEntries, KnowACompanyByItsWeightiestIdentifierAndKeepTheOthers) {
  auto record = badan_usaha();
  record.nib = "9999000000015";
  const Given given = of_company(record);
  ASSERT_EQ(given.records.size(), 1U);
  EXPECT_EQ(given.at(given.records[0].company), "npwp:" + std::string(kNpwp));
  EXPECT_EQ(text(given, 0, company::nib), "nib:9999000000015");
}

TEST(RegisterEntries, TieABranchToItsHeadOffice) {
  auto record = badan_usaha();
  record.npwp = std::string(kNpwp) + "000003";
  const Given given = of_company(record);
  EXPECT_EQ(text(given, 0, company::npwp), "npwp:" + *record.npwp);
  EXPECT_EQ(text(given, 0, company::npwp_induk), "npwp:" + std::string(kNpwp));
}

TEST(RegisterEntries, TakeAnNpwpOf15DigitsAndOneOf16AsTheSameCompany) {
  auto record = badan_usaha();
  record.npwp = "01.999.001.9-999.000";
  const Given given = of_company(record);
  EXPECT_EQ(given.at(given.records[0].company), "npwp:" + std::string(kNpwp));
}

TEST(RegisterEntries, ListTheDivisionsOfAllActivities) {
  auto record = badan_usaha();
  record.kbli = {{"47111", {}}, {"13121", "2020"}, {"13122", {}}};
  EXPECT_EQ(plain(of_company(record), 0, company::divisi), 13U | 47U << 8U);
}

TEST(RegisterEntries, ComparePlacesToSomeMetres) {
  auto one = badan_usaha(), near = one, far = one;
  one.koordinat = {"-6.90001", "107.6"};
  near.koordinat = {"-6.900014", "107.60"};
  far.koordinat = {"-6.9012", "107.6"};
  const auto place = [](const auto& record) { return text(of_company(record), 0, company::koordinat); };
  EXPECT_EQ(place(one), place(near));
  EXPECT_NE(place(one), place(far));
}

TEST(RegisterEntries, CompareSectionDInWhateverOrder) {
  auto one = badan_usaha(), other = one, different = one;
  one.field_lain = {{"a", "1"}, {"b", "2"}};
  other.field_lain = {{"b", "2"}, {"a", "1"}};
  different.field_lain = {{"a", "2"}, {"b", "1"}};
  const auto fields = [](const auto& record) { return text(of_company(record), 0, company::field_lain); };
  EXPECT_EQ(fields(one), fields(other));
  EXPECT_NE(fields(one), fields(different));
}

TEST(RegisterEntries, TellEqualValuesOfTwoFieldsApart) {
  auto record = badan_usaha();
  record.nomor_telepon = record.nomor_telepon_pengelola = "083900000001";
  const Given given = of_company(record);
  EXPECT_NE(text(given, 0, company::nomor_telepon), text(given, 0, company::nomor_telepon_pengelola));
}

TEST(RegisterEntries, PutWorkersUnderTheMessagesCompany) {
  const Given given = of_workers({pekerja("3204056104909901")}, lampiran::KunciBadanUsaha{kNpwp, {}, {}, {}});
  ASSERT_EQ(given.records.size(), 1U);
  EXPECT_EQ(given.records[0].kind, RegisterKind::pekerja);
  EXPECT_EQ(given.at(given.records[0].company), "npwp:" + std::string(kNpwp));
  EXPECT_EQ(given.at(given.records[0].subject), "nik:3204056104909901");
  EXPECT_EQ(plain(given, 0, worker::wilayah), 3204U);
}

TEST(RegisterEntries, KeepWhatAKeySaysBeyondItsFirstIdentifier) {
  const Given given =
      of_workers({pekerja("3204056104909901")}, lampiran::KunciBadanUsaha{kNpwp, "9999000000015", {}, {}});
  ASSERT_EQ(given.records.size(), 2U);
  EXPECT_EQ(given.records[0].kind, RegisterKind::badan_usaha);
  EXPECT_EQ(given.records[0].record, 0U);
  EXPECT_EQ(text(given, 0, company::nib), "nib:9999000000015");
}

TEST(RegisterEntries, TakeNothingFromAnAskersKey) {
  auto question = request_of("DaftarPekerja", Bagian::pekerja, std::vector<lampiran::Pekerja>{},
                             lampiran::KunciBadanUsaha{kNpwp, "9999000000015", {}, {}});
  soap::Response answer;
  answer.rekaman = std::vector{pekerja("3204056104909901")};
  const Given given = given_by(question, answer, Pihak::kedua);
  ASSERT_EQ(given.records.size(), 1U);
  EXPECT_EQ(given.party, 1);
  EXPECT_EQ(given.at(given.records[0].company), "npwp:" + std::string(kNpwp));
}

TEST(RegisterEntries, KnowAWorkerWithoutNikByThePassport) {
  lampiran::Pekerja record;
  record.nama = "Contoh Rekaan";
  record.field_lain = {{"nomorPaspor", "x9900001"}};
  const Given given = of_workers({record}, {});
  EXPECT_EQ(given.at(given.records.at(0).subject), "paspor:X9900001");
  EXPECT_EQ(field(given, 0, worker::wilayah), nullptr);
}

TEST(RegisterEntries, LeaveOutARecordThatSaysNothing) {
  EXPECT_TRUE(of_workers({lampiran::Pekerja{}}, {}).records.empty());
}

TEST(RegisterEntries, KeepTheAcceptedRecordsAndTheKeyWhereThereIsOne) {
  const lampiran::KunciBadanUsaha kunci{kNpwp, "9999000000015", {}, {}};
  const auto judged = [&kunci](bool first, bool second) {
    Given given = of_workers({pekerja("3204056104909901"), pekerja("3204056104909902")}, kunci);
    keep_accepted(given, {{1, first, {}}, {2, second, {}}});
    std::vector<std::uint32_t> records;
    for (const auto& record : given.records) records.push_back(record.record);
    return records;
  };
  EXPECT_EQ(judged(false, true), (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(judged(true, true), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_TRUE(judged(false, false).empty());
}

}  // namespace
}  // namespace jembatan::exchange
