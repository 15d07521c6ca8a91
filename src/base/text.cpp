#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/result.h"

namespace jembatan::base {
namespace {

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The same byte eight times.
constexpr std::uint64_t each(std::uint64_t byte) {
  return byte * 0x0101010101010101;
}

/// Whether all eight bytes are printable ASCII and no two spaces stand together, in any byte order.
bool in_order(std::uint64_t bytes) {
  constexpr std::uint64_t kTop = each(0x80);
  const bool printable = ((bytes | (bytes - each(0x20)) | (bytes + each(0x01))) & kTop) == 0;
  const std::uint64_t others = (bytes ^ each(' ')) + each(0x7f);  // top bit of a byte: no space, if printable
  const std::uint64_t spaces = ~others & kTop;
  return printable && (spaces & (spaces << 8)) == 0;
}

bool in_order_byte_by_byte(std::string_view text) {
  bool good = true;
  char before = 'x';
  for (const char c : text) {
    good &= c >= 0x20 && c < 0x7f && !(c == ' ' && before == ' ');
    before = c;
  }
  return good;
}

/// Whether every byte is printable ASCII and no two spaces stand together: nothing is left to do.
bool in_order(std::string_view text) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  if (text.size() < kWord) return in_order_byte_by_byte(text);
  const auto word_at = [&](std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, kWord);
    return word;
  };
  // Words overlap by a byte, so that any two neighbours stand in one of them.
  const std::size_t last = text.size() - kWord;
  for (std::size_t at = 0; at < last; at += kWord - 1) {
    if (!in_order(word_at(at))) return false;
  }
  return in_order(word_at(last));
}

constexpr bool is_illegal(utf8proc_int32_t c) {
  const bool folded = c == '\t' || c == '\n' || c == '\r';
  return (c < 0x20 && !folded) || (c >= 0x7f && c < 0xa0) || c == 0xfffd || c == 0xfffe || c == 0xffff;
}

constexpr utf8proc_int32_t kNoBreakSpace = 0xa0;

std::string composed(const std::string& text) {
  utf8proc_uint8_t* out = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &out,
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  if (size < 0)
    throw Broken("utf8proc cannot compose text: " + vouched(utf8proc_errmsg(size), Origin::system));
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

Normalised normalise(std::string_view sent, std::string& scratch) {
  const std::string_view trimmed = trim(sent);
  if (in_order(trimmed)) return {true, sent.size(), trimmed.size(), trimmed};

  scratch.clear();
  bool ascii = true;
  std::size_t characters = 0;
  const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(sent.data());
  for (std::size_t at = 0; at < sent.size(); ++characters) {
    utf8proc_int32_t c = 0;
    const auto step = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(sent.size() - at), &c);
    if (step <= 0 || is_illegal(c)) return {false, 0, 0, {}};
    if (c == kNoBreakSpace || (c < 0x80 && is_space(static_cast<char>(c)))) {
      if (!scratch.empty() && scratch.back() != ' ') scratch += ' ';
    } else {
      scratch.append(sent.substr(at, static_cast<std::size_t>(step)));
      ascii &= step == 1;
    }
    at += static_cast<std::size_t>(step);
  }
  if (!scratch.empty() && scratch.back() == ' ') scratch.pop_back();
  if (!ascii) scratch = composed(scratch);
  return {true, characters, count_characters(scratch), scratch};
}

std::optional<std::string> normalised(std::string_view sent) {
  std::string scratch;
  const Normalised result = normalise(sent, scratch);
  if (!result.legal) return std::nullopt;
  return std::string(result.text);
}

}  // namespace jembatan::base
