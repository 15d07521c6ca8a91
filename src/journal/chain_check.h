#pragma once
// Whether a run of messages still is what was recorded, asked before it is
// deleted: pruning must not take away the traces of a change. For whoever holds
// the connection. Throws Broken.

#include <cstdint>
#include <optional>

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// The first position from `first` to `last` that is missing or does not fit the one before it; nothing where
/// all do. Cleared messages fit by their digest.
[[nodiscard]] std::optional<std::int64_t> first_misfit(Connection& connection, std::int64_t first,
                                                       std::int64_t last);

}  // namespace jembatan::journal
