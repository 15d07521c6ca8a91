#pragma once
// One normal form for text that people typed: valid UTF-8, NFC, white space
// folded and trimmed. Pure functions, any thread. Plain ASCII that is already in
// order, which is most of it, costs no allocation and no copy.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace jembatan::base {

struct Normalised {
  bool legal = true;       ///< false: not UTF-8, or a control character, U+FFFD, U+FFFE or U+FFFF
  std::size_t sent = 0;    ///< characters (code points) as sent
  std::size_t length = 0;  ///< characters of `text`
  std::string_view text;   ///< into what was sent or into the scratch string; empty if not legal
};

/// NFC; tab, newline, carriage return and NBSP to space; runs of spaces to one; trimmed. `scratch` is used
/// where the result differs from a part of `sent`; both must outlive the result.
[[nodiscard]] Normalised normalise(std::string_view sent, std::string& scratch);

/// The same as a string of its own, nothing where the text is not legal.
[[nodiscard]] std::optional<std::string> normalised(std::string_view sent);

/// A to Z for a to z; every other byte as it is.
[[nodiscard]] constexpr char upper_ascii(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Whether two texts are the same but for the case of ASCII letters.
[[nodiscard]] constexpr bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return upper_ascii(x) == upper_ascii(y); });
}

}  // namespace jembatan::base
