// Every finding of sections A and D's neighbours on a company: a record that causes it, and the good record
// or a close neighbour that does not.

#include <gtest/gtest.h>

#include <functional>

#include "lampiran/records.h"

namespace jembatan::lampiran::testing {
namespace {

constexpr Pihak kKesatu = Pihak::kesatu;
constexpr Pihak kKedua = Pihak::kedua;

struct Case {
  std::string behaviour;
  Pihak pemberi;
  std::function<void(BadanUsaha&)> change;
  Codes found;
};

std::function<void(BadanUsaha&)> set(Teks BadanUsaha::*member, Teks value) {
  return [=](BadanUsaha& record) { record.*member = value; };
}
std::function<void(BadanUsaha&)> kbli(std::vector<Kbli> codes) {
  return [=](BadanUsaha& record) { record.kbli = codes; };
}
std::function<void(BadanUsaha&)> at(Teks lintang, Teks bujur) {
  return [=](BadanUsaha& record) { record.koordinat = Koordinat{lintang, bujur}; };
}

constexpr auto npwp = &BadanUsaha::npwp;
constexpr auto nib = &BadanUsaha::nib;
constexpr auto nama = &BadanUsaha::nama;
constexpr auto alamat = &BadanUsaha::alamat;
constexpr auto telepon = &BadanUsaha::nomor_telepon;
constexpr auto pengelola = &BadanUsaha::nomor_telepon_pengelola;
constexpr auto email = &BadanUsaha::email;
constexpr auto jumlah = &BadanUsaha::jumlah_pekerja;

std::function<void(BadanUsaha&)> tdp(std::string value) {
  return [=](BadanUsaha& record) {
    record.nib.reset();
    record.tdp = value;
  };
}

const std::vector<Case> kCases{
    {"GoodFromKesatu", kKesatu, [](BadanUsaha&) {}, {}},
    {"GoodFromKedua", kKedua, [](BadanUsaha&) {}, {}},
    {"NpwpMissing", kKesatu, set(npwp, {}), {"A1_WAJIB!"}},
    {"NpwpMissingFromKedua", kKedua, set(npwp, {}), {}},
    {"NpwpPlaceholder", kKesatu, set(npwp, " n/a "), {"A1_WAJIB!"}},
    {"NpwpPlaceholderFromKedua", kKedua, set(npwp, "0"), {"G_PLACEHOLDER"}},
    {"NpwpEmptyFromKedua", kKedua, set(npwp, ""), {"G_PLACEHOLDER"}},
    {"NpwpOf14Digits", kKesatu, set(npwp, "01999001999900"), {"A1_FORMAT!"}},
    {"NpwpOf14DigitsFromKedua", kKedua, set(npwp, "01999001999900"), {"A1_FORMAT"}},
    {"NpwpOf15PlainDigits", kKesatu, set(npwp, "019990019999000"), {}},
    {"NpwpOf16Digits", kKesatu, set(npwp, "0019990019999000"), {}},
    {"NpwpWithLetters", kKesatu, set(npwp, "01999001999900A"), {"A1_FORMAT!"}},
    {"NpwpCheckDigit", kKesatu, set(npwp, "01.999.001.8-999.000"), {"A1_CEK_DIGIT!"}},
    {"NpwpCheckDigitOf16", kKedua, set(npwp, "0019990018999000"), {"A1_CEK_DIGIT"}},
    {"NpwpAllTheSame", kKesatu, set(npwp, "000000000000000"), {"A1_SEMUA_SAMA!"}},
    {"Nitku", kKesatu, set(npwp, "0019990019999000000001"), {"A1_NITKU"}},
    {"NitkuWithWrongCheckDigit", kKesatu, set(npwp, "0019990018999000000001"), {"A1_NITKU", "A1_CEK_DIGIT!"}},
    {"NikOfAPersonForAPt", kKesatu, set(npwp, "3171011010959925"), {"A1_NIK_UNTUK_BADAN"}},
    {"NikOfAPersonForHisTrade",
     kKesatu,
     [](BadanUsaha& record) {
       record.npwp = "3171011010959925";
       record.nama = "UD Umpama Sejahtera";
     },
     {}},
    {"NpwpOfCoretax", kKesatu, set(npwp, "1999000000000007"), {"A1_TAK_TERVERIFIKASI"}},
    {"NibAndTdpMissing", kKesatu, set(nib, {}), {"A2_WAJIB!"}},
    {"NibAndTdpMissingFromKedua", kKedua, set(nib, {}), {}},
    {"TdpAlone", kKesatu, tdp("11.01.3.47.99003"), {"A2_TDP_USANG"}},
    {"NibPlaceholderBesideTdp",
     kKesatu,
     [](BadanUsaha& record) {
       record.nib = "-";
       record.tdp = "11.01.3.47.99003";
     },
     {"A2_TDP_USANG", "G_PLACEHOLDER"}},
    {"TdpPlaceholderAlone", kKesatu, tdp("-"), {"A2_WAJIB!"}},
    {"TdpTooShort", kKesatu, tdp("12345678"), {"A2_TDP_USANG", "A2_TDP_FORMAT!"}},
    {"TdpWithoutFiveDigits", kKesatu, tdp("AB12CD34EF56"), {"A2_TDP_USANG", "A2_TDP_FORMAT!"}},
    {"TdpOfAnUnusualPattern", kKesatu, tdp("503/12345/TDP"), {"A2_TDP_USANG", "A2_TDP_POLA"}},
    {"NibOf12Digits", kKesatu, set(nib, "999900000001"), {"A2_NIB_FORMAT!"}},
    {"NibOf12DigitsFromKedua", kKedua, set(nib, "999900000001"), {"A2_NIB_FORMAT"}},
    {"NibAllTheSame", kKesatu, set(nib, "9999999999999"), {"A2_SEMUA_SAMA!"}},
    {"NamaMissing", kKedua, set(nama, {}), {"A3_WAJIB!"}},
    {"NamaOnlyAForm", kKesatu, set(nama, "PT."), {"A3_HANYA_BENTUK!"}},
    {"NamaOnlyForms", kKesatu, set(nama, "Perseroan Terbatas Tbk"), {"A3_HANYA_BENTUK!"}},
    {"NamaWithoutForm", kKesatu, set(nama, "Contoh Jaya"), {"A3_TANPA_BENTUK"}},
    {"NamaBeginningLikeAForm", kKesatu, set(nama, "Ptolemeus Contoh"), {"A3_TANPA_BENTUK"}},
    {"NamaWithDottedForm", kKesatu, set(nama, "P.T. Contoh Jaya"), {}},
    {"NamaWithFormAtItsEnd", kKesatu, set(nama, "Contoh Jaya Tbk."), {}},
    {"NamaWithSmallForm", kKesatu, set(nama, "koperasi contoh"), {}},
    {"KbliMissing", kKesatu, kbli({}), {"A4_WAJIB!"}},
    {"KbliMissingFromKedua", kKedua, kbli({}), {}},
    {"KbliPlaceholder", kKesatu, kbli({{"-", {}}}), {"A4_WAJIB!"}},
    {"KbliPlaceholderBesideACode", kKesatu, kbli({{"-", {}}, {"13121", {}}}), {"G_PLACEHOLDER"}},
    {"KbliWithLetter", kKesatu, kbli({{"C13121", {}}}), {"A4_FORMAT!"}},
    {"KbliWithoutItsZero", kKesatu, kbli({{"1262", {}}}), {"A4_NOL_HILANG!"}},
    {"KbliOfFourDigitsOtherwise", kKesatu, kbli({{"9262", {}}}), {"A4_FORMAT!"}},
    {"KbliOfNoDivision", kKesatu, kbli({{"34111", {}}}), {"A4_GOLONGAN_TAK_ADA!"}},
    {"KbliUnknown", kKesatu, kbli({{"62010", {}}}), {"A4_TAK_DIKENAL"}},
    {"KbliOf2020Only", kKesatu, kbli({{"62012", {}}}), {"A4_USANG"}},
    {"KbliTwice", kKesatu, kbli({{"13121", {}}, {" 13121", {}}}), {"A4_DUPLIKAT"}},
    {"KbliOfTwoEditions", kKesatu, kbli({{"13121", "2020"}, {"13121", "2025"}}), {}},
    {"KbliEditionTooLong", kKesatu, kbli({{"13121", "edisi 2020!"}}), {"G_TEKS_PANJANG!"}},
    {"KbliEditionPlaceholder", kKesatu, kbli({{"13121", "-"}}), {"G_PLACEHOLDER"}},
    {"KbliTooMany",
     kKesatu,
     [](BadanUsaha& record) {
       record.kbli.assign(101, {"13121", {}});
     },
     {"A4_DUPLIKAT", "G_TEKS_PANJANG!"}},
    {"AlamatMissing", kKedua, set(alamat, {}), {"A5_WAJIB!"}},
    {"AlamatShort", kKesatu, set(alamat, "Jl. Satu"), {"G_ALAMAT_PENDEK"}},
    {"AlamatOf10", kKesatu, set(alamat, "Jl. Contoh"), {}},
    {"AlamatOf256", kKesatu, set(alamat, std::string(256, 'x')), {"G_ALAMAT_PANJANG"}},
    {"AlamatOf255", kKesatu, set(alamat, std::string(255, 'x')), {}},
    {"AlamatOf1025", kKesatu, set(alamat, std::string(1025, 'x')), {"G_TEKS_PANJANG!"}},
    {"TeleponMissing", kKesatu, set(telepon, {}), {"A6_WAJIB!"}},
    {"TeleponWithoutArea", kKesatu, set(telepon, "5550001"), {"A6_FORMAT!"}},
    {"TeleponWithoutAreaFromKedua", kKedua, set(telepon, "5550001"), {"A6_FORMAT"}},
    {"TeleponTwo", kKesatu, set(telepon, "024-0000003 / 024-0000004"), {"G_TELP_GANDA"}},
    {"TeleponPengelolaWrong", kKesatu, set(pengelola, "12"), {"A7_FORMAT"}},
    {"TeleponPengelolaMissing", kKesatu, set(pengelola, {}), {}},
    {"EmailMissing", kKesatu, set(email, {}), {"A8_WAJIB!"}},
    {"EmailWithoutAt", kKesatu, set(email, "hrd.contoh.example"), {"A8_FORMAT!"}},
    {"EmailWithoutDot", kKesatu, set(email, "hrd@contoh"), {"A8_FORMAT!"}},
    {"EmailWithEdgeHyphen", kKesatu, set(email, "hrd@-contoh.example"), {"A8_FORMAT!"}},
    {"EmailWithSigns", kKesatu, set(email, "h.r+d_1`~@contoh-1.co.example"), {}},
    {"EmailOf255",
     kKesatu,
     set(email, "a@" + std::string(63, 'b') + "." + std::string(63, 'c') + "." + std::string(63, 'd') + "." +
                    std::string(53, 'e') + ".example"),
     {"A8_FORMAT!"}},
    {"KoordinatMissing", kKesatu, [](BadanUsaha& record) { record.koordinat.reset(); }, {}},
    {"KoordinatEmpty", kKesatu, at({}, {}), {"G_PLACEHOLDER"}},
    {"KoordinatHalf", kKesatu, at("-6.9412", {}), {"A9_FORMAT"}},
    {"KoordinatWithComma", kKesatu, at("-6,9412", "107,7538"), {"A9_FORMAT"}},
    {"KoordinatAbroad", kKesatu, at("35.6812", "139.7671"), {"A9_LUAR_INDONESIA"}},
    {"KoordinatSwapped", kKesatu, at("107.7538", "-6.9412"), {"A9_TERTUKAR"}},
    {"KoordinatZero", kKesatu, at("0", "0"), {"A9_NOL"}},
    {"KoordinatCoarse", kKesatu, at("-6.94", "107.7538"), {"A9_PRESISI"}},
    {"KoordinatOnTheEdge", kKesatu, at("-11.500", "141.500"), {}},
    {"JumlahPekerjaNoNumber", kKesatu, set(jumlah, "lima"), {"P5_JUMLAH_FORMAT"}},
    {"JumlahPekerjaNegative", kKedua, set(jumlah, "-1"), {"P5_JUMLAH_FORMAT"}},
    {"JumlahPekerjaZero", kKesatu, set(jumlah, "0"), {}},
    {"FieldNotAgreed",
     kKesatu,
     [](BadanUsaha& record) {
       record.field_lain = {{"kewarganegaraan", "ESP"}};
     },
     {"D_FIELD_TAK_DISEPAKATI!"}},
    {"TextIllegal", kKesatu, set(alamat, "Jl. Contoh\x01 Raya"), {"G_TEKS_ILEGAL!"}},
    {"TextIllegalOptional", kKesatu, set(pengelola, "0839-0000-9001\x7f"), {"G_TEKS_ILEGAL!"}},
    {"TextTooLongOptional", kKedua, set(nib, std::string(31, '9')), {"G_TEKS_PANJANG", "A2_NIB_FORMAT"}},
    {"TextWithLongSpacesAround",
     kKesatu,
     set(nama, "PT Contoh" + std::string(250, ' ')),
     {"G_TEKS_PANJANG!"}},
};

class BadanUsahaCodes : public ::testing::TestWithParam<Case> {};

TEST_P(BadanUsahaCodes, AreFound) {
  BadanUsaha record = good_badan_usaha();
  GetParam().change(record);
  const HasilRekaman hasil = judge_one(record, GetParam().pemberi);
  EXPECT_EQ(codes(hasil), GetParam().found);
  const bool rejected = std::any_of(hasil.temuan.begin(), hasil.temuan.end(), [](const Temuan& temuan) {
    return temuan.tingkat == Tingkat::kesalahan;
  });
  EXPECT_EQ(hasil.diterima, !rejected);
}

INSTANTIATE_TEST_SUITE_P(All, BadanUsahaCodes, ::testing::ValuesIn(kCases),
                         [](const auto& one) { return one.param.behaviour; });

}  // namespace
}  // namespace jembatan::lampiran::testing
