#pragma once
// Whether a read's answer holds what was asked for: another person's record, however sound, is none of the
// caller's business. Pure function, any thread.

#include "soap/messages.h"

namespace jembatan::exchange {

/// Ambil*: no record of another key. Daftar*: not more than batas records (100 unless told).
[[nodiscard]] bool holds_what_was_asked(const soap::Request& question, const soap::Response& answer);

}  // namespace jembatan::exchange
