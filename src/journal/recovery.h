#pragma once
// What a stop in the middle left behind. To be run once at start, before the
// first exchange and while no other process works on exchanges of its own in
// this store: what it finds under way is taken for abandoned.

#include <cstddef>

#include "base/clock.h"
#include "journal/store.h"

namespace jembatan::journal {

/// `sending` becomes in_doubt (outcome RAGU): the message may have arrived. `received` becomes refused
/// (KESALAHAN_INTERNAL) and frees its idPesan: nothing was sent, the caller may send it again.
/// Returns how many were changed. Throws Broken with the store; running it again finishes the work.
std::size_t recover(Store& store, const base::Clock& clock);

}  // namespace jembatan::journal
