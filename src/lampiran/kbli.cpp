// A.4: one or more KBLI codes, each with the edition where it is known.

#include <algorithm>
#include <string>
#include <utility>

#include "lampiran/isian.h"

namespace jembatan::lampiran {
namespace {

constexpr std::size_t kMostCodes = 100;  // maxOccurs of the schema

/// A code and its edition in normal form: what makes two entries the same.
using Key = std::pair<std::string, std::string>;

bool is_placeholder(const Butir& row, const Kbli& entry) {
  std::string scratch;
  const base::Normalised text = base::normalise(entry.kode, scratch);
  return text.legal && means_absent(text.text, row.nol_bernilai);
}

/// The edition in normal form; one that says nothing is left out of the entry, which stays.
std::string judge_edition(const Butir& row, Teks& edisi, Sheet& sheet) {
  if (!edisi) return {};
  const base::Normalised text = read_text(*edisi, sheet);
  if (text.legal && means_absent(text.text, row.nol_bernilai)) {
    sheet.note("G_PLACEHOLDER"_kode);
    sheet.reopen();
    edisi.reset();
    return {};
  }
  if (text.sent > row.panjang_maks) sheet.note(row.bentuk);
  return std::string(text.text);
}

/// Judges one entry; false: it is to be left out.
bool judge_entry(const Butir& row, Kbli& entry, std::vector<Key>& seen, Sheet& sheet) {
  sheet.reopen();
  if (is_placeholder(row, entry)) {
    sheet.note("G_PLACEHOLDER"_kode);
    return false;
  }
  const std::string edition = judge_edition(row, entry.edisi, sheet);
  const base::Normalised text = read_text(entry.kode, sheet);
  if (!text.legal) return true;
  if (text.sent > row.panjang_maks) sheet.note(row.bentuk);
  Key key{std::string(text.text), edition};
  if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
    sheet.note("A4_DUPLIKAT"_kode);
  } else {
    seen.push_back(std::move(key));
  }
  row.check(text, sheet);
  return !sheet.withheld();
}

}  // namespace

Isian judge_value(const Butir& row, std::vector<Kbli>& kbli, Sheet& sheet) {
  if (kbli.empty()) return Isian::kosong;
  if (std::all_of(kbli.begin(), kbli.end(), [&](const Kbli& entry) { return is_placeholder(row, entry); })) {
    return Isian::pengganti;
  }
  const bool too_many = kbli.size() > kMostCodes;
  std::vector<Key> seen;
  std::vector<Kbli> kept;
  for (Kbli& entry : kbli) {
    if (judge_entry(row, entry, seen, sheet)) kept.push_back(std::move(entry));
  }
  kbli = std::move(kept);
  sheet.reopen();
  if (too_many) sheet.note("G_TEKS_PANJANG"_kode);
  return Isian::terisi;
}

}  // namespace jembatan::lampiran
