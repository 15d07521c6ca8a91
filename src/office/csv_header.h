#pragma once
// What the first row of a CSV file says about the others. Plain value.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "office/byte_source.h"
#include "office/columns.h"
#include "office/csv_parser.h"

namespace jembatan::office {

struct CsvHeader {
  lampiran::Bagian bagian = lampiran::Bagian::badan_usaha;
  std::vector<std::string> names;      ///< of every column, without spaces around them
  std::vector<const Column*> columns;  ///< null for the columns that the reader passes over
};

/// All unknown, repeated and nameless columns in one error.
[[nodiscard]] base::Result<CsvHeader, FileError> read_header(const CsvRow& row, const ByteSource& source,
                                                             std::optional<lampiran::Bagian> given);

}  // namespace jembatan::office
