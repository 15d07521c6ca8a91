#pragma once
// What becomes of an exchange that was chosen for a replay, before anything is
// done: looked at for the plan, and once more right before its turn. Any thread.
// Throws base::Broken where the journal does not work.

#include <string>
#include <vector>

#include "office/replay.h"

namespace jembatan::office {

struct Prospect {
  Fate fate = Fate::due;
  std::string reason;                      ///< where it is not due, for people
  std::vector<journal::Message> messages;  ///< where it is due: what it is replayed from
};

[[nodiscard]] Prospect prospect_of(const exchange::Gateway& gateway, const ReplayOrder& order,
                                   const journal::Entry& entry);

}  // namespace jembatan::office
