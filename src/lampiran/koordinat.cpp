// A.9: a point in WGS84 decimal degrees. Always a PERINGATAN.

#include <algorithm>

#include "lampiran/bentuk.h"
#include "lampiran/isian.h"

namespace jembatan::lampiran {
namespace {

constexpr bool is_latitude(double degrees) {
  return degrees >= -11.5 && degrees <= 6.5;
}
constexpr bool is_longitude(double degrees) {
  return degrees >= 94.5 && degrees <= 141.5;
}

bool says_nothing(const Teks& value, Sheet& sheet) {
  if (!value) return true;
  const base::Normalised text = base::normalise(*value, sheet.scratch);
  return text.legal && means_absent(text.text, true);
}

void check_point(const Desimal& lintang, const Desimal& bujur, Sheet& sheet) {
  if (lintang.nilai == 0 && bujur.nilai == 0) return sheet.note("A9_NOL"_kode);
  if (is_longitude(lintang.nilai) && is_latitude(bujur.nilai)) {
    sheet.note("A9_TERTUKAR"_kode);
  } else if (!is_latitude(lintang.nilai) || !is_longitude(bujur.nilai)) {
    return sheet.note("A9_LUAR_INDONESIA"_kode);
  }
  if (std::min(lintang.angka_desimal, bujur.angka_desimal) <= 2) sheet.note("A9_PRESISI"_kode);
}

}  // namespace

Isian judge_value(const Butir& row, const std::optional<Koordinat>& koordinat, Sheet& sheet) {
  if (!koordinat) return Isian::kosong;
  if (says_nothing(koordinat->lintang, sheet) && says_nothing(koordinat->bujur, sheet)) {
    return Isian::pengganti;
  }
  for (const Teks* const value : {&koordinat->lintang, &koordinat->bujur}) {
    if (*value && !read_text(**value, sheet).legal) return Isian::terisi;
  }
  const auto lintang = parse_decimal(koordinat->lintang.value_or(""));
  const auto bujur = parse_decimal(koordinat->bujur.value_or(""));
  if (!lintang || !bujur) {  // half a point is none
    sheet.note(row.bentuk);
  } else {
    check_point(*lintang, *bujur, sheet);
  }
  return Isian::terisi;
}

}  // namespace jembatan::lampiran
