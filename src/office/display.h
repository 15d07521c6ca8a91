#pragma once
// Text as a terminal shows it: how wide it is, and what in it must not reach a
// terminal. Pure functions, any thread, any bytes.

#include <cstddef>
#include <string>
#include <string_view>

namespace jembatan::office {

/// Control characters, terminal escapes, line separators and marks of writing direction as \u001b, bytes that
/// are not UTF-8 as \x9b; all else as it is.
[[nodiscard]] std::string visible(std::string_view text);

/// Columns of a terminal; `text` is visible().
[[nodiscard]] std::size_t display_width(std::string_view text);

/// At most `columns` wide (> 0), with an ellipsis at the end where something is left out.
[[nodiscard]] std::string cut(std::string_view text, std::size_t columns);

}  // namespace jembatan::office
