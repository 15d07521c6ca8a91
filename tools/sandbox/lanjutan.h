#pragma once
// Where a list goes on, as the opaque token `lanjutan`, and `sejak` as a point
// in time. Pure functions, any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lampiran/waktu.h"

namespace jembatan::sandbox {

/// `scope` is the list it belongs to: a token is good for the same question only. `secret` is the data
/// file's.
[[nodiscard]] std::string make_lanjutan(std::string_view secret, std::string_view scope, std::int64_t last);
/// Nothing where it was not made by this file for this list.
[[nodiscard]] std::optional<std::int64_t> read_lanjutan(std::string_view secret, std::string_view scope,
                                                        std::string_view token);

using lampiran::parse_date_time;

}  // namespace jembatan::sandbox
