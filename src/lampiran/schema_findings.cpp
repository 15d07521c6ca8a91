#include "lampiran/schema_findings.h"

#include <algorithm>

#include "lampiran/record.h"

namespace jembatan::lampiran {
namespace {

constexpr Kode kTeksPanjang = "G_TEKS_PANJANG"_kode;  // Clang 14, as in record.cpp

bool keeps_back(const Temuan& temuan, const Aturan& aturan) {
  if (temuan.tingkat == Tingkat::kesalahan) return true;
  const auto kode = find_kode(temuan.kode);
  return kode && (jenis(*kode).sifat == Sifat::ditahan ||
                  aturan.tingkat(*kode) == TingkatAturan::kesalahan_bila_wajib);
}

template <class Record>
void note_on_row(Record& record, Bagian bagian, std::string_view elemen, Sheet& sheet) {
  const std::size_t at = find_row(bagian, row_name(elemen));
  if (at == kButir.size() || kButir[at].tipe == Tipe::addendum) {
    sheet.open(at == kButir.size() ? "K" : kButir[at].butir, elemen, true);
    sheet.note(kTeksPanjang);
    return;
  }
  const Butir& row = kButir[at];
  open_row(at, sheet);
  sheet.note(row.bentuk);
  if (!sheet.withheld()) return;
  with_value(record, row, [](auto& value) { leave_out(value); });
  if (sheet.wajib()) sheet.note(row.kosong);
}

}  // namespace

std::string_view row_name(std::string_view elemen) {
  return elemen == "lintang" || elemen == "bujur" ? "koordinat" : elemen;
}

bool is_explained(std::string_view elemen, const HasilRekaman& hasil, const Aturan& aturan) {
  return std::any_of(hasil.temuan.begin(), hasil.temuan.end(), [&](const Temuan& temuan) {
    return temuan.elemen == row_name(elemen) && keeps_back(temuan, aturan);
  });
}

void note_schema_finding(BadanUsaha& record, std::string_view elemen, Sheet& sheet) {
  note_on_row(record, Bagian::badan_usaha, elemen, sheet);
}
void note_schema_finding(Pimpinan& record, std::string_view elemen, Sheet& sheet) {
  note_on_row(record, Bagian::pimpinan, elemen, sheet);
}
void note_schema_finding(Pekerja& record, std::string_view elemen, Sheet& sheet) {
  note_on_row(record, Bagian::pekerja, elemen, sheet);
}

}  // namespace jembatan::lampiran
