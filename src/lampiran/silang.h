#pragma once
// Rules across the fields of a record, and across the records of a message.
// Each is one function; each notes what it finds on the sheet or in the
// verdicts and leaves out of the record what is withheld.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "lampiran/isian.h"
#include "lampiran/rekaman.h"
#include "lampiran/sheet.h"

namespace jembatan::lampiran {

/// Whether the journal knows a NIK at another company; may be empty.
using KnownElsewhere = std::function<bool(std::string_view nik)>;

/// A1_NIK_UNTUK_BADAN.
void rules_of_badan_usaha(Sheet& sheet);

/// C1_TGL_LAHIR_BEDA, C8_SEBELUM_LAHIR, C9_PKWTT_TKA, C11_AKTIF_TANPA_NOMOR, C1_GANDA_PERUSAHAAN.
void rules_of_pekerja(Pekerja& pekerja, Sheet& sheet, const KnownElsewhere& known_elsewhere);

/// For a foreigner whose NIK is missing, where the four fields are agreed: C1_WNA_TANPA_NIK,
/// C1_WNA_PASPOR_WAJIB. False: C1_WAJIB stands.
[[nodiscard]] bool passport_stands_for_nik(Sheet& sheet);

/// What a worker's record leaves for the rules across records.
struct Jejak {
  std::uint64_t nik = 0;  ///< 0: none of 16 digits
  std::uint64_t jkn = 0;  ///< 0: none that is sound
};
[[nodiscard]] Jejak trace_of(const Facts& facts);

/// Calls `found` with each later record of a NIK that stands in the message before (C1_DUPLIKAT). The first
/// occurrence stands, whatever its own verdict: which of them the sender means, only he can say.
void find_duplicate_nik(const std::vector<Jejak>& jejak, const std::function<void(std::size_t)>& found);

/// The same for a JKN number that another worker bore before (C2_DUPLIKAT); the same worker twice is no case.
void find_duplicate_jkn(const std::vector<Jejak>& jejak, const std::function<void(std::size_t)>& found);

}  // namespace jembatan::lampiran
