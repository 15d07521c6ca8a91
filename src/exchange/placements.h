#pragma once
// Which workers a message lists at which company, as they are compared across
// messages. Internal to exchange. Pure functions but for the store.

#include <string_view>
#include <vector>

#include "journal/store.h"
#include "lampiran/judge.h"
#include "soap/messages.h"

namespace jembatan::exchange {

/// One for each record of a message of the section pekerja, in order; a worker without NIK has an empty one.
/// Empty where the message is of another section or its key identifies no company.
[[nodiscard]] std::vector<journal::Placement> placements_of(const soap::Request& request);

/// Those of the records that the other party accepts: `theirs` judges them in order.
[[nodiscard]] std::vector<journal::Placement> accepted_of(const std::vector<journal::Placement>& placements,
                                                          const std::vector<lampiran::HasilRekaman>& theirs);

/// Tells of a normalised NIK whether the party has listed it at another company (rule C1_GANDA_PERUSAHAAN).
[[nodiscard]] std::function<bool(std::string_view nik)> listed_elsewhere(
    journal::Store& store, std::string_view party, const std::vector<journal::Placement>& all);

}  // namespace jembatan::exchange
