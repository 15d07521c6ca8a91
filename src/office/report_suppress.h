#pragma once
// Which numbers of a table of people must not be shown: groups under five, and as
// many others as are needed so that no total gives one away. Pure, any thread.

#include <cstdint>
#include <vector>

namespace jembatan::office {

inline constexpr std::uint64_t kLeastGroup = 5;

/// Rows of equal length; the last column is the sum of the others of its row, the last row the sum of the
/// others of its column. A single row stands by itself.
using Grid = std::vector<std::vector<std::uint64_t>>;

/// True where a number must be hidden. A hidden group is never known as the rest of a line: at least two
/// numbers of a line are hidden, of at least five people together, or its total is hidden too. Zero is shown.
[[nodiscard]] std::vector<std::vector<bool>> suppressed(const Grid& grid);

/// Adds the sums: a row and a column.
[[nodiscard]] Grid with_sums(Grid grid);

}  // namespace jembatan::office
