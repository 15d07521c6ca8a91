#include "office/report_suppress.h"

#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

namespace jembatan::office {

namespace {

using Hidden = std::vector<std::vector<bool>>;
using Place = std::pair<std::size_t, std::size_t>;
using Line = std::vector<Place>;  ///< its last place holds the sum of the others

/// Every row and every column, the sums' own too.
std::vector<Line> lines_of(const Grid& grid) {
  std::vector<Line> lines;
  for (std::size_t row = 0; row < grid.size(); ++row) {
    Line line;
    for (std::size_t column = 0; column < grid[row].size(); ++column) line.emplace_back(row, column);
    lines.push_back(std::move(line));
  }
  for (std::size_t column = 0; grid.size() > 1 && column < grid.front().size(); ++column) {
    Line line;
    for (std::size_t row = 0; row < grid.size(); ++row) line.emplace_back(row, column);
    lines.push_back(std::move(line));
  }
  return lines;
}

/// The smallest shown number of the line that is not 0, its total last.
std::optional<Place> next_to_hide(const Grid& grid, const Hidden& hidden, const Line& line) {
  std::optional<Place> best;
  const auto consider = [&](const Place& place) {
    const auto [row, column] = place;
    if (hidden[row][column] || grid[row][column] == 0) return;
    if (!best || grid[row][column] < grid[best->first][best->second]) best = place;
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) consider(line[i]);
  if (!best) consider(line.back());
  return best;
}

/// What the shown numbers of a line tell of the hidden ones.
bool gives_away(const Grid& grid, const Hidden& hidden, const Line& line) {
  std::size_t count = 0;
  std::uint64_t people = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const auto [row, column] = line[i];
    if (!hidden[row][column]) continue;
    ++count;
    people += grid[row][column];
  }
  const auto [row, column] = line.back();
  if (hidden[row][column]) return count == 0;  // the total is the sum of what is shown
  return count == 1 || (count > 1 && people < kLeastGroup);
}

}  // namespace

Hidden suppressed(const Grid& grid) {
  Hidden hidden;
  for (const auto& row : grid) {
    hidden.emplace_back();
    for (const std::uint64_t people : row) hidden.back().push_back(people > 0 && people < kLeastGroup);
  }
  const std::vector<Line> lines = lines_of(grid);
  for (bool changed = true; changed;) {
    changed = false;
    for (const Line& line : lines) {
      if (!gives_away(grid, hidden, line)) continue;
      const auto place = next_to_hide(grid, hidden, line);
      if (!place) continue;
      hidden[place->first][place->second] = changed = true;
    }
  }
  return hidden;
}

Grid with_sums(Grid grid) {
  for (auto& row : grid) row.push_back(std::accumulate(row.begin(), row.end(), std::uint64_t{0}));
  if (grid.empty()) return grid;
  std::vector<std::uint64_t> sums(grid.front().size());
  for (const auto& row : grid) {
    for (std::size_t column = 0; column < row.size(); ++column) sums[column] += row[column];
  }
  grid.push_back(std::move(sums));
  return grid;
}

}  // namespace jembatan::office
