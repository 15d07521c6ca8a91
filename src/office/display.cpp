#include "office/display.h"

#include <algorithm>
#include <array>
#include <utility>

#include "office/utf8.h"

namespace jembatan::office {

namespace {

using Range = std::pair<char32_t, char32_t>;

template <std::size_t size>
bool in(const std::array<Range, size>& ranges, char32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const Range& range) { return point >= range.first && point <= range.second; });
}

/// C0, DEL, C1; ALM; zero-width and direction marks; separators and embeddings; isolates; BOM; annotation.
constexpr std::array<Range, 8> hidden{{{0x0, 0x1f},
                                       {0x7f, 0x9f},
                                       {0x61c, 0x61c},
                                       {0x200b, 0x200f},
                                       {0x2028, 0x202e},
                                       {0x2060, 0x206f},
                                       {0xfeff, 0xfeff},
                                       {0xfff9, 0xfffb}}};

/// Combining marks that occur in Latin and Arabic script, and variation selectors.
constexpr std::array<Range, 8> combining{{{0x300, 0x36f},
                                          {0x483, 0x489},
                                          {0x610, 0x61a},
                                          {0x64b, 0x65f},
                                          {0x1ab0, 0x1aff},
                                          {0x1dc0, 0x1dff},
                                          {0x20d0, 0x20ff},
                                          {0xfe00, 0xfe0f}}};

/// East Asian Wide and Fullwidth (UAX 11), and pictographs.
constexpr std::array<Range, 9> wide{{{0x1100, 0x115f},
                                     {0x2e80, 0x303e},
                                     {0x3041, 0xa4cf},
                                     {0xac00, 0xd7a3},
                                     {0xf900, 0xfaff},
                                     {0xfe30, 0xfe6f},
                                     {0xff00, 0xff60},
                                     {0x1f300, 0x1faff},
                                     {0x20000, 0x3fffd}}};

std::size_t width_of(char32_t point) {
  if (in(combining, point)) return 0;
  return in(wide, point) ? 2 : 1;
}

std::string hexadecimal(char32_t value, std::size_t digits) {
  std::string text(digits, '0');
  for (std::size_t i = digits; i-- > 0; value >>= 4U) text[i] = "0123456789abcdef"[value & 0xfU];
  return text;
}

CodePoint at_or_byte(std::string_view text, std::size_t at) {
  return decode(text, at).value_or(CodePoint{static_cast<unsigned char>(text[at]), 1});
}

}  // namespace

std::string visible(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = decode(text, at);
    if (!point) {
      shown += "\\x" + hexadecimal(static_cast<unsigned char>(text[at++]), 2);
      continue;
    }
    if (in(hidden, point->value)) {
      shown += "\\u" + hexadecimal(point->value, 4);
    } else {
      shown += text.substr(at, point->length);
    }
    at += point->length;
  }
  return shown;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = at_or_byte(text, at);
    width += width_of(point.value);
    at += point.length;
  }
  return width;
}

std::string cut(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t width = 1;  // the ellipsis
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = at_or_byte(text, at);
    if (width + width_of(point.value) > columns) break;
    width += width_of(point.value);
    at += point.length;
  }
  return std::string(text.substr(0, at)) + "…";
}

}  // namespace jembatan::office
