#pragma once
// Files of records, read a batch at a time in constant memory: CSV, a JSON array
// or JSON Lines, one section a file. One thread per reader. A reader owns its
// file; a batch is a plain value. What is wrong with a file is a FileError; a
// disk that fails throws base::Broken.
//
// Values are handed on as they stand in the file, never repaired: the judge
// decides about them. What a spreadsheet seems to have done to one is noted
// beside the record.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "lampiran/pihak.h"
#include "lampiran/rekaman.h"
#include "lampiran/temuan.h"
#include "office/file_error.h"

namespace jembatan::office {

/// Where one record came from.
struct Origin {
  std::size_t number = 0;  ///< record in the file, from 1
  std::size_t line = 0;    ///< where it begins, from 1
  /// The company it names (badanUsaha.npwp, .nib, .tdp, .kodeBadanUsaha); sections pimpinan and pekerja only.
  std::optional<lampiran::KunciBadanUsaha> kunci;
  std::vector<lampiran::Temuan> catatan;  ///< spreadsheet damage, S_* codes, all PERINGATAN
  std::vector<std::string> raw;  ///< CSV: the row's cells under Layout::columns; JSON: the object's text
};

struct Batch {
  lampiran::Rekaman records;
  std::vector<Origin> origins;  ///< one for each record, in order
};

/// The form of the file, so that a refused row can be written the same way.
struct Layout {
  bool json = false;
  bool byte_order_mark = false;      ///< CSV
  char separator = ',';              ///< CSV
  std::vector<std::string> columns;  ///< CSV: the header, without temuan_kode and temuan_pesan
};

class RecordReader {
 public:
  virtual ~RecordReader() = default;
  [[nodiscard]] virtual lampiran::Bagian bagian() const = 0;
  [[nodiscard]] virtual const Layout& layout() const = 0;
  /// The next 1 to `most` records (most > 0), fewer where they come to most_batch_bytes, none at the end.
  /// Records before a damaged place are handed out first, then the error comes, again at every call.
  [[nodiscard]] virtual base::Result<std::optional<Batch>, FileError> next(std::size_t most) = 0;
};

/// Tells CSV from JSON by the file's first bytes. The section is the given one, or told from the header or
/// the first record's members.
[[nodiscard]] base::Result<std::unique_ptr<RecordReader>, FileError> open_records(
    const std::string& path, std::optional<lampiran::Bagian> given = std::nullopt);

/// A row or JSON object may have this many bytes; ample for 64 additional fields of 1,024 characters.
inline constexpr std::size_t most_record_bytes = std::size_t{1} << 20U;
/// A batch ends once its records came to this many bytes in the file.
inline constexpr std::size_t most_batch_bytes = std::size_t{4} << 20U;

}  // namespace jembatan::office
