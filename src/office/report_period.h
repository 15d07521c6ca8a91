#pragma once
// The year or quarter that a report is about, in calendar months of Jakarta
// (UTC+7). Plain values and pure functions: any thread.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "journal/survey.h"

namespace jembatan::office {

struct Month {
  int year = 0;
  unsigned month = 1;  ///< 1..12
  auto operator<=>(const Month&) const = default;
};

/// "2026-03".
[[nodiscard]] std::string iso8601(Month month);
[[nodiscard]] Month month_of(base::WallTime time);
/// The next one.
[[nodiscard]] Month after(Month month);

struct Period {
  int year = 0;
  std::optional<unsigned> quarter;  ///< 1..4; unset: the whole year

  [[nodiscard]] std::vector<Month> months() const;
  /// From the first month's first moment in Jakarta to that of the month after the last.
  [[nodiscard]] journal::Span span() const;
};

}  // namespace jembatan::office
