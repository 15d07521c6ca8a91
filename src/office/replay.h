#pragma once
// Running one journaled exchange again. Where something is sent, the attempt is
// a new exchange that is linked to its original; the original is never changed.
// Any thread, each with a codec of its own; everything is borrowed. Throws
// base::Broken where the journal does not work.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/gateway.h"
#include "office/replay_policy.h"
#include "office/replay_verdicts.h"

namespace jembatan::office {

enum class ReplayMode {
  upstream,  ///< as sent: the request that was sent on goes to the other party again, byte for byte
  gateway,   ///< re-run: the request as it came in runs through today's rules, and is sent on under its
             ///< idPesan
  judge,     ///< judge only: today's rules on the request, on the day it came in; nothing is sent or recorded
  compare,   ///< compare only: the recorded answer beside that of the latest replay; nothing is sent or
             ///< recorded
};

[[nodiscard]] std::string_view name(ReplayMode mode);
[[nodiscard]] std::optional<ReplayMode> replay_mode_named(std::string_view text);
/// Whether the mode sends: each attempt is then an exchange, and the policy has its say.
[[nodiscard]] constexpr bool sends(ReplayMode mode) {
  return mode == ReplayMode::upstream || mode == ReplayMode::gateway;
}

struct ReplayOrder {
  ReplayMode mode = ReplayMode::upstream;
  ReplayPolicy policy;
  bool fresh_id = false;  ///< mode upstream: under a new idPesan
  bool again = false;     ///< also what has been replayed in this mode before
};

struct ReplayDesk {
  exchange::Gateway& gateway;
  soap::Codec& codec;
  const ReplayOrder& order;
};

enum class Fate {
  due,         ///< is replayed; `failed` tells how that went
  before,      ///< left out: it has been replayed in this mode
  forbidden,   ///< by the policy
  impossible,  ///< the journal does not hold what it takes
};

struct Attempt {
  std::uint64_t original = 0;
  std::uint64_t number = 0;  ///< the new exchange (mode compare: the latest replay); 0 where there is none
  std::string operation;
  std::string id_pesan;  ///< that it was replayed under
  std::string outcome;   ///< of the attempt; "" where there was none
  std::string recorded;  ///< outcome of the original
  Fate fate = Fate::due;
  bool failed = false;    ///< could not be replayed, or ended in a Fault where the original did not
  bool broken = false;    ///< failed, and the journal or another part of this program is to blame
  std::string reason;     ///< why it failed or was left out; no personal data
  bool compared = false;  ///< both answers exist
  /// Where the answers differ: paths, or "outcome"; without values. Empty and compared: the same answer.
  std::vector<std::string> differences;
  std::vector<VerdictChange> changes;  ///< mode judge: records that are judged otherwise
};

/// An attempt at the exchange that has not been made.
[[nodiscard]] Attempt not_made(const journal::Entry& entry, Fate fate, std::string reason);

/// `messages` are the exchange's; its fate must be due.
[[nodiscard]] Attempt replay(const ReplayDesk& desk, const journal::Entry& entry,
                             const std::vector<journal::Message>& messages);

[[nodiscard]] std::string attempt_json(const Attempt& attempt);

}  // namespace jembatan::office
