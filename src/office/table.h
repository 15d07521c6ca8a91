#pragma once
// A plain text table for people. One thread; owns its cells. Cells are shown
// with control characters and terminal escapes made visible.

#include <cstddef>
#include <string>
#include <vector>

namespace jembatan::office {

class Table {
 public:
  enum class Align { left, right };

  struct Column {
    std::string title;
    Align align = Align::left;  ///< right for numbers
    std::size_t most = 0;       ///< widest in terminal columns, longer cells end in an ellipsis; 0: any width
  };

  explicit Table(std::vector<Column> columns);

  /// One cell for each column.
  void add(const std::vector<std::string>& cells);

  /// Titles, a rule and the rows, two spaces between columns, none at the end of a line, LF after each.
  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] std::string line(const std::vector<std::string>& cells) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;  ///< the first is the titles
  std::vector<std::size_t> widths_;
};

}  // namespace jembatan::office
