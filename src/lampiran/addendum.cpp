#include "lampiran/addendum.h"

#include <algorithm>

#include "lampiran/bentuk.h"

namespace jembatan::lampiran {

bool FieldDisepakati::accepts(std::string_view normalised, std::size_t length, std::string_view sent) const {
  if (length < panjang_min || length > panjang_maks) return false;
  if (!kode.empty() && !std::binary_search(kode.begin(), kode.end(), normalised)) return false;
  switch (tipe) {
    case TipeField::teks:
      return true;
    case TipeField::tanggal:
      return parse_date(sent).has_value();
    case TipeField::bilangan:
      return parse_count(sent).has_value();
    case TipeField::pola:
      return pola.matches(normalised);
  }
  return false;
}

bool Addendum::berlaku(base::Date tanggal) const {
  return tanggal >= berlaku_sejak && (!berlaku_hingga || tanggal <= *berlaku_hingga);
}

const FieldDisepakati* Addendum::find(std::string_view nama, Bagian bagian, Pihak pihak) const {
  const auto at = std::find_if(field.begin(), field.end(), [&](const FieldDisepakati& one) {
    return one.bagian == bagian && one.boleh[pihak] && one.nama == nama;
  });
  return at == field.end() ? nullptr : &*at;
}

}  // namespace jembatan::lampiran
