#pragma once
// Rows under named columns, for people (a table), for a spreadsheet with
// Indonesian settings (CSV: semicolons, a byte order mark; cells that it would run,
// and identifiers that it would take for numbers, with a leading single quote) and
// for programs (JSON, one object a line). One thread; owns its cells.

#include <string>
#include <string_view>
#include <vector>

namespace jembatan::office {

enum class SheetForm { table, csv, json };

class Sheet {
 public:
  struct Column {
    std::string name;   ///< in CSV and JSON: "perusahaan"
    std::string title;  ///< in a table; without one it is left out there
    bool number = false;
    std::size_t most = 0;  ///< widest in a table; 0: any width
  };

  /// `kind` is JSON's member "jenis".
  Sheet(std::string kind, std::vector<Column> columns)
      : kind_(std::move(kind)), columns_(std::move(columns)) {}

  /// One cell for each column; an empty cell is JSON's null.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::string text(SheetForm form) const;

 private:
  [[nodiscard]] std::string table() const;
  [[nodiscard]] std::string csv() const;
  [[nodiscard]] std::string json() const;

  std::string kind_;
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace jembatan::office
