#include "exchange/page_mark.h"

#include <array>
#include <charconv>

namespace jembatan::exchange {

namespace {

constexpr std::size_t digits = 16;
constexpr std::size_t numbers = 3;  // company, subject, check

std::string hexadecimal(std::int64_t value) {
  std::array<char, digits> text{};
  const auto end = std::to_chars(text.data(), text.data() + digits, static_cast<std::uint64_t>(value), 16);
  const auto length = static_cast<std::size_t>(end.ptr - text.data());
  return std::string(digits - length, '0') + std::string(text.data(), length);
}

std::optional<std::int64_t> number_at(std::string_view text, std::size_t place) {
  const std::string_view part = text.substr(place * digits, digits);
  std::uint64_t value = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), value, 16);
  if (read.ec != std::errc{} || read.ptr != part.data() + part.size()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

}  // namespace

std::string told(const PageMark& mark, std::string_view question, const journal::RegisterReader& reader) {
  const std::string place = hexadecimal(mark.company) + hexadecimal(mark.subject);
  // No identifier begins so: a check is never the number of a company.
  return place + hexadecimal(reader.company_number("lanjutan\n" + std::string(question) + "\n" + place));
}

std::optional<PageMark> page_mark(std::string_view text, std::string_view question,
                                  const journal::RegisterReader& reader) {
  if (text.size() != numbers * digits) return std::nullopt;
  const auto company = number_at(text, 0), subject = number_at(text, 1);
  if (!company || !subject) return std::nullopt;
  const PageMark mark{*company, *subject};
  return told(mark, question, reader) == text ? std::optional(mark) : std::nullopt;
}

}  // namespace jembatan::exchange
