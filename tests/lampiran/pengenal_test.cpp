#include "lampiran/pengenal.h"

#include <gtest/gtest.h>

namespace jembatan::lampiran {
namespace {

std::string first(const KunciBadanUsaha& kunci) {
  const auto found = pengenal_of(kunci);
  return found.empty() ? "" : std::string(name(found.front().jenis)) + ":" + found.front().nilai;
}

TEST(Pengenal, BringsAnNpwpOf15DigitsTo16) {
  EXPECT_EQ(first({"01.999.001.9-999.000", {}, {}, {}}), "npwp:0019990019999000");
}

TEST(Pengenal, TakesTheSameNpwpOf16DigitsAsEqual) {
  EXPECT_EQ(pengenal_of(KunciBadanUsaha{"019990019999000", {}, {}, {}}),
            pengenal_of(KunciBadanUsaha{"0019990019999000", {}, {}, {}}));
}

TEST(Pengenal, KeepsTheBranchOfANitku) {
  EXPECT_EQ(first({"0019990019999000000003", {}, {}, {}}), "npwp:0019990019999000000003");
}

TEST(Pengenal, PutsTheWeightiestFirst) {
  const auto found =
      pengenal_of(KunciBadanUsaha{"0019990019999000", "9999000000015", "10.01-1/23456", "bu 7"});
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].jenis, JenisPengenal::npwp);
  EXPECT_EQ(found[1].jenis, JenisPengenal::nib);
  EXPECT_EQ(found[2], (Pengenal{JenisPengenal::tdp, "1001123456"}));
  EXPECT_EQ(found[3], (Pengenal{JenisPengenal::kode, "BU 7"}));
}

TEST(Pengenal, PassesOverPlaceholdersAndWhatCannotIdentify) {
  EXPECT_TRUE(pengenal_of(KunciBadanUsaha{"-", "N/A", "TIDAK ADA", "0"}).empty());
  EXPECT_TRUE(pengenal_of(KunciBadanUsaha{"12345", "123", {}, {}}).empty());
}

TEST(Pengenal, KnowsACompanyWithoutIdentifiersByNameAndAddress) {
  BadanUsaha one, other;
  one.nama = other.nama = "UD Contoh";
  one.alamat = "Jl. Rekaan No. 1";
  other.alamat = "Jl. Rekaan No. 2";
  EXPECT_EQ(pengenal_of(one), pengenal_of(one));
  EXPECT_NE(pengenal_of(one), pengenal_of(other));
}

TEST(Pengenal, TellsAWorkerWithoutNikByThePassport) {
  Pekerja worker;
  worker.field_lain = {{"kewarganegaraan", "SGP"}, {"nomorPaspor", "x9900001"}};
  EXPECT_EQ(kunci_of(worker), "paspor:X9900001");
}

TEST(Pengenal, TellsAWorkerByTheNikWhereThereIsOne) {
  Pekerja worker;
  worker.nik = " 3204056104909901 ";
  worker.field_lain = {{"nomorPaspor", "X9900001"}};
  EXPECT_EQ(kunci_of(worker), kunci_of_nik("3204056104909901"));
}

}  // namespace
}  // namespace jembatan::lampiran
