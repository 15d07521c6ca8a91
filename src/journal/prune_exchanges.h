#pragma once
// Deleting exchanges that have ended, along the chain from its beginning, a step
// at a time: each contiguous run of messages that goes becomes a signed gap.
// Internal to pruning; one thread. Throws Broken.

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "journal/prune.h"

namespace jembatan::journal {

class ExchangeWalk {
 public:
  /// Deletes what ended before `before`.
  ExchangeWalk(SqliteStore& store, const PrunePolicy& policy, base::WallTime before, Pruned& result);

  /// Some hundred messages; false where none is left.
  bool step();

  /// No exchange with a higher number was old enough.
  [[nodiscard]] std::int64_t newest() const { return newest_; }

 private:
  struct Row {
    std::int64_t position = 0, number = 0, bytes = 0;
  };
  using Run = std::vector<Row>;

  [[nodiscard]] std::vector<Run> next_runs(Connection& connection);
  void remove(const std::vector<Run>& runs);
  void remove(Connection& connection, const Run& run);
  void count(const std::vector<Run>& runs);

  SqliteStore& store_;
  const PrunePolicy& policy_;
  const std::int64_t before_;
  Pruned& result_;
  std::int64_t newest_ = 0;
  std::int64_t position_ = 0;  ///< looked at so far
  std::int64_t last_ = 0;      ///< no position after it is looked at
  std::int64_t misfit_ = 0;    ///< where the chain was found changed, 0: nowhere
  std::unordered_set<std::int64_t> counted_;
};

}  // namespace jembatan::journal
