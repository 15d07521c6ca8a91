// What holds whatever the records hold.

#include <gtest/gtest.h>

#include <random>

#include "lampiran/records.h"

namespace jembatan::lampiran::testing {
namespace {

/// Good values, near misses and noise.
class Source {
 public:
  explicit Source(unsigned seed) : random_(seed) {}

  std::string value() {
    static const std::string known[] = {"3204056104909901",
                                        "-",
                                        "",
                                        "0",
                                        "1990-04-21",
                                        "2019-03-01Z",
                                        "AKTIF",
                                        "PKWTT",
                                        "5",
                                        "99999999999999999999",
                                        "+62 839-0000-001",
                                        "-6.9412",
                                        "13121",
                                        "1262",
                                        "PT Contoh Jaya",
                                        "\xc2\xa0",
                                        "Jos\xc3\xa9",
                                        "N/A",
                                        "01.999.001.9-999.000",
                                        "kewarganegaraan",
                                        "ESP",
                                        "nomorPaspor"};
    if (pick(3) != 0) return known[pick(std::size(known))];
    std::string noise;
    for (auto count = pick(40); count > 0; --count) noise += static_cast<char>(pick(256));
    return pick(20) == 0 ? std::string(2000, 'x') + noise : noise;
  }
  Teks optional() { return pick(4) == 0 ? Teks{} : Teks{value()}; }
  std::size_t pick(std::size_t below) { return random_() % below; }

  template <class Record>
  Record record(Bagian bagian) {
    Record made;
    for (const Butir& row : butir()) {
      if (row.bagian == bagian) with_value(made, row, [&](auto& slot) { fill(slot); });
    }
    return made;
  }

 private:
  void fill(Teks& slot) { slot = optional(); }
  void fill(std::vector<Kbli>& slot) {
    for (auto count = pick(4); count > 0; --count) slot.push_back({value(), optional()});
  }
  void fill(std::optional<Koordinat>& slot) {
    if (pick(2) == 0) slot = Koordinat{optional(), optional()};
  }
  void fill(std::vector<FieldLain>& slot) {
    for (auto count = pick(3); count > 0; --count) slot.push_back({value(), value()});
  }

  std::mt19937 random_;
};

template <class Record>
struct Kind;
template <>
struct Kind<BadanUsaha> {
  static constexpr Bagian bagian = Bagian::badan_usaha;
};
template <>
struct Kind<Pimpinan> {
  static constexpr Bagian bagian = Bagian::pimpinan;
};
template <>
struct Kind<Pekerja> {
  static constexpr Bagian bagian = Bagian::pekerja;
};

template <class Record>
std::vector<Record> random_records(std::size_t count) {
  Source source(20201103);
  std::vector<Record> records;
  while (records.size() < count) records.push_back(source.record<Record>(Kind<Record>::bagian));
  return records;
}

/// Findings about other records of the message aside.
Codes alone_codes(const HasilRekaman& hasil) {
  Codes all = codes(hasil);
  for (const std::string code : {"C1_DUPLIKAT!", "C2_DUPLIKAT!", "C2_DUPLIKAT"}) all.erase(code);
  return all;
}

template <class Record>
class AnyRecords : public ::testing::Test {};
using Sections = ::testing::Types<BadanUsaha, Pimpinan, Pekerja>;
TYPED_TEST_SUITE(AnyRecords, Sections);

TYPED_TEST(AnyRecords, AreJudgedWithoutAnException) {
  auto records = random_records<TypeParam>(3000);
  EXPECT_EQ(judge_many(records, Pihak::kesatu).hasil.size(), 3000U);
}

TYPED_TEST(AnyRecords, AreJudgedTheSameAloneAndTogether) {
  auto together = random_records<TypeParam>(500);
  const auto each = together;
  const Putusan putusan = judge_many(together, Pihak::kedua);
  for (std::size_t i = 0; i < each.size(); ++i) {
    TypeParam record = each[i];
    EXPECT_EQ(codes(judge_one(record, Pihak::kedua)), alone_codes(putusan.hasil[i]));
  }
}

TYPED_TEST(AnyRecords, AreJudgedTheSameInAnyOrder) {
  auto forward = random_records<TypeParam>(500);
  auto backward = forward;
  std::reverse(backward.begin(), backward.end());
  const Putusan one = judge_many(forward, Pihak::kesatu);
  const Putusan other = judge_many(backward, Pihak::kesatu);
  for (std::size_t i = 0; i < one.hasil.size(); ++i) {
    EXPECT_EQ(alone_codes(one.hasil[i]), alone_codes(other.hasil[other.hasil.size() - 1 - i]));
  }
}

TYPED_TEST(AnyRecords, ThatAreAcceptedAreAcceptedAgainAsTheyAreSentOn) {
  auto records = random_records<TypeParam>(3000);
  for (auto& record : records) {  // few random records are accepted: mend what is mandatory
    if constexpr (std::is_same_v<TypeParam, BadanUsaha>) {
      record.nama = "PT Contoh Jaya";
      record.alamat = "Jl. Contoh Raya No. 1";
    } else if constexpr (std::is_same_v<TypeParam, Pimpinan>) {
      record.badan_usaha = KunciBadanUsaha{{}, {}, {}, "X"};
      record.nama_pengurus = record.nama_pemilik = "Siti Contoh";
    } else {
      const TypeParam good = good_pekerja();
      record.nik = good.nik;
      record.nama = good.nama;
      record.tanggal_lahir = good.tanggal_lahir;
      record.alamat = good.alamat;
      record.jabatan = good.jabatan;
      record.status_pegawai = good.status_pegawai;
    }
  }
  const Pihak pemberi = std::is_same_v<TypeParam, Pekerja> ? Pihak::kesatu : Pihak::kedua;
  std::size_t accepted = 0;
  for (TypeParam record : records) {
    if (!judge_one(record, pemberi).diterima) continue;
    ++accepted;
    const TypeParam sent = record;
    EXPECT_TRUE(judge_one(record, pemberi).diterima);
    EXPECT_EQ(record, sent);  // nothing more to withhold
  }
  EXPECT_GT(accepted, 30U);
}

}  // namespace
}  // namespace jembatan::lampiran::testing
