// A report's tables as CSV and JSON.

#include <cmath>
#include <nlohmann/json.hpp>

#include "office/csv_row.h"
#include "office/report_tables.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::ordered_json;

std::string plain_decimal(double value, int digits, const Words& words) {
  const Words english(Language::english);
  std::string text = english.decimal(value, digits);
  std::erase(text, ',');
  if (words.language() == Language::indonesian && text.find('.') != std::string::npos)
    text[text.find('.')] = ',';
  return text;
}

/// Numbers without thousands' separators, so that a spreadsheet takes them as numbers; text can be no
/// formula.
std::string csv_cell(const Cell& cell, const Words& words) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;  // csv_row() guards it
  if (const auto* month = std::get_if<Month>(&cell)) return iso8601(*month);
  if (const auto* value = std::get_if<std::int64_t>(&cell)) return std::to_string(*value);
  if (const auto* value = std::get_if<Decimal>(&cell))
    return plain_decimal(value->value, value->digits, words);
  if (const auto* share = std::get_if<Share>(&cell)) {
    if (share->whole == 0) return "";
    return plain_decimal(static_cast<double>(tenths_of_percent(share->part, share->whole)) / 10, 1, words) +
           "%";
  }
  return std::holds_alternative<Suppressed>(cell) ? "*" : "";
}

Json json_cell(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* month = std::get_if<Month>(&cell)) return iso8601(*month);
  if (const auto* value = std::get_if<std::int64_t>(&cell)) return *value;
  if (const auto* value = std::get_if<Decimal>(&cell)) return std::round(value->value * 10) / 10;
  if (const auto* share = std::get_if<Share>(&cell)) {
    if (share->whole == 0) return nullptr;
    return static_cast<double>(tenths_of_percent(share->part, share->whole)) / 1000;
  }
  return nullptr;
}

Json json_row(const ReportTable& table, const std::vector<Cell>& cells) {
  Json row = Json::object();
  Json hidden = Json::array();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    row[table.columns[i].id] = json_cell(cells[i]);
    if (std::holds_alternative<Suppressed>(cells[i])) hidden.push_back(table.columns[i].id);
  }
  if (!hidden.empty()) row["ditutup"] = hidden;
  return row;
}

}  // namespace

std::string tables_csv(const Report& report, const std::vector<ReportTable>& tables, const Words& words) {
  const bool indonesian = words.language() == Language::indonesian;
  const char separator = indonesian ? ';' : ',';
  std::string text = indonesian ? "\xef\xbb\xbf" : "";
  text +=
      csv_row({words("title"_t), words.period(report.period), words("as_of"_t, {words.moment(report.as_of)})},
              separator);
  for (const ReportTable& table : tables) {
    text += csv_row({""}, separator);
    text += csv_row({words(table.title)}, separator);
    std::vector<std::string> header;
    for (const TableColumn& column : table.columns) header.push_back(heading_of(column, words));
    text += csv_row(header, separator);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      std::vector<std::string> cells;
      for (const Cell& cell : table.rows[i]) cells.push_back(csv_cell(cell, words));
      if (table.last_is_total && i + 1 == table.rows.size()) cells.front() = words("word.total"_t);
      text += csv_row(cells, separator);
    }
  }
  return text;
}

std::string tables_json(const Report& report, const std::vector<ReportTable>& tables) {
  Json json;
  json["laporan"] = {{"tahun", report.period.year},
                     {"triwulan", report.period.quarter ? Json(*report.period.quarter) : Json(nullptr)},
                     {"keadaanPer", base::iso8601(report.as_of)},
                     {"diperiksaSeluruhnya", report.verification.run}};
  for (const ReportTable& table : tables) {
    json[table.id] = Json::array();
    for (const auto& row : table.rows) json[table.id].push_back(json_row(table, row));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace jembatan::office
