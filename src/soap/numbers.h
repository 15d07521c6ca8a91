#pragma once
// Whole numbers as XML Schema writes them. Internal to the room. Pure functions.

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace jembatan::soap {

/// Larger numbers are valid in the schema and are taken as this one.
inline constexpr std::uint64_t more_than_any = std::numeric_limits<std::uint64_t>::max();

/// xs:positiveInteger (XML Schema part 2, 3.3.25): white space around it, a plus
/// sign and leading zeros are allowed. Nothing where the text is no such number.
[[nodiscard]] std::optional<std::uint64_t> positive_number(std::string_view text);

}  // namespace jembatan::soap
