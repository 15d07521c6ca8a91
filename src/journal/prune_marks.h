#pragma once
// Deleting marks of exchanges that are gone. They find nothing any more, so that
// they may wait: the whole table is looked through once a day, a small range of
// its keys at a time. Internal to pruning; one thread. Throws Broken.

#include <cstdint>
#include <utility>
#include <vector>

#include "journal/prune.h"

namespace jembatan::journal {

class MarkSweep {
 public:
  /// No exchange with a higher number than `newest` has been deleted.
  MarkSweep(SqliteStore& store, std::int64_t newest, Pruned& result);

  /// Whether a day has passed since the last sweep, by a clock that may have been set back.
  [[nodiscard]] bool due();
  bool step();
  /// To be called when step() has come to the end.
  void finish();

 private:
  using Mark = std::pair<std::int64_t, std::int64_t>;  ///< hash, number

  [[nodiscard]] std::vector<Mark> next_orphans(Connection& connection);
  void remove(const std::vector<Mark>& marks);

  SqliteStore& store_;
  const std::int64_t newest_;
  Pruned& result_;
  Mark last_;
  std::int64_t oldest_kept_ = 0;
  bool more_ = true;
};

}  // namespace jembatan::journal
