#pragma once
// Potential workers of one company, counted from the register as PotensiPekerja
// means them: reported in WLKP by Pihak Kesatu and no members of JKN as far as
// Pihak Kedua has told. Reads hashes only, no value. Throws base::Broken.

#include <cstdint>

#include "journal/sqlite_store.h"
#include "lampiran/rekaman.h"

namespace jembatan::exchange {

struct Potensi {
  std::uint64_t workers = 0;  ///< reported in WLKP
  std::uint64_t members = 0;  ///< of them
};

/// A member is whom Pihak Kedua has given, at this company or in an answer to AmbilPekerja, with another
/// status than BELUM_TERDAFTAR.
[[nodiscard]] Potensi potensi_from_register(journal::SqliteStore& store,
                                            const lampiran::KunciBadanUsaha& kunci);

}  // namespace jembatan::exchange
