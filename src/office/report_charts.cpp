#include "office/report_charts.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>

namespace jembatan::office {

namespace {

constexpr double kWidth = 680;

/// One decimal, with a point: a coordinate.
std::string at(double value) {
  return fmt::format("{:.1f}", value);
}

std::string rect(double x, double y, double width, double height, std::string_view kind) {
  return fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", kind, at(x), at(y),
                     at(width), at(height));
}

std::string text(double x, double y, std::string_view anchor, std::string_view words,
                 std::string_view kind = "t") {
  return fmt::format(R"(<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>)", kind, at(x), at(y),
                     anchor, escaped(words));
}

std::string line(double x1, double y1, double x2, double y2, std::string_view kind) {
  return fmt::format(R"(<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>)", kind, at(x1), at(y1), at(x2),
                     at(y2));
}

std::string svg(double height, std::string_view title, const std::string& inside) {
  return fmt::format(R"(<svg viewBox="0 0 {} {}" role="img" aria-label="{}">)", at(kWidth), at(height),
                     escaped(title)) +
         inside + "</svg>\n";
}

std::string key(double x, double y, std::string_view kind, std::string_view words) {
  return rect(x, y - 9, 11, 11, kind) + text(x + 16, y, "start", words);
}

std::size_t letters(std::string_view words) {
  return static_cast<std::size_t>(
      std::count_if(words.begin(), words.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return safe;
}

std::string chart_patterns() {
  return R"(<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>)"
         R"svg(<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">)svg"
         R"(<rect width="5" height="5" fill="#fff"/><line x1="0" y1="0" x2="0" y2="5" stroke="#5b6670" stroke-width="2.4"/></pattern>)"
         R"(<pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#e9edf0"/>)"
         R"(<circle cx="2.5" cy="2.5" r="1.1" fill="#5b6670"/></pattern></defs></svg>)"
         "\n";
}

std::uint64_t scale_top_of(const std::vector<ColumnOf>& columns) {
  std::uint64_t highest = 1;
  for (const ColumnOf& column : columns) highest = std::max(highest, column.solid + column.hatched);
  std::uint64_t step = 1;
  while (step * 10 < highest) step *= 10;
  for (const std::uint64_t times : {1, 2, 4, 5, 6, 8, 10}) {
    if (step * times >= highest) return std::max<std::uint64_t>(step * times, 2);
  }
  return step * 10;
}

std::string columns_chart(std::string_view title, const std::vector<ColumnOf>& columns,
                          const std::string& solid, const std::string& hatched,
                          const std::vector<std::string>& scale_words, std::uint64_t scale_top) {
  constexpr double top = 34, floor = 170, left = 58, right = kWidth - 4;
  std::string inside = key(left, 14, "solid", solid) +
                       key(left + 30 + 7.0 * static_cast<double>(letters(solid)), 14, "hatched", hatched);
  for (std::size_t i = 0; i < scale_words.size(); ++i) {
    const double y =
        floor - (floor - top) * static_cast<double>(i) / static_cast<double>(scale_words.size() - 1);
    inside +=
        line(left, y, right, y, i == 0 ? "axis" : "grid") + text(left - 8, y + 4, "end", scale_words[i]);
  }
  const double slot = (right - left) / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
  const double width = std::min(slot * 0.62, 56.0);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ColumnOf& column = columns[i];
    const double x = left + slot * (static_cast<double>(i) + 0.5);
    const double scale = (floor - top) / static_cast<double>(scale_top);
    const double low = static_cast<double>(column.solid) * scale,
                 high = static_cast<double>(column.hatched) * scale;
    inside += "<g><title>" + escaped(column.tip) + "</title>";
    if (column.solid > 0) inside += rect(x - width / 2, floor - low, width, low, "solid");
    if (column.hatched > 0) inside += rect(x - width / 2, floor - low - high, width, high, "hatched");
    inside += "</g>" + text(x, floor + 17, "middle", column.label);
  }
  return svg(floor + 26, title, inside);
}

std::string overlap_chart(std::string_view title, const std::vector<ThreeParts>& bars,
                          const std::string& left, const std::string& middle, const std::string& right) {
  constexpr double begin = 104, end = kWidth - 4, thick = 30, step = 66;
  std::string inside = key(begin, 14, "hatched", left);
  double x = begin + 34 + 7.0 * static_cast<double>(letters(left));
  inside += key(x, 14, "solid", middle);
  x += 34 + 7.0 * static_cast<double>(letters(middle));
  inside += key(x, 14, "dotted", right);
  double y = 32;
  for (const ThreeParts& bar : bars) {
    const double all = static_cast<double>(std::max<std::uint64_t>(bar.left + bar.middle + bar.right, 1));
    inside += text(begin - 10, y + 20, "end", bar.label, "strong");
    double from = begin;
    double text_from = begin;
    for (const auto& [part, kind, words] :
         {std::tuple{bar.left, "hatched", &bar.left_text}, std::tuple{bar.middle, "solid", &bar.middle_text},
          std::tuple{bar.right, "dotted", &bar.right_text}}) {
      if (part == 0) continue;
      const double width = static_cast<double>(part) / all * (end - begin);
      inside += rect(from, y, width, thick, kind);
      const double wide = 7.2 * static_cast<double>(letters(*words));
      const double place = std::min(std::max(from, text_from), end - wide);
      inside += text(place, y + thick + 16, "start", *words);
      text_from = place + wide + 12;
      from += width;
    }
    y += step;
  }
  return svg(y - 8, title, inside);
}

std::string spread_chart(std::string_view title, const std::vector<SpreadOf>& rows,
                         const std::vector<std::pair<double, std::string>>& marks) {
  constexpr double begin = 170, end = kWidth - 30, step = 24, top = 8;
  if (marks.size() < 2) return {};
  const double low = std::log10(marks.front().first), high = std::log10(marks.back().first);
  const auto place = [&](double value) {
    const double share = (std::log10(std::max(value, marks.front().first)) - low) / (high - low);
    return begin + (end - begin) * std::min(share, 1.0);
  };
  const double bottom = top + step * static_cast<double>(rows.size());
  std::string inside;
  for (const auto& [value, words] : marks) {
    inside += line(place(value), top, place(value), bottom, "grid") +
              text(place(value), bottom + 16, "middle", words);
  }
  double y = top + step / 2;
  for (const SpreadOf& row : rows) {
    inside += text(begin - 10, y + 4, "end", row.label);
    inside +=
        "<g><title>" + escaped(row.text) + "</title>" +
        line(place(row.median), y, place(row.p99), y, "spread") +
        fmt::format(R"(<circle class="solid" cx="{}" cy="{}" r="5.5"/>)", at(place(row.median)), at(y)) +
        fmt::format(R"(<circle class="ring" cx="{}" cy="{}" r="4.5"/>)", at(place(row.p95)), at(y)) +
        line(place(row.p99), y - 6, place(row.p99), y + 6, "spread") + "</g>";
    y += step;
  }
  return svg(bottom + 24, title, inside);
}

}  // namespace jembatan::office
