#pragma once
// Running journaled exchanges again. Every attempt is a new exchange that is
// linked to its original; the original is never changed. One thread. Throws
// base::Broken where the journal does not work.

#include <cstdint>
#include <string>
#include <vector>

#include "exchange/gateway.h"

namespace jembatan::office {

enum class ReplayMode {
  upstream,  ///< the request that was sent on goes to the other party again, byte for byte
  gateway,   ///< the request as it came in runs through today's rules, and is sent on under its idPesan
};

struct Attempt {
  std::uint64_t original = 0;
  std::uint64_t number = 0;  ///< the new exchange; 0 where none was made
  std::string operation, id_pesan;
  std::string outcome;    ///< of the new exchange
  std::string recorded;   ///< outcome of the original
  bool failed = false;    ///< could not be replayed, or ended in a Fault where the original did not
  std::string reason;     ///< why it failed
  bool compared = false;  ///< both answers exist
  std::vector<std::string>
      differences;  ///< paths in the answer, without values; empty and compared: the same answer
};

/// Why an exchange cannot be replayed in this mode, in words for people; empty where it can.
[[nodiscard]] std::string obstacle(const journal::Entry& entry, const std::vector<journal::Message>& messages,
                                   ReplayMode mode);

[[nodiscard]] Attempt replay(exchange::Gateway& gateway, const journal::Entry& entry, ReplayMode mode);

[[nodiscard]] std::string attempt_json(const Attempt& attempt);

}  // namespace jembatan::office
