#pragma once
// The key that a company of a company file is known by. Pure function.

#include <optional>

#include "office/company_file.h"

namespace jembatan::office {

/// Its NPWP, NIB and TDP; else the key that its pimpinan names; else the giver's own code of it
/// (kodeBadanUsaha).
[[nodiscard]] std::optional<lampiran::KunciBadanUsaha> key_of(const Company& company);

}  // namespace jembatan::office
