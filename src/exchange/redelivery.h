#pragma once
// Sending again what was kept: a pending write, or one in doubt to a party that
// honours idPesan. Internal to exchange. Throws base::Broken.

#include "exchange/desk.h"

namespace jembatan::exchange {

/// The state that the exchange is in afterwards; its own state where it may not be sent again or is in other
/// hands.
[[nodiscard]] journal::State redeliver(const Desk& desk, const journal::Entry& entry);

}  // namespace jembatan::exchange
