#pragma once
// By which identifiers an exchange can be found: rows of (keyed hash, number).
// Run in the writer's transaction. Throws Broken.

#include <cstdint>
#include <string_view>
#include <vector>

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// The kind for Vault::numbers.
inline constexpr std::string_view kMarkKind = "mark";

void add_marks(Connection& connection, std::int64_t number, const std::vector<std::int64_t>& marks);

}  // namespace jembatan::journal
