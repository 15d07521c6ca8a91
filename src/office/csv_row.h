#pragma once
// Writes a CSV row (RFC 4180) that a spreadsheet can open safely. Pure, any thread.

#include <string>
#include <vector>

namespace jembatan::office {

/// With CRLF at its end; cells that a spreadsheet would run are guarded (see formula_guard.h).
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells, char separator);

}  // namespace jembatan::office
