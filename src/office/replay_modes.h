#pragma once
// The four ways to run an exchange again, and what they share. Internal to
// replay. One thread; functions throw base::Broken where the journal does not
// work.

#include "office/replay.h"

namespace jembatan::office {

[[nodiscard]] Attempt replay_upstream(const ReplayDesk& desk, const journal::Entry& entry,
                                      const std::vector<journal::Message>& messages);
[[nodiscard]] Attempt replay_gateway(const ReplayDesk& desk, const journal::Entry& entry,
                                     const std::vector<journal::Message>& messages);
[[nodiscard]] Attempt replay_judge(const ReplayDesk& desk, const journal::Entry& entry,
                                   const std::vector<journal::Message>& messages);
[[nodiscard]] Attempt replay_compare(const ReplayDesk& desk, const journal::Entry& entry,
                                     const std::vector<journal::Message>& messages);

/// The last message of the leg; null where there is none or its bytes have been pruned.
[[nodiscard]] const std::string* bytes_of(const std::vector<journal::Message>& messages, journal::Leg leg);

/// Null where it was not recognised.
[[nodiscard]] const soap::Operasi* operasi_of(const journal::Entry& entry);

/// The request as it arrived, marked as a replay.
[[nodiscard]] exchange::Arrival arrival_of(const journal::Entry& entry, const std::string& request);

/// Sets the attempt's comparison, where there is a recorded answer. Numbers of exchanges differ by design.
void compare_answers(Attempt& attempt, const std::string* recorded, std::string_view present);

}  // namespace jembatan::office
