#pragma once
// File descriptors: how many the configured connections take, and whether the
// system grants them. The soft limit of a login is 1,024, which a program that
// uses no select() may raise up to the hard one. Raise at the start, one thread;
// asking is for any.

#include <cstdint>

#include "app/configuration.h"

namespace jembatan::app {

/// One for each connection of the parties, and some for the journal, the calls to the parties' systems, the
/// log and the admin address.
[[nodiscard]] std::uint64_t descriptors_needed(const Configuration& configuration);

/// The hard limit: what a gateway that is started here may have.
[[nodiscard]] std::uint64_t descriptors_granted();

/// Raises the soft limit as far as it is needed and granted; never lowers it.
void take_descriptors(std::uint64_t needed);

}  // namespace jembatan::app
