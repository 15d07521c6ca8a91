#pragma once
// What a replay would do, before it does it. One thread. Throws base::Broken
// where the journal does not work.

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "office/replay_chosen.h"
#include "office/replay_fate.h"
#include "office/replay_pace.h"

namespace jembatan::office {

struct ReplayPlan {
  struct End {
    std::uint64_t number = 0;
    base::WallTime at{};
  };
  std::uint64_t due = 0, before = 0;
  End first, last;                                             ///< of those that are due
  std::map<std::string, std::uint64_t> forbidden, impossible;  ///< how many for which reason

  void add(const journal::Entry& entry, const Prospect& prospect);
  [[nodiscard]] std::uint64_t forbidden_in_all() const;
  [[nodiscard]] std::uint64_t impossible_in_all() const;
};

/// Looks at all that were chosen and leaves `chosen` rewound. `line` is called with each; it may be empty.
/// Ends early where it is stopped.
[[nodiscard]] ReplayPlan make_plan(
    const exchange::Gateway& gateway, const ReplayOrder& order, Chosen& chosen, const StopSwitch& stop,
    const std::function<void(const journal::Entry&, const Prospect&)>& line = {});

/// A few lines for people.
[[nodiscard]] std::string plan_text(const ReplayPlan& plan, const ReplayOrder& order, unsigned parallel);

/// What is done in this mode, for people: "to send to the upstream", "to judge".
[[nodiscard]] std::string_view intention(ReplayMode mode);

/// One exchange of the plan, for programs and for people.
[[nodiscard]] std::string plan_line_json(const journal::Entry& entry, const Prospect& prospect);
[[nodiscard]] std::string plan_line(const journal::Entry& entry, const Prospect& prospect, ReplayMode mode);

}  // namespace jembatan::office
