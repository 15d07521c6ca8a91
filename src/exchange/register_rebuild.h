#pragma once
// The register told again from the journal's messages, exchange by exchange. One
// thread. Throws base::Broken.

#include <cstdint>
#include <functional>

#include "journal/register_rebuild.h"

namespace jembatan::exchange {

/// Reads every exchange that says something into `rebuild`; how many there were whose messages have not been
/// cleared. `progress` is told the number that has been reached.
std::uint64_t tell_again(journal::SqliteStore& store, journal::RegisterRebuild& rebuild,
                         const std::function<void(std::uint64_t number)>& progress);

}  // namespace jembatan::exchange
