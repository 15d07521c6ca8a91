#include "lampiran/hearing.h"

#include <algorithm>

#include "lampiran/butir_table.h"
#include "lampiran/field_lain.h"

namespace jembatan::lampiran {
namespace {

std::uint32_t mandatory_rows(const Addendum* addendum, Pihak pemberi) {
  std::uint32_t rows = 0;
  for (std::size_t row = 0; row < kButir.size(); ++row) {
    bool wajib = kButir[row].wajib[pemberi];
    if (addendum != nullptr) {
      for (const Tanda& tanda : addendum->tanda) {
        if (tanda.pihak == pemberi && tanda.butir == kButir[row].butir) wajib = tanda.wajib;
      }
    }
    if (wajib) rows |= bit(row);
  }
  return rows;
}

bool foreign_worker_fields_agreed(const Addendum* addendum, Pihak pemberi) {
  return addendum != nullptr && std::all_of(kFieldTka.begin(), kFieldTka.end(), [&](std::string_view nama) {
           return addendum->find(nama, Bagian::pekerja, pemberi) != nullptr;
         });
}

}  // namespace

Hearing::Hearing(const Aturan& law, Pihak giver, base::Date day)
    : aturan(law),
      pemberi(giver),
      tanggal(day),
      addendum(law.addendum(day)),
      wajib(mandatory_rows(addendum, giver)),
      tka(foreign_worker_fields_agreed(addendum, giver)) {}

}  // namespace jembatan::lampiran
