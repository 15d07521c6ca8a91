#include "lampiran/addendum.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lampiran/records.h"
#include "lampiran/temporary_file.h"

namespace jembatan::lampiran::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kHead = "id = \"A\"\ntitle = \"Contoh\"\nvalid_from = 2026-01-01\n";

/// An addendum with what follows its head.
Aturan law_with(const std::string& rest) {
  const TemporaryFolder folder;
  auto loaded = Aturan::load({{}, {folder.write("a.toml", std::string(kHead) + rest)}, {}, {}});
  return std::move(loaded.value());
}

std::vector<std::string> errors_of(const std::string& text) {
  const TemporaryFolder folder;
  const auto loaded = Aturan::load({{}, {folder.write("a.toml", text)}, {}, {}});
  return loaded ? std::vector<std::string>{} : loaded.error();
}

std::string field(const std::string& name, const std::string& more) {
  return "[[field]]\nnama = \"" + name +
         "\"\nbagian = \"pekerja\"\npihak = [\"kesatu\"]\nlabel_id = \"Label\"\nlabel_en = \"Label\"\n" +
         more + "\n";
}

HasilRekaman judge_field(const std::string& definition, std::string value, Pihak pemberi = Pihak::kesatu) {
  Pekerja record = good_pekerja();
  record.field_lain = {{"golongan", std::move(value)}};
  return judge_one(record, pemberi, law_with(field("golongan", definition)));
}

TEST(AddendumField, IsForThePartyAndTheSectionThatWereAgreed) {
  EXPECT_EQ(codes(judge_field("type = \"text\"", "A")), Codes{});
  EXPECT_EQ(codes(judge_field("type = \"text\"", "A", Pihak::kedua)), Codes{"D_FIELD_TAK_DISEPAKATI!"});
  BadanUsaha company = good_badan_usaha();
  company.field_lain = {{"golongan", "A"}};
  EXPECT_EQ(codes(judge_one(company, Pihak::kesatu, law_with(field("golongan", "type = \"text\"")))),
            Codes{"D_FIELD_TAK_DISEPAKATI!"});
}

TEST(AddendumField, OfEachTypeIsJudgedByItsForm) {
  EXPECT_EQ(codes(judge_field("type = \"date\"", "2026-02-28")), Codes{});
  EXPECT_EQ(codes(judge_field("type = \"date\"", "2026-02-30")), Codes{"D_FORMAT"});
  EXPECT_EQ(codes(judge_field("type = \"integer\"", "0")), Codes{});
  EXPECT_EQ(codes(judge_field("type = \"integer\"", "1,5")), Codes{"D_FORMAT"});
  EXPECT_EQ(codes(judge_field("type = \"pattern\"\npattern = \"[IV]+\"", "III")), Codes{});
  EXPECT_EQ(codes(judge_field("type = \"pattern\"\npattern = \"[IV]+\"", "IIIa")), Codes{"D_FORMAT"});
  EXPECT_EQ(codes(judge_field("type = \"text\"\nmin_length = 2\nmax_length = 3", "abcd")), Codes{"D_FORMAT"});
  EXPECT_EQ(codes(judge_field("type = \"text\"\nmin_length = 2\nmax_length = 3", "a")), Codes{"D_FORMAT"});
  EXPECT_EQ(codes(judge_field("type = \"text\"\ncodes = [\"X\", \"Y\"]", "Y")), Codes{});
  EXPECT_EQ(codes(judge_field("type = \"text\"\ncodes = [\"X\", \"Y\"]", "y")), Codes{"D_FORMAT"});
}

TEST(AddendumField, ThatIsMandatoryRejectsWhenMissingEmptyOrWrong) {
  const std::string definition = "type = \"integer\"\nwajib = [\"kesatu\"]";
  const Aturan law = law_with(field("golongan", definition));
  Pekerja record = good_pekerja();
  const HasilRekaman missing = judge_one(record, Pihak::kesatu, law);
  EXPECT_EQ(codes(missing), Codes{"D_WAJIB!"});
  EXPECT_EQ(missing.temuan[0].pesan, "Wajib diisi menurut addendum. (Label)");
  EXPECT_EQ(codes(judge_one(record, Pihak::kedua, law)), Codes{});
  EXPECT_EQ(codes(judge_field(definition, "-")), Codes{"D_WAJIB!"});
  EXPECT_EQ(codes(judge_field(definition, "x")), Codes{"D_FORMAT!"});
}

TEST(AddendumField, ThatIsWrongAndOptionalIsLeftOut) {
  Pekerja record = good_pekerja();
  record.field_lain = {{"golongan", "x"}, {"lain", "y"}};
  const Aturan law = law_with(field("golongan", "type = \"integer\"") + field("lain", "type = \"text\""));
  ASSERT_TRUE(judge_one(record, Pihak::kesatu, law).diterima);
  EXPECT_EQ(record.field_lain, (std::vector<FieldLain>{{"lain", "y"}}));
}

TEST(AddendumMark, MakesAnItemOptional) {
  const Aturan law = law_with("[[mark]]\nbutir = \"A.2\"\npihak = \"kesatu\"\nwajib = false\n");
  BadanUsaha record = good_badan_usaha();
  record.nib.reset();
  EXPECT_EQ(codes(judge_one(record, Pihak::kesatu, law)), Codes{});
}

