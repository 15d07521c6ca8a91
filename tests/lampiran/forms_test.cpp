// Patterns, dates, numbers, telephones and statuses by themselves.

#include <gtest/gtest.h>

#include <iterator>
#include <limits>
#include <random>
#include <regex>
#include <string>
#include <string_view>

#include "lampiran/bentuk.h"
#include "lampiran/pola.h"
#include "lampiran/status.h"
#include "lampiran/telepon.h"

namespace jembatan::lampiran {
namespace {

bool matches(std::string_view pattern, std::string_view text) {
  return Pola::parse(pattern).value().matches(text);
}

TEST(Pola, MatchesTheWholeText) {
  EXPECT_TRUE(matches("[A-Z0-9-]{8,25}", "2C21ZZ0002-Z"));
  EXPECT_FALSE(matches("[A-Z0-9-]{8,25}", "2C21ZZ0"));
  EXPECT_FALSE(matches("[A-Z0-9]{6,15}", "XX0000002 "));
  EXPECT_TRUE(matches("\\d{2}\\.?\\d*", "12.345"));
  EXPECT_TRUE(matches("a*", ""));
  EXPECT_FALSE(matches("a+", ""));
  EXPECT_FALSE(matches("a", "\xc3\xa9"));
}

TEST(Pola, TriesEveryWayToDivideTheText) {
  EXPECT_TRUE(matches("a*a{2}b?a", "aaaa"));
  EXPECT_FALSE(matches("a*a{2}ba", "aaaa"));
}

TEST(Pola, AgreesWithRegularExpressionsOnRandomTexts) {
  std::mt19937 random(20201105);
  constexpr std::string_view parts[] = {"a",    "b",      "[ab]",    "a?",     "b*",   "[ab]+",
                                        "a{2}", "b{0,2}", "[ab]{2}", "[a-c]*", "\\d?", "c{1,3}"};
  for (int round = 0; round < 5000; ++round) {
    std::string pattern, text;
    for (auto count = 1 + random() % 5; count > 0; --count) pattern += parts[random() % std::size(parts)];
    for (auto count = random() % 8; count > 0; --count) text += "aaabbbc1"[random() % 8];
    EXPECT_EQ(matches(pattern, text), std::regex_match(text, std::regex(pattern))) << pattern << ' ' << text;
  }
}

TEST(Pola, EndsSoonOnAPatternMadeToBeSlow) {
  std::string pattern;
  for (int i = 0; i < 30; ++i) pattern += "a*";
  EXPECT_FALSE(matches(pattern + "b", std::string(1024, 'a')));
}

class BadPattern : public ::testing::TestWithParam<std::string> {};
TEST_P(BadPattern, IsRefused) {
  EXPECT_FALSE(Pola::parse(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Kinds, BadPattern,
                         ::testing::Values("", "[a", "[]", "[z-a]", "a{", "a{2", "a{3,2}", "a{x}", "a{2000}",
                                           "(a)", "a|b", "^a", ".", "\\", "\\w", "a**", "\xc3\xa9",
                                           "[\xc3\xa9]"));

TEST(Date, KeepsTheDayWhateverTheZone) {
  const auto day = std::chrono::year{1990} / 4 / 21;
  EXPECT_EQ(parse_date("1990-04-21"), day);
  EXPECT_EQ(parse_date(" 1990-04-21Z\n"), day);
  EXPECT_EQ(parse_date("1990-04-21-14:00"), day);
}

class NoDate : public ::testing::TestWithParam<std::string> {};
TEST_P(NoDate, IsRead) {
  EXPECT_FALSE(parse_date(GetParam()));
}
INSTANTIATE_TEST_SUITE_P(Kinds, NoDate,
                         ::testing::Values("", "1990-4-21", "1990-04-31", "0000-01-01", "1900-02-29",
                                           "19900421", "1990-04-21 Z", "1990-04-21+7:00", "1990-04-21+14:01",
                                           "1990-04-21+07:60", "-1990-04-21", "11990-04-21",
                                           "1990-04-21T00:00:00"));

TEST(Count, IsANonNegativeInteger) {
  EXPECT_EQ(parse_count(" +007 "), 7U);
  EXPECT_EQ(parse_count("-0"), 0U);
  EXPECT_EQ(parse_count("100000000000000000000"), std::numeric_limits<std::uint64_t>::max());
  for (const auto* const text : {"", "-1", "1.0", "1e3", "+", "1 2", "1234567890123456789012345"}) {
    EXPECT_FALSE(parse_count(text)) << text;
  }
}

TEST(Decimal, IsASchemaDecimal) {
  EXPECT_DOUBLE_EQ(parse_decimal(" -6.9412 ")->nilai, -6.9412);
  EXPECT_EQ(parse_decimal("-6.9400")->angka_desimal, 4U);
  EXPECT_DOUBLE_EQ(parse_decimal("+.5")->nilai, 0.5);
  EXPECT_DOUBLE_EQ(parse_decimal("5.")->nilai, 5);
  for (const auto* const text : {"", ".", "-", "1,5", "1e2", "0x10", "NaN", "INF", "1.2.3", "- 1"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

struct Number {
  std::string text;
  JenisTelepon jenis;
};
class Telephone : public ::testing::TestWithParam<Number> {};
TEST_P(Telephone, IsOfItsKind) {
  EXPECT_EQ(parse_telepon(GetParam().text).jenis, GetParam().jenis) << GetParam().text;
}
constexpr auto kSeluler = JenisTelepon::seluler;
constexpr auto kTetap = JenisTelepon::tetap;
constexpr auto kLayanan = JenisTelepon::layanan;
constexpr auto kTidakSah = JenisTelepon::tidak_sah;
INSTANTIATE_TEST_SUITE_P(
    Kinds, Telephone,
    ::testing::Values(Number{"0839-0000-9001", kSeluler}, Number{"+62 839 0000 9001", kSeluler},
                      Number{"+62 0839 0000 9001", kSeluler}, Number{"0062(0)839.0000.9001", kSeluler},
                      Number{"6283900009001", kSeluler}, Number{"0839000090", kSeluler},
                      Number{"083900009", kTidakSah}, Number{"08390000900111", kTidakSah},
                      Number{"0849-0000-9001", kTidakSah}, Number{"(022) 0000 001", kTetap},
                      Number{"061-00005", kTetap}, Number{"061-0000", kTidakSah},
                      Number{"061-0000005 Ext. 12", kTetap}, Number{"061-0000005 pes12", kTetap},
                      Number{"061-0000005 psw", kTidakSah}, Number{"0951 000010", kTetap},
                      Number{"62 21 000", kTidakSah}, Number{"5550001", kTidakSah}, Number{"14000", kLayanan},
                      Number{"1500000", kLayanan}, Number{"0800 00000 0", kLayanan},
                      Number{"0804 0000000", kLayanan}, Number{"0804 000000", kTidakSah},
                      Number{"+1 839 0000 9001", kTidakSah}, Number{"", kTidakSah}, Number{"+", kTidakSah},
                      Number{"08390000+9001", kTidakSah}, Number{"telepon", kTidakSah}));

TEST(Telephones, SeveralAreSeenAndTheFirstCounts) {
  const Telepon two = parse_telepon("022-0000001; 0839-0000-9001");
  EXPECT_TRUE(two.ganda);
  EXPECT_EQ(two.jenis, kTetap);
  EXPECT_FALSE(parse_telepon("022-0000001 /").ganda);
}

TEST(StatusPegawai, KnowsSpellingsInAnyCase) {
  EXPECT_EQ(status_pegawai("tetap"), StatusPegawai::pkwtt);
  EXPECT_EQ(status_pegawai("Kontrak"), StatusPegawai::pkwt);
  EXPECT_EQ(status_pegawai("THL"), StatusPegawai::harian_lepas);
  EXPECT_EQ(status_pegawai("HARIAN_LEPAS"), StatusPegawai::harian_lepas);
  EXPECT_EQ(status_pegawai("Part-Time"), StatusPegawai::paruh_waktu);
  EXPECT_EQ(status_pegawai("intern"), StatusPegawai::magang);
  EXPECT_EQ(status_pegawai("kontrak tetap"), std::nullopt);
}

TEST(StatusKepesertaan, KnowsCodesAndWords) {
  EXPECT_EQ(status_kepesertaan("0"), StatusKepesertaan::aktif);
  EXPECT_EQ(status_kepesertaan("aktif"), StatusKepesertaan::aktif);
  EXPECT_EQ(status_kepesertaan("15"), StatusKepesertaan::nonaktif_akhir_bulan);
  EXPECT_EQ(status_kepesertaan("NONAKTIF_AKHIR_BULAN"), StatusKepesertaan::nonaktif_akhir_bulan);
  EXPECT_EQ(status_kepesertaan("Non aktif karena premi"), StatusKepesertaan::nonaktif_premi);
  EXPECT_EQ(status_kepesertaan("tidak ditanggung"), StatusKepesertaan::tidak_ditanggung);
  EXPECT_EQ(status_kepesertaan("Non aktif"), StatusKepesertaan::tidak_aktif);
  EXPECT_EQ(status_kepesertaan("belum terdaftar"), StatusKepesertaan::belum_terdaftar);
  EXPECT_EQ(status_kepesertaan("anonim"), std::nullopt);
  EXPECT_EQ(status_kepesertaan("3"), std::nullopt);
}

}  // namespace
}  // namespace jembatan::lampiran
