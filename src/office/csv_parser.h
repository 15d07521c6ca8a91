#pragma once
// Rows of a CSV file (RFC 4180) with exact line numbers. Blank lines are passed
// over; a quote inside an unquoted field is text. One thread; a row has at most
// most_record_bytes and 4,096 fields.

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "office/byte_source.h"

namespace jembatan::office {

struct CsvRow {
  std::vector<std::string> cells;
  std::size_t line = 0;  ///< where the row begins
};

class CsvParser {
 public:
  /// The source stands at the header; its separator is told from it.
  explicit CsvParser(ByteSource source);

  /// The next row; false at the end of the file.
  [[nodiscard]] base::Result<bool, FileError> read(CsvRow& row);

  [[nodiscard]] char separator() const { return separator_; }
  [[nodiscard]] const ByteSource& source() const { return source_; }

 private:
  [[nodiscard]] base::Result<std::string, FileError> cell();
  [[nodiscard]] base::Result<std::string, FileError> quoted_cell();
  [[nodiscard]] base::Result<std::string, FileError> plain_cell();
  [[nodiscard]] FileError too_large(std::size_t line) const;
  [[nodiscard]] bool at_cell_end();

  ByteSource source_;
  char separator_;
  std::size_t room_ = 0;  ///< bytes the row may still have
};

}  // namespace jembatan::office
