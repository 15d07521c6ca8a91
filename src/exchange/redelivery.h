#pragma once
// Sending again what was kept: a pending write, or one in doubt to a party that
// honours idPesan. Internal to exchange. Throws base::Broken.

#include "exchange/desk.h"

namespace jembatan::exchange {

/// The state that the exchange is in afterwards; its own state where it may not be sent again (it is held
/// then) or is in other hands.
[[nodiscard]] journal::State redeliver(const Desk& desk, const journal::Entry& entry);

/// Sets a pending or doubtful write aside for a person; false where it is not in the entry's state any more.
bool hold(const Desk& desk, const journal::Entry& entry, const base::SafeText& why);

}  // namespace jembatan::exchange
