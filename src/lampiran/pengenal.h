#pragma once
// The identifiers of a company in the form in which they are compared. Pure
// functions over values, any thread. The values as received are kept elsewhere.

#include <string>
#include <string_view>
#include <vector>

#include "lampiran/rekaman.h"

namespace jembatan::lampiran {

/// In the order of their weight: where two identifiers tell of two companies, the first one decides.
enum class JenisPengenal { npwp, nib, tdp, kode, nama };

[[nodiscard]] std::string_view name(JenisPengenal jenis);

struct Pengenal {
  JenisPengenal jenis = JenisPengenal::npwp;
  std::string nilai;
  bool operator==(const Pengenal&) const = default;
};

/// The weightiest first; placeholders and what cannot identify are passed over. An NPWP of 15 digits gets its
/// 0 (PMK 112/PMK.03/2022); a NITKU of 22 digits stays whole, so that a branch is a company of its own.
[[nodiscard]] std::vector<Pengenal> pengenal_of(const KunciBadanUsaha& kunci);

/// Of a company's own record. One without any identifier is known by name and address together, never by the
/// name alone: names are not unique.
[[nodiscard]] std::vector<Pengenal> pengenal_of(const BadanUsaha& badan_usaha);

/// What tells a company's workers apart: the NIK, without one the passport, without both name and birth date.
[[nodiscard]] std::string kunci_of(const Pekerja& pekerja);
[[nodiscard]] std::string kunci_of_nik(std::string_view nik);

}  // namespace jembatan::lampiran
