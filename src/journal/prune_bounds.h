#pragma once
// Where pruning need not look. For whoever holds the connection. Throws Broken.

#include <cstdint>
#include <optional>

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// The newest exchange that may be old enough, 0 where there is none; the newest of all where no time is
/// given. The wall clock may have jumped: what a jump hides is found in a later run.
[[nodiscard]] std::int64_t newest_received_before(Connection& connection, std::optional<std::int64_t> before);

/// Exchanges received before that have not ended.
[[nodiscard]] std::uint64_t unsettled_before(Connection& connection, std::int64_t before);

}  // namespace jembatan::journal
