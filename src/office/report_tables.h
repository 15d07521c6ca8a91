#pragma once
// A report's numbers as tables: the same for the page, the CSV and the JSON.
// Groups under five people are suppressed here, so that no file shows them. Pure,
// any thread.

#include <string>
#include <variant>
#include <vector>

#include "office/report_numbers.h"
#include "office/report_texts.h"

namespace jembatan::office {

/// A number that must not be shown.
struct Suppressed {};
struct Share {
  std::uint64_t part = 0, whole = 0;
};
struct Decimal {
  double value = 0;
  int digits = 1;
};
/// Empty, words, a month, a count, ...
using Cell = std::variant<std::monostate, std::string, Month, std::int64_t, Decimal, Share, Suppressed>;

struct TableColumn {
  std::string id;  ///< JSON's member
  Text heading;
  bool number = false;     ///< right-aligned
  std::string shown = {};  ///< instead of the heading's text: a quarter, a month
};

struct ReportTable {
  std::string id;  ///< JSON's member
  Text title;
  std::vector<TableColumn> columns;
  std::vector<std::vector<Cell>> rows;
  bool last_is_total = false;
};

[[nodiscard]] std::vector<ReportTable> tables_of(const Report& report, const Words& words);

/// By its id; never missing where tables_of() made it.
[[nodiscard]] const ReportTable& table(const std::vector<ReportTable>& tables, std::string_view id);

/// One after the other, each with a heading and its title, an empty line between. Indonesian: UTF-8 with a
/// byte order mark, ';' and a decimal comma, as Excel reads it there; English: ',' and a point.
[[nodiscard]] std::string tables_csv(const Report& report, const std::vector<ReportTable>& tables,
                                     const Words& words);
/// One object: facts about the report, then each table as an array of objects. A suppressed number is null,
/// its column's name stands in the row's member `ditutup`.
[[nodiscard]] std::string tables_json(const Report& report, const std::vector<ReportTable>& tables);

[[nodiscard]] std::string heading_of(const TableColumn& column, const Words& words);
/// As a person reads it.
[[nodiscard]] std::string cell_text(const Cell& cell, const Words& words);

}  // namespace jembatan::office
