#pragma once
// Files of whole companies: an object with an array "perusahaan", each with
// id (the giver's own code of it), pengirim (KESATU or KEDUA), badanUsaha,
// pimpinan and pekerja. Members catatan and temuan, and the ids of records, are
// passed over, and so is whatever stands beside perusahaan. Read at once, so at most 64 MiB: for samples and
// trials, not for a full synchronisation. Spreadsheet damage is not looked for. Any thread.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lampiran/pihak.h"
#include "lampiran/rekaman.h"
#include "office/file_error.h"

namespace jembatan::office {

struct Company {
  std::size_t line = 0;  ///< where it begins, from 1
  lampiran::Teks kode;   ///< "id"
  std::optional<lampiran::Pihak> pengirim;
  std::optional<lampiran::BadanUsaha> badan_usaha;
  std::optional<lampiran::Pimpinan> pimpinan;  ///< its badan_usaha only where the file gives one
  std::vector<lampiran::Pekerja> pekerja;
};

[[nodiscard]] base::Result<std::vector<Company>, FileError> read_companies(const std::string& path);

/// Whether the file is one of whole companies rather than of records; false too where it cannot be read.
[[nodiscard]] bool is_company_file(const std::string& path);

/// The same, told from the first bytes of a file.
[[nodiscard]] bool is_company_text(std::string_view start);

inline constexpr std::size_t most_company_bytes = std::size_t{64} << 20U;

}  // namespace jembatan::office
