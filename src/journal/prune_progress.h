#pragma once
// How far clearing has come, kept in the journal, so that a run does not look
// again at all that earlier ones have done. Plain value. Throws Broken.

#include <cstdint>
#include <vector>

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// Every exchange up to `walked` is cleared but those in `left`, which had not ended or not long enough ago.
/// It says where to look, never what may be cleared.
struct PruneProgress {
  std::int64_t walked = 0;
  std::vector<std::int64_t> left;  ///< ascending

  bool operator==(const PruneProgress&) const = default;
};

[[nodiscard]] PruneProgress prune_progress(Connection& connection);
void keep_progress(Connection& connection, const PruneProgress& progress);

}  // namespace jembatan::journal
