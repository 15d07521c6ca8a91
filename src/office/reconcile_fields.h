#pragma once
// The register's fields by the contract's names, and whose value counts where
// the parties differ. Static data and pure functions, any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "journal/register.h"
#include "lampiran/rekaman.h"
#include "office/reconcile_walk.h"

namespace jembatan::office {

/// "tanggalLahir".
[[nodiscard]] std::string_view field_name(journal::RegisterKind kind, std::size_t field);

/// "nama, tanggalLahir", of a mask of bits.
[[nodiscard]] std::string field_names(journal::RegisterKind kind, std::uint32_t fields);

/// Of a mask of bits, ascending.
[[nodiscard]] std::vector<std::size_t> fields_in(std::uint32_t mask);

/// Who gives the other the value of a field in which they differ. Membership (C.2, C.8, C.10, C.11) is Pihak
/// Kedua's; employment (C.7, C.9 and the company's number of workers) Pihak Kesatu's; of any other field the
/// one who has said it last gives it.
[[nodiscard]] lampiran::Pihak giver_of(journal::RegisterKind kind, std::size_t field, const Pair& pair);

/// The value for people, "" where there is none.
[[nodiscard]] std::string field_text(const lampiran::BadanUsaha& record, std::size_t field);
[[nodiscard]] std::string field_text(const lampiran::Pekerja& record, std::size_t field);

}  // namespace jembatan::office
