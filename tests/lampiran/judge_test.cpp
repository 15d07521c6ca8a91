// What the judge does with values, batches and keys, beyond single codes.

#include "lampiran/judge.h"

#include <gtest/gtest.h>

#include "lampiran/records.h"

namespace jembatan::lampiran::testing {
namespace {

constexpr Pihak kKesatu = Pihak::kesatu;
constexpr Pihak kKedua = Pihak::kedua;

TEST(Withholding, LeavesABadOptionalValueOutWhole) {
  BadanUsaha record = good_badan_usaha();
  record.npwp = "12";
  record.kbli = {{"13121", {}}, {"1", {}}};
  record.koordinat = Koordinat{"x", "107.7538"};
  record.nomor_telepon_pengelola = "12";
  record.jumlah_pekerja = "lima";
  EXPECT_TRUE(judge_one(record, kKedua).diterima);
  BadanUsaha rest = good_badan_usaha();
  rest.npwp.reset();
  rest.kbli = {{"13121", {}}};
  rest.koordinat.reset();
  rest.nomor_telepon_pengelola.reset();
  rest.jumlah_pekerja.reset();
  EXPECT_EQ(record, rest);
}

TEST(Withholding, LeavesPlaceholdersOutWhole) {
  BadanUsaha record = good_badan_usaha();
  record.npwp = " - ";
  record.koordinat = Koordinat{"", ""};
  record.kbli = {{"N/A", {}}};
  ASSERT_TRUE(judge_one(record, kKedua).diterima);
  EXPECT_FALSE(record.npwp);
  EXPECT_FALSE(record.koordinat);
  EXPECT_TRUE(record.kbli.empty());
}

TEST(Withholding, SendsOnWhatOnlyHasAWarningAsItWasReceived) {
  BadanUsaha record = good_badan_usaha();
  record.nama = "  Contoh \t Jaya ";
  record.koordinat = Koordinat{"107.7538", " -6.9412"};
  const BadanUsaha received = record;
  ASSERT_EQ(codes(judge_one(record, kKesatu)), (Codes{"A3_TANPA_BENTUK", "A9_TERTUKAR"}));
  EXPECT_EQ(record, received);
}

TEST(Withholding, IsReportedForAcceptedRecordsOnly) {
  std::vector records{good_pekerja()};
  records[0].nomor_hp = "12";
  EXPECT_TRUE(judge_many(records, kKesatu).ada_ditahan);
  records = {good_pekerja()};
  EXPECT_FALSE(judge_many(records, kKesatu).ada_ditahan);
  records = {good_pekerja()};
  records[0].nomor_hp = "12";
  records[0].nama.reset();
  EXPECT_FALSE(judge_many(records, kKesatu).ada_ditahan);
}

TEST(Withholding, TakesTmtBeforeBirthFromKesatu) {
  Pekerja record = good_pekerja();
  record.tmt_kepesertaan_jkn = "1980-01-01";
  ASSERT_TRUE(judge_one(record, kKesatu).diterima);
  EXPECT_FALSE(record.tmt_kepesertaan_jkn);
}

TEST(Findings, OfARecordComeAllAtOnce) {
  Pekerja record;
  EXPECT_EQ(codes(judge_one(record, kKesatu)),
            (Codes{"C1_WAJIB!", "C3_WAJIB!", "C4_WAJIB!", "C5_WAJIB!", "C7_WAJIB!", "C9_WAJIB!"}));
  EXPECT_EQ(codes(judge_one(record, kKedua)), (Codes{"C1_WAJIB!", "C2_WAJIB!", "C3_WAJIB!", "C4_WAJIB!",
                                                     "C5_WAJIB!", "C8_WAJIB!", "C10_WAJIB!", "C11_WAJIB!"}));
}

TEST(Findings, SayWhereInTheAnnexAndInBothLanguages) {
  Pekerja record = good_pekerja();
  record.nik = "1";
  const Temuan expected{
      "C.1", "nik", "C1_FORMAT", Tingkat::kesalahan, "NIK harus 16 digit.", "NIK must have 16 digits."};
  EXPECT_EQ(judge_one(record, kKesatu).temuan, std::vector{expected});
}

TEST(Batch, LosesOnlyTheBadRecord) {
  std::vector records{good_pekerja(), good_pekerja(), good_pekerja()};
  records[1].nik = "3204056104909902";
  records[1].nomor_kepesertaan_jkn = "0009999000002";
  records[1].nama.reset();
  records[2].nik = "3204056104909903";
  records[2].nomor_kepesertaan_jkn = "0009999000003";
  const Putusan putusan = judge_many(records, kKesatu);
  EXPECT_TRUE(putusan.hasil[0].diterima);
  EXPECT_FALSE(putusan.hasil[1].diterima);
  EXPECT_TRUE(putusan.hasil[2].diterima);
  EXPECT_EQ(putusan.hasil[2].urutan, 3U);
}

TEST(Duplicates, OfANikFallOnEveryLaterOccurrence) {
  std::vector<Pekerja> records(3, good_pekerja());
  records[2].nik = " 3204056104909901";
  const Putusan putusan = judge_many(records, kKesatu);
  EXPECT_EQ(codes(putusan.hasil[0]), Codes{});
  EXPECT_EQ(codes(putusan.hasil[1]), Codes{"C1_DUPLIKAT!"});
  EXPECT_EQ(codes(putusan.hasil[2]), Codes{"C1_DUPLIKAT!"});
}

TEST(Duplicates, OfAJknNumberRejectTheLaterWorkerFromKedua) {
  std::vector<Pekerja> records(2, good_pekerja());
  records[1].nik = "3204056104909902";
  const Putusan putusan = judge_many(records, kKedua);
  EXPECT_EQ(codes(putusan.hasil[0]), Codes{});
  EXPECT_EQ(codes(putusan.hasil[1]), Codes{"C2_DUPLIKAT!"});
}

TEST(Duplicates, OfAJknNumberAreWithheldFromTheLaterWorkerOfKesatu) {
  std::vector<Pekerja> records(2, good_pekerja());
  records[1].nik = "3204056104909902";
  const Putusan putusan = judge_many(records, kKesatu);
  EXPECT_EQ(codes(putusan.hasil[1]), Codes{"C2_DUPLIKAT"});
  EXPECT_TRUE(putusan.ada_ditahan);
  EXPECT_TRUE(records[0].nomor_kepesertaan_jkn);
  EXPECT_FALSE(records[1].nomor_kepesertaan_jkn);
}

TEST(OtherCompany, IsAskedForASoundNikOnly) {
  std::vector<std::string> asked;
  Perkara perkara;
  perkara.di_perusahaan_lain = [&](std::string_view nik) {
    asked.emplace_back(nik);
    return true;
  };
  Pekerja record = good_pekerja();
  record.nik = " 3204056104909901 ";
  EXPECT_EQ(codes(judge_one(record, kKesatu, full_law(), perkara)), Codes{"C1_GANDA_PERUSAHAAN"});
  record.nik = "9904056104909901";
  EXPECT_EQ(codes(judge_one(record, kKesatu, full_law(), perkara)), Codes{"C1_PROV!"});
  EXPECT_EQ(asked, std::vector<std::string>{"3204056104909901"});
}

TEST(OtherCompany, ThatDoesNotHaveTheWorkerIsNoFinding) {
  Perkara perkara;
  perkara.di_perusahaan_lain = [](std::string_view) { return false; };
  Pekerja record = good_pekerja();
  EXPECT_EQ(codes(judge_one(record, kKesatu, full_law(), perkara)), Codes{});
}

TEST(MessageKey, ThatIsWrongRejectsEveryRecordAndIsReportedWithEach) {
  const KunciBadanUsaha kunci{"12", {}, {}, {}};
  Perkara perkara;
  perkara.kunci = &kunci;
  std::vector records{good_pekerja(), good_pekerja()};
  records[1].nik = "3204056104909902";
  records[1].nomor_kepesertaan_jkn = "0009999000002";
  for (const HasilRekaman& hasil : judge_many(records, kKedua, full_law(), perkara).hasil) {
    EXPECT_FALSE(hasil.diterima);
    EXPECT_EQ(codes(hasil), Codes{"A1_FORMAT!"});
  }
}

TEST(MessageKey, WhoseQualityIsPoorIsNotReportedWithTheWorkers) {
  const KunciBadanUsaha kunci{"1999000000000007", {}, "11.01.3.47.99003", {}};
  Perkara perkara;
  perkara.kunci = &kunci;
  Pekerja record = good_pekerja();
  EXPECT_EQ(codes(judge_one(record, kKesatu, full_law(), perkara)), Codes{});
}

TEST(JudgeKey, WantsOneIdentifierAndEachOneSound) {
  EXPECT_EQ(codes(judge_key({}, bare_law(), kKesatu)), Codes{"K_WAJIB!"});
  EXPECT_EQ(codes(judge_key({"-", "", {}, "TBA"}, bare_law(), kKesatu)), Codes{"K_WAJIB!"});
  EXPECT_EQ(codes(judge_key({{}, {}, {}, "X-1"}, bare_law(), kKedua)), Codes{});
  EXPECT_EQ(codes(judge_key({"12", "9999000000015", "1", "X"}, bare_law(), kKedua)),
            (Codes{"A1_FORMAT!", "A2_TDP_FORMAT!"}));
  EXPECT_EQ(codes(judge_key({{}, {}, {}, "X\x01"}, bare_law(), kKedua)), Codes{"G_TEKS_ILEGAL!"});
}

TEST(JudgeNik, IsTheCheckOfC1) {
  EXPECT_EQ(codes(judge_nik("3204056104909901", full_law())), Codes{});
  EXPECT_EQ(codes(judge_nik("-", full_law())), Codes{"C1_WAJIB!"});
  EXPECT_EQ(codes(judge_nik("32", full_law())), Codes{"C1_FORMAT!"});
  EXPECT_EQ(codes(judge_nik(std::string(31, '3'), full_law())), (Codes{"C1_FORMAT!", "G_TEKS_PANJANG!"}));
}

/// A value that the schema check refused and the judge would take.
template <class Record>
HasilRekaman judge_refused(Record& record, Pihak pemberi, std::string elemen) {
  const std::vector<NilaiSalah> wrong{{1, std::move(elemen)}};
  Perkara perkara;
  perkara.nilai_salah = &wrong;
  return judge_one(record, pemberi, full_law(), perkara);
}

TEST(SchemaCheck, GivesTheElementsFindingWhereTheJudgeHasNone) {
  Pekerja pekerja = good_pekerja();
  EXPECT_EQ(codes(judge_refused(pekerja, kKesatu, "tanggalLahir")), Codes{"C4_FORMAT!"});
  EXPECT_EQ(codes(judge_refused(pekerja, kKedua, "jumlahAnggotaKeluarga")), Codes{"C10_FORMAT!"});
  EXPECT_EQ(codes(judge_refused(pekerja, kKesatu, "nama")), Codes{"G_TEKS_PANJANG!"});
  EXPECT_EQ(codes(judge_refused(pekerja, kKesatu, "fieldLain")), Codes{"G_TEKS_PANJANG!"});
  Pimpinan pimpinan = good_pimpinan();
  EXPECT_EQ(codes(judge_refused(pimpinan, kKedua, "npwp")), Codes{"G_TEKS_PANJANG!"});
}

TEST(SchemaCheck, WithholdsAnOptionalValue) {
  BadanUsaha record = good_badan_usaha();
  EXPECT_EQ(codes(judge_refused(record, kKesatu, "lintang")), Codes{"A9_FORMAT"});
  EXPECT_FALSE(record.koordinat);
  EXPECT_EQ(codes(judge_refused(record, kKesatu, "jumlahPekerja")), Codes{"P5_JUMLAH_FORMAT"});
  EXPECT_FALSE(record.jumlah_pekerja);
}

TEST(SchemaCheck, AddsNothingToWhatIsRejectedOrWithheldAlready) {
  Pekerja pekerja = good_pekerja();
  pekerja.tanggal_lahir = "21-04-1990";
  EXPECT_EQ(codes(judge_refused(pekerja, kKesatu, "tanggalLahir")), Codes{"C4_FORMAT!"});
  pekerja = good_pekerja();
  pekerja.tmt_kepesertaan_jkn = "";
  EXPECT_EQ(codes(judge_refused(pekerja, kKesatu, "tmtKepesertaanJkn")), Codes{"G_PLACEHOLDER"});
  pekerja = good_pekerja();
  pekerja.jumlah_anggota_keluarga = "x";
  EXPECT_EQ(codes(judge_refused(pekerja, kKesatu, "jumlahAnggotaKeluarga")), Codes{"C10_FORMAT"});
}

TEST(SchemaCheck, OfARecordThatIsNotThereIsPassedOver) {
  const std::vector<NilaiSalah> wrong{{0, "nama"}, {2, "nama"}};
  Perkara perkara;
  perkara.nilai_salah = &wrong;
  Pekerja record = good_pekerja();
  EXPECT_TRUE(judge_one(record, kKesatu, full_law(), perkara).diterima);
}

}  // namespace
}  // namespace jembatan::lampiran::testing
