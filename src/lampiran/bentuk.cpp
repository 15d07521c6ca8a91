#include "lampiran/bentuk.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace jembatan::lampiran {
namespace {

constexpr std::size_t kMostDigits = 24;
constexpr std::uint64_t kFurthestZone = 840;  // minutes

constexpr bool is_xml_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

constexpr std::string_view trim_xml(std::string_view text) {
  while (!text.empty() && is_xml_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_xml_space(text.back())) text.remove_suffix(1);
  return text;
}

/// "", "Z" or an offset of at most 14:00.
bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
  if (!all_digits(text.substr(1, 2)) || !all_digits(text.substr(4, 2))) return false;
  const auto minutes = number(text.substr(4, 2));
  return minutes < 60 && number(text.substr(1, 2)) * 60 + minutes <= kFurthestZone;
}

}  // namespace

std::optional<base::Date> parse_date(std::string_view sent) {
  const std::string_view text = trim_xml(sent);
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return std::nullopt;
  const base::Date date{std::chrono::year{static_cast<int>(number(year))},
                        std::chrono::month{static_cast<unsigned>(number(month))},
                        std::chrono::day{static_cast<unsigned>(number(day))}};
  const bool year_zero = number(year) == 0;  // no year in XML Schema 1.0
  if (!date.ok() || year_zero || !is_zone(text.substr(10))) return std::nullopt;
  return date;
}

std::optional<std::uint64_t> parse_count(std::string_view sent) {
  std::string_view text = trim_xml(sent);
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  if (!all_digits(text)) return std::nullopt;
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
  if (text.size() > kMostDigits || (minus && !text.empty())) return std::nullopt;
  if (text.size() > 19) return std::numeric_limits<std::uint64_t>::max();
  return number(text);
}

std::optional<Desimal> parse_decimal(std::string_view sent) {
  std::string_view text = trim_xml(sent);
  const bool minus = text.starts_with('-');
  if (minus || text.starts_with('+')) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point < text.size() ? text.substr(point + 1) : std::string_view{};
  if ((!whole.empty() && !all_digits(whole)) || (!fraction.empty() && !all_digits(fraction))) {
    return std::nullopt;
  }
  const std::size_t digits = whole.size() + fraction.size();
  if (digits == 0 || digits > kMostDigits) return std::nullopt;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{}) return std::nullopt;
  return Desimal{minus ? -value : value, fraction.size()};
}

}  // namespace jembatan::lampiran
