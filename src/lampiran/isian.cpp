#include "lampiran/isian.h"

#include <algorithm>
#include <array>

#include "lampiran/bentuk.h"

namespace jembatan::lampiran {
namespace {

constexpr std::array<std::string_view, 13> kPengganti{
    "", "-", "--", ".", "0", "N/A", "NA", "NULL", "NONE", "NIHIL", "TIDAK ADA", "BELUM ADA", "TBA"};
constexpr std::size_t kLongestPengganti = 9;

bool has_schema_form(Tipe tipe, std::string_view sent) {
  switch (tipe) {
    case Tipe::tanggal:
      return parse_date(sent).has_value();
    case Tipe::bilangan:
      return parse_count(sent).has_value();
    case Tipe::desimal:
      return parse_decimal(sent).has_value();
    case Tipe::teks:
    case Tipe::addendum:
      return true;
  }
  return false;
}

}  // namespace

bool means_absent(std::string_view text, bool nol_bernilai) {
  if (text.size() > kLongestPengganti || (nol_bernilai && text == "0")) return false;
  return std::any_of(kPengganti.begin(), kPengganti.end(),
                     [&](std::string_view word) { return base::same_ignoring_case(text, word); });
}

base::Normalised read_text(std::string_view sent, Sheet& sheet) {
  const base::Normalised text = base::normalise(sent, sheet.scratch);
  if (!text.legal) sheet.note("G_TEKS_ILEGAL"_kode);
  return text;
}

Isian judge_value(const Butir& row, const Teks& value, Sheet& sheet) {
  if (!value) return Isian::kosong;
  const base::Normalised text = read_text(*value, sheet);
  if (!text.legal) return Isian::terisi;
  if (means_absent(text.text, row.nol_bernilai)) return Isian::pengganti;
  if (!has_schema_form(row.tipe, *value)) {
    sheet.note(row.bentuk);
    return Isian::terisi;
  }
  if (row.panjang_maks != 0 && text.sent > row.panjang_maks) sheet.note(row.bentuk);
  row.check(text, sheet);
  return Isian::terisi;
}

}  // namespace jembatan::lampiran
