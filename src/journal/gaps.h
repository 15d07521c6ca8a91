#pragma once
// What pruning has taken out of the chain: a run of positions, with the link at
// its end, under a signature. Throws Broken.

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "crypto/key_ring.h"
#include "journal/sqlite_handles.h"

namespace jembatan::journal {

struct Gap {
  std::int64_t first = 0, last = 0;
  std::string link;  ///< of the message at `last`
  base::WallTime at{};
  unsigned key = 0;
  std::string public_key, signature;
};

[[nodiscard]] bool is_genuine(const Gap& gap, std::string_view journal_id);

/// Signs and keeps; the gaps that end right before it or begin right after it become part of it.
Gap keep_gap(Connection& connection, const crypto::KeyRing& keys, std::int64_t first, std::int64_t last,
             const std::string& link, base::WallTime now);

[[nodiscard]] std::optional<Gap> gap_at(Connection& connection, std::int64_t first);

}  // namespace jembatan::journal
