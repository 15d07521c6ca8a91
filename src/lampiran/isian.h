#pragma once
// Reading one value: is it there at all, legal, in length and of its schema
// type. What every element goes through before its own check.

#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "lampiran/butir_table.h"
#include "lampiran/sheet.h"

namespace jembatan::lampiran {

enum class Isian : std::uint8_t {
  kosong,     ///< absent
  pengganti,  ///< a placeholder, or empty: means absent, but stands in the record
  terisi,
};

/// Turns the sheet to a row of the annex, with the giver's mark.
inline void open_row(std::size_t row, Sheet& sheet) {
  sheet.open(kButir[row].butir, kButir[row].elemen, (sheet.hearing().wajib & bit(row)) != 0);
}

/// Whether a normalised text only says that there is nothing ("-", "N/A", ""); "0" unless it is a value.
[[nodiscard]] bool means_absent(std::string_view text, bool nol_bernilai);

/// Notes G_TEKS_ILEGAL on the sheet's open element where the text is not legal.
[[nodiscard]] base::Normalised read_text(std::string_view sent, Sheet& sheet);

/// The value of a row that is plain text; its findings are on the sheet.
[[nodiscard]] Isian judge_value(const Butir& row, const Teks& value, Sheet& sheet);

/// The company's KBLI codes; entries to be withheld and stray placeholders are taken out.
[[nodiscard]] Isian judge_value(const Butir& row, std::vector<Kbli>& kbli, Sheet& sheet);

[[nodiscard]] Isian judge_value(const Butir& row, const std::optional<Koordinat>& koordinat, Sheet& sheet);

}  // namespace jembatan::lampiran
