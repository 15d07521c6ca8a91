#include "office/table.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "office/display.h"

namespace jembatan::office {

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)), widths_(columns_.size()) {
  std::vector<std::string> titles;
  for (const Column& column : columns_) titles.push_back(column.title);
  add(titles);
}

void Table::add(const std::vector<std::string>& cells) {
  assert(cells.size() == columns_.size());
  auto& row = rows_.emplace_back();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string cell = visible(cells[i]);
    if (columns_[i].most > 0) cell = cut(cell, columns_[i].most);
    widths_[i] = std::max(widths_[i], display_width(cell));
    row.push_back(std::move(cell));
  }
}

std::string Table::text() const {
  std::vector<std::string> rules;
  for (const std::size_t width : widths_) rules.emplace_back(width, '-');
  std::string all = line(rows_.front()) + line(rules);
  for (std::size_t i = 1; i < rows_.size(); ++i) all += line(rows_[i]);
  return all;
}

std::string Table::line(const std::vector<std::string>& cells) const {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string space(widths_[i] - display_width(cells[i]), ' ');
    const bool right = columns_[i].align == Align::right;
    line += (i == 0 ? "" : "  ") + (right ? space + cells[i] : cells[i] + space);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

}  // namespace jembatan::office
