#include "office/csv_row.h"

#include "office/formula_guard.h"

namespace jembatan::office {

namespace {

std::string quoted_where_needed(const std::string& cell) {
  if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells, char separator) {
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) row += separator;
    row += quoted_where_needed(guarded(cell));
  }
  return row + "\r\n";
}

}  // namespace jembatan::office
