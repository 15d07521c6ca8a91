#pragma once
// What a person does with a write that waits or is in doubt: ask the other party
// what it knows of it, and decide. One thread. Throws base::Broken where the
// journal does not work.

#include <string>
#include <vector>

#include "base/result.h"
#include "exchange/gateway.h"

namespace jembatan::exchange {

struct Told {
  std::uint64_t number = 0;  ///< of the question, an exchange of its own
  soap::StatusPesan status = soap::StatusPesan::tidak_dikenal;
  std::vector<lampiran::HasilRekaman> hasil;  ///< the other party's verdicts, where it has any
};

/// Sends StatusPesan for the exchange's idPesan to the other party. An error says why there is no answer.
[[nodiscard]] base::Result<Told, std::string> ask_lawan(Gateway& gateway, const journal::Entry& entry);

enum class Decision { delivered, not_delivered };

/// Ends a pending or doubtful write. Delivered: its caller gets SELESAI with our verdicts from now on, and
/// what it listed is known. Not delivered: its idPesan is free, the caller may send it again. `note` is JSON,
/// kept with the exchange. False, and nothing changed, where it is not in the entry's state any more.
[[nodiscard]] bool settle(Gateway& gateway, const journal::Entry& entry, Decision decision,
                          const std::string& note);

/// Takes a held write back into delivery, its refusals forgotten. False as above.
[[nodiscard]] bool release(Gateway& gateway, const journal::Entry& entry, const std::string& note);

}  // namespace jembatan::exchange
