#pragma once
// Why a file of records cannot be read (on): what an operator sees and mends.
// Plain value. Never holds a cell's or a member's value, only names, numbers of
// lines and what to do.

#include <cstddef>
#include <string>
#include <string_view>

namespace jembatan::office {

enum class FileFault {
  unreadable,
  empty,
  utf16,
  not_utf8,
  workbook,     ///< a spreadsheet's own format, not its CSV export
  xml,          ///< a SOAP message, or other XML
  header,       ///< unknown, repeated or nameless column; no header at all
  quote,        ///< unclosed quote, or text after a closing one
  field_count,  ///< a row with more or fewer fields than the header
  too_large,    ///< a row, record, value or nesting over its bound
  json,         ///< not well-formed, or not the agreed shape
  member,       ///< unknown or repeated member, or not the kind of value it takes
  number,       ///< a JSON number where text is due
  exists,       ///< a file that would be overwritten
};

/// The stable code, "BERKAS_KUTIP".
[[nodiscard]] std::string_view name(FileFault fault);

struct FileError {
  FileFault fault = FileFault::unreadable;
  std::string file;
  std::size_t line = 0;  ///< from 1; 0 where no line is to blame
  std::string what;
  std::string remedy;
};

/// "pekerja.csv:12: the quote opened here is never closed; close it, or double the quotes inside the text".
[[nodiscard]] std::string text(const FileError& error);

}  // namespace jembatan::office
