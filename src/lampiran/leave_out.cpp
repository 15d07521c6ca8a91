#include "lampiran/judge.h"
#include "lampiran/record.h"
#include "lampiran/schema_findings.h"

namespace jembatan::lampiran {

void leave_out(Rekaman& rekaman, const NilaiSalah& nilai) {
  if (nilai.urutan == 0 || nilai.urutan > count(rekaman)) return;
  const std::size_t row = find_row(bagian_of(rekaman), row_name(nilai.elemen));
  if (row == kButir.size()) return;
  std::visit(
      [&](auto& records) {
        with_value(records[nilai.urutan - 1], kButir[row], [](auto& value) { leave_out(value); });
      },
      rekaman);
}

}  // namespace jembatan::lampiran
