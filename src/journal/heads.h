#pragma once
// Signed heads as rows. Throws Broken.

#include <optional>
#include <vector>

#include "crypto/key_ring.h"
#include "journal/head.h"
#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// Signs where the chain ends now and keeps it; nothing where that has been signed already.
std::optional<Head> sign_head(Connection& connection, const crypto::KeyRing& keys, base::WallTime now);

[[nodiscard]] std::optional<Head> latest_head(Connection& connection);
/// In the order of their positions.
[[nodiscard]] std::vector<Head> heads_in(Connection& connection, std::int64_t after, std::size_t limit);

}  // namespace jembatan::journal
