#include "office/csv_parser.h"

#include <algorithm>
#include <utility>

#include "office/record_reader.h"
#include "office/utf8.h"

namespace jembatan::office {

namespace {

constexpr std::size_t most_cells = 4096;

/// The commonest of comma, semicolon and tab in the first line, outside quotes.
char separator_of(std::string_view start) {
  constexpr std::string_view candidates = ",;\t";
  std::vector<std::size_t> seen(candidates.size());
  bool quoted = false;
  for (const char c : start) {
    if (!quoted && (c == '\n' || c == '\r')) break;
    if (c == '"') quoted = !quoted;
    const std::size_t which = candidates.find(c);
    if (!quoted && which != std::string_view::npos) ++seen[which];
  }
  const auto commonest = std::max_element(seen.begin(), seen.end());
  return candidates[static_cast<std::size_t>(commonest - seen.begin())];
}

FileError not_utf8(const ByteSource& source, std::size_t line) {
  return source.error(FileFault::not_utf8, line, "this line is not UTF-8, most likely Windows-1252 (ANSI)",
                      "in the spreadsheet choose Save As and the type \"CSV UTF-8 (Comma delimited)\"");
}

}  // namespace

CsvParser::CsvParser(ByteSource source)
    : source_(std::move(source)), separator_(separator_of(source_.ahead())) {}

base::Result<bool, FileError> CsvParser::read(CsvRow& row) {
  while (source_.peek() == '\n' || source_.peek() == '\r') source_.get();
  row.cells.clear();
  row.line = source_.line();
  if (source_.peek() == ByteSource::end) return false;
  room_ = most_record_bytes;
  while (true) {
    auto next = cell();
    if (!next) return base::fail(std::move(next.error()));
    if (row.cells.size() == most_cells) {
      return base::fail(source_.error(FileFault::too_large, row.line, "this row has more than 4,096 fields",
                                      "check that this is a file of records"));
    }
    row.cells.push_back(std::move(*next));
    const int after = source_.get();
    if (after == '\r' && source_.peek() == '\n') source_.get();
    if (after != separator_) return true;
  }
}

base::Result<std::string, FileError> CsvParser::cell() {
  const std::size_t line = source_.line();
  auto cell = source_.peek() == '"' ? quoted_cell() : plain_cell();
  if (!cell) return cell;
  if (const auto invalid = first_invalid(*cell)) {
    const auto before = std::string_view(*cell).substr(0, *invalid);
    const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return base::fail(not_utf8(source_, line + lines));
  }
  return cell;
}

base::Result<std::string, FileError> CsvParser::quoted_cell() {
  const std::size_t line = source_.line();
  std::string cell;
  source_.get();
  while (true) {
    const int byte = source_.get();
    if (byte == ByteSource::end) {
      return base::fail(source_.error(FileFault::quote, line, "the quote opened here is never closed",
                                      "close it, and double every quote that is part of the text"));
    }
    if (byte == '"' && source_.peek() != '"') break;
    if (byte == '"') source_.get();
    if (room_-- == 0) return base::fail(too_large(line));
    cell += static_cast<char>(byte);
  }
  if (at_cell_end()) return cell;
  return base::fail(source_.error(FileFault::quote, source_.line(), "text follows a closing quote",
                                  "double every quote that is part of the text"));
}

base::Result<std::string, FileError> CsvParser::plain_cell() {
  std::string cell;
  while (!at_cell_end()) {
    if (room_-- == 0) return base::fail(too_large(source_.line()));
    cell += static_cast<char>(source_.get());
  }
  return cell;
}

bool CsvParser::at_cell_end() {
  const int byte = source_.peek();
  return byte == separator_ || byte == '\n' || byte == '\r' || byte == ByteSource::end;
}

FileError CsvParser::too_large(std::size_t line) const {
  return source_.error(FileFault::too_large, line, "the row that this field is in has more than 1 MiB",
                       "look for a quote that is opened in or before this field and never closed");
}

}  // namespace jembatan::office
