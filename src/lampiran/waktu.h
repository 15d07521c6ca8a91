#pragma once
// A point in time as a message says it (`sejak`). A pure function, any thread.

#include <optional>
#include <string_view>

#include "base/clock.h"

namespace jembatan::lampiran {

/// xs:dateTime of a year of four digits; one without a zone counts in Western Indonesian Time (UTC+7), as the
/// agreement's days do. A fraction below a millisecond is cut.
[[nodiscard]] std::optional<base::WallTime> parse_date_time(std::string_view sent);

}  // namespace jembatan::lampiran
