#pragma once
// What the journal holds of a write that was kept, as it is needed to finish it.
// Internal to exchange. Throws base::Broken.

#include <optional>
#include <string>
#include <vector>

#include "exchange/desk.h"

namespace jembatan::exchange {

struct Kept {
  Arrival arrival;
  const soap::Operasi* operasi = nullptr;
  std::string out;       ///< as it was sent on, or is to be
  std::size_t sent = 0;  ///< records in it
  std::vector<journal::Placement> placements;
  journal::Given given;
  std::vector<lampiran::HasilRekaman> ours;  ///< our verdicts on all records of the request
  bool answered = false;                     ///< its caller has been told something
};

/// Nothing where the journaled messages do not fit together.
[[nodiscard]] std::optional<Kept> recall(const Desk& desk, const journal::Entry& entry);

/// The matter of a kept write, to be finished; it borrows `kept` for the arrival.
[[nodiscard]] Matter matter_of(const Desk& desk, const journal::Entry& entry, const Kept& kept);

}  // namespace jembatan::exchange
