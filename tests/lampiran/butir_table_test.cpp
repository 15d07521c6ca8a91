// The table says what the annex says: its facts as a file of their own, and the documentation in the schemas.

#include "lampiran/butir_table.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "lampiran/records.h"

namespace jembatan::lampiran::testing {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, separator);) cells.push_back(cell);
  return cells;
}

std::string_view type_name(Tipe tipe) {
  switch (tipe) {
    case Tipe::teks:
      return "teks";
    case Tipe::tanggal:
      return "tanggal";
    case Tipe::bilangan:
      return "bilangan";
    case Tipe::desimal:
      return "desimal";
    case Tipe::addendum:
      return "menurut addendum";
  }
  return "";
}

/// The elements named in a cell such as "nib | tdp" or "kbli (berulang, @edisi)".
std::vector<std::string> elements(std::string cell) {
  if (cell == "nib | tdp") return {"nib", "tdp"};
  return {cell.substr(0, cell.find(' '))};
}

std::vector<Bagian> sections(const std::string& cell) {
  std::vector<Bagian> found;
  if (cell.find("BadanUsaha") != std::string::npos) found.push_back(Bagian::badan_usaha);
  if (cell.find("Pimpinan") != std::string::npos) found.push_back(Bagian::pimpinan);
  if (cell.find("Pekerja") != std::string::npos) found.push_back(Bagian::pekerja);
  return found;
}

TEST(ButirTable, HoldsTheFactsOfTheAnnex) {
  std::istringstream lines(read_file(kSamples + "lampiran.tsv"));
  std::string line;
  std::getline(lines, line);
  std::size_t rows = 0;
  while (std::getline(lines, line)) {
    auto cells = split(line, '\t');
    cells.resize(9);
    for (const Bagian bagian : sections(cells[1])) {
      for (const std::string& elemen : elements(cells[2])) {
        const std::size_t at = find_row(bagian, elemen);
        ASSERT_LT(at, kButir.size()) << line;
        const Butir& row = kButir[at];
        ++rows;
        EXPECT_EQ(row.butir, cells[0]);
        EXPECT_EQ(row.label[Pihak::kesatu], cells[3]);
        EXPECT_EQ(row.wajib[Pihak::kesatu], cells[4] == "ya") << line;
        EXPECT_EQ(row.label[Pihak::kedua], cells[5]);
        EXPECT_EQ(row.wajib[Pihak::kedua], cells[6] == "ya") << line;
        EXPECT_EQ(type_name(row.tipe), cells[7]) << line;
        EXPECT_EQ(std::to_string(row.panjang_maks), cells[8].empty() ? "0" : cells[8]) << line;
      }
    }
  }
  EXPECT_EQ(rows + 1, kButir.size());  // and jumlahPekerja
}

/// What a section's schema says of an element in the record type: documentation and type.
struct Documented {
  std::string type, text;
};
std::map<std::string, Documented> documented(Bagian bagian, const std::string& type) {
  const std::string xsd = read_file(JEMBATAN_SOURCE "/schemas/" + std::string(name(bagian)) + ".xsd");
  const auto begin = xsd.find("<xs:complexType name=\"" + type + "\">");
  const std::string part = xsd.substr(begin, xsd.find("</xs:complexType>", begin) - begin);
  const std::regex element(
      R"re(<xs:element name="(\w+)" type="([\w:]+)"[^>]*>\s*<xs:annotation><xs:documentation[^>]*>([^<]*)<)re");
  std::map<std::string, Documented> found;
  for (std::sregex_iterator at(part.begin(), part.end(), element), end; at != end; ++at) {
    found[(*at)[1]] = {(*at)[2], (*at)[3]};
  }
  return found;
}

std::string mark_in_words(const Butir& row) {
  if (row.wajib[Pihak::kesatu] && row.wajib[Pihak::kedua]) return "Wajib: Pihak Kesatu dan Pihak Kedua.";
  if (row.wajib[Pihak::kesatu]) return "Wajib: Pihak Kesatu.";
  if (row.wajib[Pihak::kedua]) return "Wajib: Pihak Kedua.";
  return "Wajib: tidak wajib bagi pihak mana pun.";
}

std::string schema_type(const Butir& row) {
  switch (row.tipe) {
    case Tipe::tanggal:
      return "xs:date";
    case Tipe::bilangan:
      return "xs:nonNegativeInteger";
    case Tipe::desimal:
      return "tns:Koordinat";
    case Tipe::addendum:
      return "umum:FieldLain";
    case Tipe::teks:
      break;
  }
  return row.elemen == "kbli" ? "tns:Kbli" : "umum:Teks" + std::to_string(row.panjang_maks);
}

TEST(ButirTable, AgreesWithTheSchemas) {
  const std::map<Bagian, std::string> types{
      {Bagian::badan_usaha, "BadanUsaha"}, {Bagian::pimpinan, "Pimpinan"}, {Bagian::pekerja, "Pekerja"}};
  for (const auto& [bagian, type] : types) {
    const auto elements_of_schema = documented(bagian, type);
    for (const Butir& row : butir()) {
      if (row.bagian != bagian) continue;
      const auto at = elements_of_schema.find(std::string(row.elemen));
      ASSERT_NE(at, elements_of_schema.end()) << row.elemen;
      EXPECT_EQ(at->second.type, schema_type(row)) << row.elemen;
      EXPECT_NE(at->second.text.find(mark_in_words(row)), std::string::npos) << at->second.text;
      if (row.butir == "Pasal 5") continue;
      EXPECT_NE(at->second.text.find("Lampiran " + std::string(row.butir) + "."), std::string::npos);
      EXPECT_NE(at->second.text.find("Pihak Kedua: " + std::string(row.label[Pihak::kedua]) + "."),
                std::string::npos);
    }
  }
}

TEST(ButirTable, KeepsTheRowsOfASectionInOnePiece) {
  for (const Bagian bagian : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
    EXPECT_NE(rows_of(bagian), 0U);
    for (std::size_t row = 0; row < kButir.size(); ++row) {
      EXPECT_EQ((rows_of(bagian) & bit(row)) != 0, kButir[row].bagian == bagian);
    }
  }
}

TEST(TemuanTable, NamesEachCodeOnce) {
  std::set<std::string_view> names;
  for (const JenisTemuan& one : kTemuan) EXPECT_TRUE(names.insert(one.kode).second) << one.kode;
  EXPECT_EQ(names.size(), 99U + 3U);  // published, and P5_JUMLAH_FORMAT, D_WAJIB, D_FORMAT
}

TEST(TemuanTable, MovesOnlyWhatIsNotFirm) {
  std::set<std::string_view> movable;
  for (const JenisTemuan& one : kTemuan) {
    if (one.sifat == Sifat::dapat_diatur) movable.insert(one.kode);
  }
  EXPECT_EQ(movable, (std::set<std::string_view>{"A1_CEK_DIGIT", "A2_TDP_FORMAT", "A2_TDP_POLA", "C10_BANYAK",
                                                 "C10_MUSTAHIL", "C11_TAK_DIKENAL", "C11_MENINGGAL"}));
}

}  // namespace
}  // namespace jembatan::lampiran::testing
