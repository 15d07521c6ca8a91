#pragma once
// Section D: the fields that an addendum in force lets this party give, and
// the rules for foreign workers that four of them switch on.

#include <array>
#include <string_view>
#include <vector>

#include "lampiran/rekaman.h"
#include "lampiran/sheet.h"

namespace jembatan::lampiran {

inline constexpr std::string_view kKewarganegaraan = "kewarganegaraan";
inline constexpr std::string_view kNomorPaspor = "nomorPaspor";
inline constexpr std::string_view kNomorIzinTinggal = "nomorIzinTinggal";
/// Agreed together, they let a foreigner be reported without a NIK.
inline constexpr std::array<std::string_view, 4> kFieldTka{kKewarganegaraan, "jenisIdentitas", kNomorPaspor,
                                                           kNomorIzinTinggal};

/// Judges a record's fields, takes out what is withheld, and leaves what they say of a foreigner as facts.
void judge_field_lain(std::vector<FieldLain>& fields, Bagian bagian, Sheet& sheet);

}  // namespace jembatan::lampiran
