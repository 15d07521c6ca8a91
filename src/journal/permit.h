#pragma once
// What the tables' triggers refuse is allowed to pruning only, for the length of
// one transaction. For the writer's thread. Throws Broken.

#include <functional>

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// Does the work under a permit, which nobody but this transaction ever sees; the caller's transaction is to
/// be undone where this throws.
void with_permit(Connection& connection, const std::function<void()>& work);

}  // namespace jembatan::journal
