#pragma once
// One record beside the annex: every row of its section, then section D, then
// the rules across fields. Findings are left on the sheet; what must not be sent
// on is taken out of the record.

#include "lampiran/rekaman.h"
#include "lampiran/sheet.h"
#include "lampiran/silang.h"

namespace jembatan::lampiran {

void judge_record(BadanUsaha& record, Sheet& sheet, const KnownElsewhere& known_elsewhere);
void judge_record(Pimpinan& record, Sheet& sheet, const KnownElsewhere& known_elsewhere);
void judge_record(Pekerja& record, Sheet& sheet, const KnownElsewhere& known_elsewhere);

/// Calls `use` with the record's value of a row: Teks, the KBLI codes, the coordinates or section D.
template <class Record, class Use>
void with_value(Record& record, const Butir& row, Use&& use) {
  std::visit(
      [&](auto akses) {
        if constexpr (requires { record.*akses; }) use(record.*akses);
      },
      row.akses);
}

/// Leaves a value out whole.
inline void leave_out(Teks& value) {
  value.reset();
}
inline void leave_out(std::optional<Koordinat>& value) {
  value.reset();
}
template <class Entry>
void leave_out(std::vector<Entry>& values) {
  values.clear();
}

}  // namespace jembatan::lampiran
