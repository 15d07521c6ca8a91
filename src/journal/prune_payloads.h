#pragma once
// Clearing the messages of exchanges that have ended, oldest first, a step at a
// time. Internal to pruning; one thread. Throws Broken.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "journal/prune.h"
#include "journal/prune_progress.h"

namespace jembatan::journal {

class PayloadWalk {
 public:
  PayloadWalk(SqliteStore& store, const PrunePolicy& policy, Pruned& result);

  /// From here on, what ended before `before` is cleared; nothing: whatever has ended. Starts at the oldest.
  void begin(std::optional<base::WallTime> before);
  /// A few hundred exchanges; false where none is left.
  bool step();
  /// To be called at the end, whatever happened: the next run then need not walk so far.
  void keep();

 private:
  struct Batch {
    std::vector<std::int64_t> numbers;
    std::int64_t walked = 0;
  };
  struct Target {
    std::int64_t position = 0, bytes = 0;
  };

  [[nodiscard]] std::vector<std::int64_t> next_numbers(Connection& connection);
  void look_at(Connection& connection, std::int64_t number, std::vector<Target>& targets);
  bool add_targets(Connection& connection, std::int64_t number, std::vector<Target>& targets);
  void clear(const std::vector<Target>& targets);

  SqliteStore& store_;
  const PrunePolicy& policy_;
  Pruned& result_;
  PruneProgress kept_, progress_;
  std::vector<std::int64_t> again_;  ///< left by earlier runs, to be looked at in this one
  std::size_t looked_again_ = 0;
  std::optional<std::int64_t> before_;
  std::int64_t last_ = 0;  ///< the newest exchange to look at
  int steps_ = 0;
};

}  // namespace jembatan::journal
