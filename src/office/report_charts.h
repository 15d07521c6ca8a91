#pragma once
// Charts as inline SVG: one accent and greys, hatched where two areas meet, so
// that they also tell in black and white; every number stands in a table too.
// Colours come from the page's style. Pure, any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jembatan::office {

/// For text between tags and in attributes.
[[nodiscard]] std::string escaped(std::string_view text);

/// Patterns that the charts use; once in a page, before them.
[[nodiscard]] std::string chart_patterns();

/// Columns of two parts: the solid one below, the hatched one on top.
struct ColumnOf {
  std::string label;
  std::uint64_t solid = 0, hatched = 0;
  std::string tip;  ///< for screen readers and the mouse
};
[[nodiscard]] std::string columns_chart(std::string_view title, const std::vector<ColumnOf>& columns,
                                        const std::string& solid, const std::string& hatched,
                                        const std::vector<std::string>& scale_words, std::uint64_t scale_top);
/// A round number not below the highest column, for the scale.
[[nodiscard]] std::uint64_t scale_top_of(const std::vector<ColumnOf>& columns);

/// One bar of three parts for each row: solid in the middle, hatched on the left, dotted on the right.
struct ThreeParts {
  std::string label;
  std::uint64_t left = 0, middle = 0, right = 0;
  std::string left_text, middle_text, right_text;  ///< what stands beside the parts
};
[[nodiscard]] std::string overlap_chart(std::string_view title, const std::vector<ThreeParts>& bars,
                                        const std::string& left, const std::string& middle,
                                        const std::string& right);

/// A line from median to 99 % for each row, on a logarithmic scale.
struct SpreadOf {
  std::string label;
  double median = 0, p95 = 0, p99 = 0;
  std::string text;
};
[[nodiscard]] std::string spread_chart(std::string_view title, const std::vector<SpreadOf>& rows,
                                       const std::vector<std::pair<double, std::string>>& marks);

}  // namespace jembatan::office
