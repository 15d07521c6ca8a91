#pragma once
// How much waits in a journal, for the metrics: asked often, so that it reads
// small indexes and one row, never the exchanges that have ended. Any thread.
// Throws base::Broken.

#include <cstdint>
#include <optional>

#include "base/clock.h"

namespace jembatan::journal {

class SqliteStore;

struct Backlog {
  std::uint64_t pending = 0, in_doubt = 0, held = 0;  ///< held ones are pending or in doubt as well
  std::optional<base::WallTime> oldest_pending;       ///< when it was received
};

[[nodiscard]] Backlog backlog(SqliteStore& store);

}  // namespace jembatan::journal
