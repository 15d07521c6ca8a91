#pragma once
// What the journal's writer has done since it was opened, for the metrics. Any
// thread, without a lock.

#include <atomic>
#include <cstdint>

#include "base/histogram.h"

namespace jembatan::journal {

struct WriterFigures {
  base::Histogram record_us{base::latency_bounds()};  ///< open() and advance(): sealing, waiting, committing
  base::Histogram commit_us{base::latency_bounds()};  ///< one transaction, that failed or not
  base::Histogram group_size{{1, 2, 4, 8, 16, 32, 64, 128, 256}};  ///< jobs in a transaction
  std::atomic<std::uint64_t> failed_commits = 0;
  std::atomic<bool> failing = false;  ///< the last transaction failed
};

}  // namespace jembatan::journal
