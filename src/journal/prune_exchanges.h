#pragma once
// Deleting exchanges that have ended, along the chain from its beginning, a step
// at a time and each as a whole: every contiguous run of messages that goes
// becomes a signed gap.
// Internal to pruning; one thread. Throws Broken.

#include <cstdint>
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
    std::int64_t position = 0, bytes = 0;
  };
  /// What goes in one transaction: exchanges with all their messages, and notes on the journal as a whole.
  struct Batch {
    std::vector<Row> rows;
    std::vector<std::int64_t> numbers;
    std::size_t notes = 0;  ///< of the rows
  };

  [[nodiscard]] Batch next_batch(Connection& connection);
  void add_exchange(Connection& connection, std::int64_t number, Batch& batch) const;
  [[nodiscard]] bool remove(const Batch& batch);
  [[nodiscard]] bool may_go(Connection& connection, const Batch& batch);
  void remove_run(Connection& connection, std::int64_t first, std::int64_t last);

  SqliteStore& store_;
  const PrunePolicy& policy_;
  const std::int64_t before_;
  Pruned& result_;
  std::int64_t newest_ = 0;
  std::int64_t position_ = 0;  ///< looked at so far
  std::int64_t last_ = 0;      ///< no exchange that begins after it is old enough
  std::int64_t end_ = 0;       ///< no position after it is touched
  std::int64_t misfit_ = 0;    ///< where the chain was found changed, 0: nowhere
};

}  // namespace jembatan::journal
