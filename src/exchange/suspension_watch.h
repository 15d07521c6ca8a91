#pragma once
// Whether operators have stopped the exchange with a party, from the journal:
// looked up at most once a second, so that a stop ordered by another process is
// obeyed within that time. Any thread; borrows journal, clock and log. A journal
// that cannot be read leaves what was known before in force.

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "journal/suspensions.h"

namespace jembatan::exchange {

class SuspensionWatch {
 public:
  /// Looks at once; throws base::Broken where the journal does not work.
  SuspensionWatch(journal::Suspensions& suspensions, std::string party, const base::Clock& clock,
                  const base::Log& log);

  [[nodiscard]] std::optional<journal::Suspension> now();

 private:
  void look();

  static constexpr std::chrono::seconds at_most_old{1};

  journal::Suspensions& suspensions_;
  const std::string party_;
  const base::Clock& clock_;
  const base::Log& log_;
  std::mutex mutex_;
  std::optional<journal::Suspension> known_;
  base::SteadyTime looked_{};
};

}  // namespace jembatan::exchange
