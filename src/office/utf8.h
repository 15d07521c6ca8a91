#pragma once
// UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing past
// U+10FFFF. Pure functions, any thread, any bytes.

#include <cstddef>
#include <optional>
#include <string_view>

namespace jembatan::office {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;  ///< bytes, 1 to 4
};

/// The code point that starts at `at`, or none where the bytes there are not UTF-8. `at` is inside `text`.
[[nodiscard]] std::optional<CodePoint> decode(std::string_view text, std::size_t at);

/// The offset of the first byte that is not UTF-8.
[[nodiscard]] std::optional<std::size_t> first_invalid(std::string_view text);

}  // namespace jembatan::office
