#pragma once
// A whole replay: one exchange after the other, or several at a time, at a pace,
// until all are done or somebody stops it. What fails with one message is that
// message's end; what fails with the journal ends the run. Owns its threads,
// which have ended when run() returns; borrows everything else.

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "office/replay_chosen.h"
#include "office/replay_fate.h"
#include "office/replay_pace.h"

namespace jembatan::office {

struct ReplayLimits {
  unsigned parallel = 1;           ///< at a time; in order only where it is 1
  double rate = 0;                 ///< begun in a second; 0: as fast as it goes
  std::uint64_t max_failures = 0;  ///< after which it stops; 0: it does not
};

class ReplayRun {
 public:
  struct Outside {
    /// Told of each that was chosen, one at a time.
    std::function<void(const Attempt&)> sink;
    /// Why nothing can be recorded now; nothing where it can. Asked after a failure of our own.
    std::function<std::optional<std::string>()> journal_trouble;
  };

  ReplayRun(exchange::Gateway& gateway, const ReplayOrder& order, const ReplayLimits& limits, Chosen& chosen,
            StopSwitch& stop, Outside outside);

  /// Nothing where the journal worked to the end; otherwise why the run was broken off.
  [[nodiscard]] std::optional<std::string> run();

 private:
  void work();
  [[nodiscard]] std::optional<Attempt> attempt(const ReplayDesk& desk, const journal::Entry& entry);
  void hand_out(const Attempt& attempt);
  void break_off(const std::string& why);

  exchange::Gateway& gateway_;
  const ReplayOrder& order_;
  const ReplayLimits limits_;
  Chosen& chosen_;
  StopSwitch& stop_;
  Outside outside_;
  Pace pace_;
  std::mutex mutex_;
  std::uint64_t failures_ = 0;
  std::optional<std::string> broken_off_;
};

}  // namespace jembatan::office
