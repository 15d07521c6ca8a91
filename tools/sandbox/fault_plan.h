#pragma once
// Which call suffers which fault. Any thread may take a call's faults; the plan
// may be replaced while calls come in.

#include <chrono>
#include <mutex>
#include <optional>
#include <vector>

#include "sandbox/fault_spec.h"

namespace jembatan::sandbox {

/// What one call suffers: a delay, one other fault, both or neither.
struct Suffering {
  std::chrono::milliseconds delay{0};
  std::optional<FaultSpec> fault;
};

class FaultPlan {
 public:
  explicit FaultPlan(std::vector<FaultSpec> specs = {}) { use(std::move(specs)); }

  /// Counts the call. `operasi` is null where it was not recognised: only a fault for every operation hits
  /// it. Of several faults that fit the first one counts, likewise of several delays.
  [[nodiscard]] Suffering take(const soap::Operasi* operasi);

  /// For a connection that was just made: what it suffers before anything is read.
  [[nodiscard]] std::optional<FaultKind> take_connection();

  void use(std::vector<FaultSpec> specs);

 private:
  std::mutex mutex_;
  std::vector<FaultSpec> specs_;  ///< times: how many calls are left
};

}  // namespace jembatan::sandbox
