#include "office/reconcile_sheet.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lampiran/bentuk.h"
#include "office/csv_row.h"
#include "office/display.h"
#include "office/table.h"

namespace jembatan::office {

namespace {

/// Whether a spreadsheet would take the cell for a number and lose leading zeros, or digits after the
/// fifteenth.
bool would_lose_digits(std::string_view cell) {
  constexpr std::size_t exact_digits = 15;
  return lampiran::all_digits(cell) &&
         ((cell.size() > 1 && cell.front() == '0') || cell.size() > exact_digits);
}

}  // namespace

std::string Sheet::text(SheetForm form) const {
  if (form == SheetForm::csv) return csv();
  return form == SheetForm::json ? json() : table();
}

/// Without the columns that have no title, or nothing to show.
std::string Sheet::table() const {
  std::vector<Table::Column> columns;
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    const bool says_something =
        std::any_of(rows_.begin(), rows_.end(), [i](const auto& row) { return !row[i].empty(); });
    if (column.title.empty() || !says_something) continue;
    columns.push_back({column.title, column.number ? Table::Align::right : Table::Align::left, column.most});
    shown.push_back(i);
  }
  Table table(std::move(columns));
  for (const auto& row : rows_) {
    std::vector<std::string> cells;
    for (const std::size_t i : shown) cells.push_back(row[i]);
    table.add(cells);
  }
  return table.text();
}

std::string Sheet::csv() const {
  constexpr char separator = ';';
  std::vector<std::string> header;
  for (const Column& column : columns_) header.push_back(column.name);
  std::string text = "\xef\xbb\xbf" + csv_row(header, separator);
  for (const auto& row : rows_) {
    std::vector<std::string> cells = row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!columns_[i].number && would_lose_digits(cells[i])) cells[i].insert(0, 1, '\'');
    }
    text += csv_row(cells, separator);
  }
  return text;
}

std::string Sheet::json() const {
  using Json = nlohmann::ordered_json;
  std::string text;
  for (const auto& row : rows_) {
    Json line{{"jenis", kind_}};
    for (std::size_t i = 0; i < row.size(); ++i) {
      Json& member = line[columns_[i].name];
      if (row[i].empty()) continue;
      member = columns_[i].number ? Json(std::stoull(row[i])) : Json(row[i]);
    }
    text += visible(line.dump(-1, ' ', false, Json::error_handler_t::replace)) + '\n';
  }
  return text;
}

}  // namespace jembatan::office
