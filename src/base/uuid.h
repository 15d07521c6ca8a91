#pragma once
// Identifiers that sort by time (UUID version 7, RFC 9562). Any thread.

#include <string>

#include "base/clock.h"

namespace jembatan::base {

/// 36 characters, lower case. Throws Broken when the system has no randomness.
[[nodiscard]] std::string uuid_v7(WallTime now);

}  // namespace jembatan::base