TEST(AddendumMark, MakesAnItemMandatoryForOneParty) {
  const Aturan law = law_with("[[mark]]\nbutir = \"C.2\"\npihak = \"kesatu\"\nwajib = true\n");
  Pekerja record = good_pekerja();
  record.nomor_kepesertaan_jkn = "12";
  EXPECT_EQ(codes(judge_one(record, Pihak::kesatu, law)), Codes{"C2_FORMAT!"});
}

TEST(AddendumMark, OnAnItemThatIsOtherwiseNeverMandatoryRejectsWhatWouldBeWithheld) {
  const Aturan law = law_with("[[mark]]\nbutir = \"C.6\"\npihak = \"kesatu\"\nwajib = true\n");
  Pekerja record = good_pekerja();
  record.nomor_hp = "12";
  EXPECT_EQ(codes(judge_one(record, Pihak::kesatu, law)), (Codes{"C6_FORMAT", "D_WAJIB!"}));
  record.nomor_hp.reset();
  EXPECT_EQ(codes(judge_one(record, Pihak::kesatu, law)), Codes{"D_WAJIB!"});
}

TEST(AddendumDays, DecideWhichOneIsInForce) {
  const TemporaryFolder folder;
  const auto first = folder.write(
      "1.toml", "id = \"1\"\ntitle = \"satu\"\nvalid_from = 2026-01-01\nvalid_until = 2026-06-30\n");
  const auto second = folder.write("2.toml", "id = \"2\"\ntitle = \"dua\"\nvalid_from = 2026-07-01\n");
  const auto law = Aturan::load({{}, {second, first}, {}, {}});
  ASSERT_TRUE(law);
  const auto id_on = [&](unsigned month, unsigned day) {
    const Addendum* const addendum =
        law->addendum(std::chrono::year{2026} / static_cast<int>(month) / static_cast<int>(day));
    return addendum == nullptr ? std::string() : addendum->id;
  };
  EXPECT_EQ(law->addendum(std::chrono::year{2025} / 12 / 31), nullptr);
  EXPECT_EQ(id_on(1, 1), "1");
  EXPECT_EQ(id_on(6, 30), "1");
  EXPECT_EQ(id_on(7, 1), "2");
}

TEST(AddendumDays, ThatOverlapAreAnError) {
  const TemporaryFolder folder;
  const auto first = folder.write("1.toml", "id = \"1\"\ntitle = \"satu\"\nvalid_from = 2026-01-01\n");
  const auto second = folder.write("2.toml", "id = \"2\"\ntitle = \"dua\"\nvalid_from = 2026-07-01\n");
  const auto law = Aturan::load({{}, {first, second}, {}, {}});
  ASSERT_FALSE(law);
  EXPECT_THAT(law.error(), ElementsAre(HasSubstr("2.toml: is in force from 2026-07-01")));
}

TEST(AddendumFile, TellsAllItsErrorsWithTheirLines) {
  EXPECT_THAT(errors_of("id = \"A\"\n"
                        "valid_from = \"2026\"\n"
                        "colour = 1\n"
                        "[[field]]\n"
                        "nama = \"x\"\n"
                        "bagian = \"kantor\"\n"
                        "pihak = [\"ketiga\"]\n"
                        "type = \"pattern\"\n"
                        "pattern = \"(a|b)\"\n"
                        "label_id = \"x\"\n"
                        "label_en = \"x\"\n"
                        "[[mark]]\n"
                        "butir = \"Z.9\"\n"
                        "pihak = \"kesatu\"\n"
                        "wajib = true\n"),
              UnorderedElementsAre(
                  HasSubstr("a.toml:1: 'title' is missing"), HasSubstr("a.toml:2: 'valid_from'"),
                  HasSubstr("a.toml:3: unknown key 'colour'"), HasSubstr("a.toml:6: 'bagian'"),
                  HasSubstr("a.toml:7: 'pihak' may hold"), HasSubstr("a.toml:4: 'pihak' must"),
                  HasSubstr("a.toml:9: 'pattern' is not understood"), HasSubstr("a.toml:13: 'butir'")));
}

TEST(AddendumFile, ThatIsNotTomlSaysWhere) {
  EXPECT_THAT(errors_of("id = \n"), ElementsAre(HasSubstr("a.toml:1: is not TOML")));
}

TEST(AddendumFile, ThatIsMissingSaysSo) {
  const auto law = Aturan::load({{}, {"/nowhere/a.toml"}, {}, {}});
  ASSERT_FALSE(law);
  EXPECT_THAT(law.error(), ElementsAre(HasSubstr("/nowhere/a.toml: cannot be read")));
}

TEST(AddendumFile, NamesEachFieldAndMarkOnceAndLetsTheMandatoryGive) {
  EXPECT_THAT(errors_of(std::string(kHead) + field("x", "type = \"text\"") +
                        field("x", "type = \"text\"\nwajib = [\"kedua\"]")),
              UnorderedElementsAre(HasSubstr("already"), HasSubstr("'wajib' names kedua")));
}

}  // namespace
}  // namespace jembatan::lampiran::testing
