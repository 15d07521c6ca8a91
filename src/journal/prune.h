#pragma once
// Clears and deletes what is old, in small transactions beside a gateway that
// goes on writing. Never what has not ended. A cleared message leaves its SHA-256,
// deleted rows leave a signed gap, so that the chain stays verifiable (FORMAT.md).
// One thread at a time; another process may prune too. Throws base::Broken.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {

struct PrunePolicy {
  /// Messages of exchanges that ended before are cleared. Notes stay as long as their exchange.
  std::optional<base::WallTime> payloads_before;
  /// Exchanges that ended before are deleted with all they have, and notes on the journal as a whole.
  std::optional<base::WallTime> exchanges_before;
  std::uint64_t most_bytes = 0;                ///< of the file in use; 0: no budget
  std::optional<std::int64_t> until_position;  ///< nothing after it is touched: what an archive holds
  bool all_marks = false;                      ///< look for marks of deleted exchanges now, not once a day
  bool dry_run = false;                        ///< only count
  std::string by;                              ///< who asked for it, for the note in the journal
};

struct Pruned {
  std::uint64_t payloads = 0;                     ///< messages cleared
  std::uint64_t exchanges = 0;                    ///< deleted
  std::uint64_t messages = 0;                     ///< rows deleted
  std::uint64_t marks = 0;                        ///< deleted
  std::uint64_t bytes_freed = 0;                  ///< of sealed messages
  std::uint64_t kept_unsettled = 0;               ///< exchanges that are old enough but have not ended
  std::uint64_t used_before = 0, used_after = 0;  ///< bytes of the file in use
  bool interrupted = false;                       ///< `go_on` said no; the next run goes on from there
  std::vector<std::string> warnings;

  [[nodiscard]] bool anything() const { return payloads + messages + marks > 0; }
};

/// `go_on` is asked between two transactions. What was done is recorded in a note on the journal as a whole,
/// under a signed head.
[[nodiscard]] Pruned prune(SqliteStore& store, const PrunePolicy& policy, const std::function<bool()>& go_on);

}  // namespace jembatan::journal
