#pragma once
// Where a list goes on, as the opaque token `lanjutan`, and `sejak` as a point
// in time. Pure functions, any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace jembatan::sandbox {

/// `scope` is the list it belongs to: a token is good for the same question only. `secret` is the data
/// file's.
[[nodiscard]] std::string make_lanjutan(std::string_view secret, std::string_view scope, std::int64_t last);
/// Nothing where it was not made by this file for this list.
[[nodiscard]] std::optional<std::int64_t> read_lanjutan(std::string_view secret, std::string_view scope,
                                                        std::string_view token);

/// xs:dateTime of a year of four digits; one without a zone counts in Western Indonesian Time (UTC+7), as the
/// agreement's days do. A fraction below a millisecond is cut.
[[nodiscard]] std::optional<base::WallTime> parse_date_time(std::string_view sent);

}  // namespace jembatan::sandbox
