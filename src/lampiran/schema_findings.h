#pragma once
// What the schema check saw and the judge did not: whatever breaks its schema
// type must end in a finding that rejects the record or withholds the value.

#include <string_view>

#include "lampiran/rekaman.h"
#include "lampiran/sheet.h"

namespace jembatan::lampiran {

/// The element whose row of the annex a schema element belongs to: koordinat for lintang and bujur.
[[nodiscard]] std::string_view row_name(std::string_view elemen);

/// Whether a finding on the element already keeps its value from being sent on.
[[nodiscard]] bool is_explained(std::string_view elemen, const HasilRekaman& hasil, const Aturan& aturan);

/// Notes the finding for a value of the wrong schema type, and leaves the value out if it is withheld. An
/// element that is no row of the annex (a part of the key) rejects the record.
void note_schema_finding(BadanUsaha& record, std::string_view elemen, Sheet& sheet);
void note_schema_finding(Pimpinan& record, std::string_view elemen, Sheet& sheet);
void note_schema_finding(Pekerja& record, std::string_view elemen, Sheet& sheet);

}  // namespace jembatan::lampiran
