#pragma once
// What a spreadsheet does to values that are not numbers: seen, said, never
// repaired. Pure functions, any thread, any bytes.

#include <string_view>
#include <vector>

#include "lampiran/temuan.h"
#include "office/columns.h"

namespace jembatan::office {

/// Adds a PERINGATAN for each damage that the value shows under its column:
/// S_NOTASI_ILMIAH (3.20405E+15), S_NOL_HILANG (leading zeros), S_TANGGAL_LOKAL (21/04/1990), S_TANGGAL_SERI
/// (33000), S_RUMUS (#REF!, =A1), S_DESIMAL (trailing .0), S_APOSTROF (leading '). Free text is checked for
/// S_RUMUS only.
void note_damage(const Column& column, std::string_view value, std::vector<lampiran::Temuan>& catatan);

}  // namespace jembatan::office
