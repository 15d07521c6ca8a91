#pragma once
// Lexical forms: how dates, numbers and runs of digits are written. Pure
// functions over text, any thread, no allocation; a form that is not met is
// nullopt. The schema's own white space (space, tab, CR, LF) may stand around
// dates and numbers, nothing else.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"

namespace jembatan::lampiran {

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// False for empty text.
[[nodiscard]] constexpr bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}
/// False for empty text.
[[nodiscard]] constexpr bool all_the_same(std::string_view text) {
  return !text.empty() && text.find_first_not_of(text.front()) == std::string_view::npos;
}
[[nodiscard]] constexpr bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_digit);
}
/// The value of at most 19 digits.
[[nodiscard]] constexpr std::uint64_t number(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return value;
}

/// xs:date as sent, of a year of four digits. A zone (Z, +07:00) is dropped; the day is never shifted.
[[nodiscard]] std::optional<base::Date> parse_date(std::string_view sent);

/// xs:nonNegativeInteger as sent, of at most 24 significant digits (all that libxml2 takes); a value beyond
/// 64 bits is the largest of them.
[[nodiscard]] std::optional<std::uint64_t> parse_count(std::string_view sent);

struct Desimal {
  double nilai = 0;
  std::size_t angka_desimal = 0;  ///< digits after the point, as written
};
/// xs:decimal as sent, of at most 24 digits.
[[nodiscard]] std::optional<Desimal> parse_decimal(std::string_view sent);

}  // namespace jembatan::lampiran
