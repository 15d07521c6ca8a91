#include "lampiran/telepon.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "lampiran/bentuk.h"

namespace jembatan::lampiran {
namespace {

constexpr bool is_separator(char c) {
  return c == '/' || c == ';' || c == ',';
}

constexpr bool is_space_or_separator(char c) {
  return c == ' ' || is_separator(c);
}

std::string_view first_number(std::string_view text, bool& several) {
  const auto* const begin = std::find_if_not(text.begin(), text.end(), is_space_or_separator);
  const auto* const end = std::find_if(begin, text.end(), is_separator);
  several = std::find_if_not(end, text.end(), is_space_or_separator) != text.end();
  return {begin, end};
}

/// Cuts "ext. 12", "pes 12", "psw12" from the end.
std::string_view without_extension(std::string_view text) {
  for (std::size_t at = 0; at + 3 < text.size(); ++at) {
    const auto word = text.substr(at, 3);
    if (!base::same_ignoring_case(word, "ext") && !base::same_ignoring_case(word, "pes") &&
        !base::same_ignoring_case(word, "psw")) {
      continue;
    }
    const auto digits = text.find_first_not_of(" .:", at + 3);
    if (digits != std::string_view::npos && all_digits(text.substr(digits))) return text.substr(0, at);
  }
  return text;
}

constexpr bool is_between_signs(char c) {
  return c == ' ' || c == '(' || c == ')' || c == '.' || c == '-';
}

/// The dialled signs without what people put between them; longer than any number is none.
struct Signs {
  std::array<char, 24> buffer{};
  std::size_t size = 0;
  [[nodiscard]] std::string_view view() const { return {buffer.data(), size}; }
};

std::optional<Signs> signs_of(std::string_view text) {
  Signs signs;
  for (const char c : text) {
    if (is_between_signs(c)) continue;
    const bool plus_in_front = c == '+' && signs.size == 0;
    if (!is_digit(c) && !plus_in_front) return std::nullopt;
    if (signs.size == signs.buffer.size()) return std::nullopt;
    signs.buffer[signs.size++] = c;
  }
  return signs;
}

bool is_call_centre(std::string_view digits) {
  return (digits.size() == 5 && digits.starts_with("14")) ||
         (digits.size() == 7 && digits.starts_with("1500"));
}

/// The national significant number; nothing where no 0, 62 or call centre says which area it is in.
std::optional<std::string_view> significant(std::string_view signs) {
  const auto country = [&]() -> std::size_t {
    if (signs.starts_with("+62")) return 3;
    if (signs.starts_with("0062")) return 4;
    if (signs.starts_with("62") && signs.size() >= 10) return 2;
    return 0;
  }();
  signs.remove_prefix(country);
  if (signs.starts_with('0')) {
    signs.remove_prefix(1);
  } else if (country == 0 && !is_call_centre(signs)) {
    return std::nullopt;
  }
  if (!all_digits(signs)) return std::nullopt;
  return signs;
}

constexpr bool between(std::size_t value, std::size_t least, std::size_t most) {
  return value >= least && value <= most;
}

JenisTelepon kind_of(std::string_view digits) {
  const auto size = digits.size();
  if (is_call_centre(digits)) return JenisTelepon::layanan;
  if (size < 2) return JenisTelepon::tidak_sah;
  const char first = digits[0], second = digits[1];
  if (first == '8') {
    const bool free_call = digits.starts_with("800") && between(size, 8, 10);
    const bool premium = digits.starts_with("804") && size == 10;
    if (free_call || premium) return JenisTelepon::layanan;
    const bool operator_digit = second != '0' && second != '4';
    return operator_digit && between(size, 9, 12) ? JenisTelepon::seluler : JenisTelepon::tidak_sah;
  }
  const bool short_medan = first == '6' && second == '1' && size == 7;
  const bool area = first >= '2' && between(size, 8, 11);  // covers 2[124] and the longer 61 as well
  return short_medan || area ? JenisTelepon::tetap : JenisTelepon::tidak_sah;
}

}  // namespace

Telepon parse_telepon(std::string_view text) {
  Telepon telepon;
  const auto signs = signs_of(without_extension(first_number(text, telepon.ganda)));
  if (!signs) return telepon;
  if (const auto digits = significant(signs->view())) telepon.jenis = kind_of(*digits);
  return telepon;
}

bool append_e164(std::string_view text, std::string& out) {
  bool several = false;
  const auto signs = signs_of(without_extension(first_number(text, several)));
  if (!signs) return false;
  const auto digits = significant(signs->view());
  if (!digits || kind_of(*digits) == JenisTelepon::tidak_sah) return false;
  out.append("+62").append(*digits);
  return true;
}

}  // namespace jembatan::lampiran
