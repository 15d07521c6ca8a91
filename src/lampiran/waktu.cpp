#include "lampiran/waktu.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "lampiran/bentuk.h"

namespace jembatan::lampiran {

namespace {

constexpr std::chrono::minutes jakarta{7 * 60};
constexpr std::uint64_t widest_zone = 840;  // minutes, XML Schema part 2, 3.2.7

std::optional<std::uint64_t> two_digits(std::string_view text, std::size_t at, std::uint64_t most) {
  if (text.size() < at + 2 || !all_digits(text.substr(at, 2))) return std::nullopt;
  const std::uint64_t value = number(text.substr(at, 2));
  return value <= most ? std::optional(value) : std::nullopt;
}

/// "Z", "+07:00", or nothing said.
std::optional<std::chrono::minutes> zone(std::string_view text) {
  if (text.empty()) return jakarta;
  if (text == "Z") return std::chrono::minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = two_digits(text, 1, 14), minutes = two_digits(text, 4, 59);
  if (!hours || !minutes || *hours * 60 + *minutes > widest_zone) return std::nullopt;
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  return text[0] == '-' ? -offset : offset;
}

/// Takes ".25" off the front of `text`; nothing where a point has no digits.
std::optional<std::chrono::milliseconds> take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return std::chrono::milliseconds{0};
  text.remove_prefix(1);
  const std::size_t length = std::min(text.find_first_not_of("0123456789"), text.size());
  if (length == 0) return std::nullopt;
  std::string digits(text.substr(0, std::min<std::size_t>(length, 3)));
  digits.resize(3, '0');
  text.remove_prefix(length);
  return std::chrono::milliseconds{number(digits)};
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = std::min(text.find_first_not_of(space), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(space) + 1);
}

}  // namespace

std::optional<base::WallTime> parse_date_time(std::string_view sent) {
  std::string_view text = trimmed(sent);
  if (text.size() < 19 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto hour = two_digits(text, 11, 24), minute = two_digits(text, 14, 59),
             second = two_digits(text, 17, 59);
  text.remove_prefix(19);
  const auto fraction = take_fraction(text);
  const auto offset = zone(text);
  if (!date || !hour || !minute || !second || !fraction || !offset) return std::nullopt;
  const auto of_day =
      std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} + *fraction;
  if (of_day > std::chrono::hours{24}) return std::nullopt;  // 24:00:00 is the end of the day
  return base::WallTime{std::chrono::sys_days{*date} + of_day - *offset};
}

}  // namespace jembatan::lampiran
