#pragma once
// A record as a line of JSON that open_records() reads again. Pure, any thread.

#include <string>

#include "office/draft.h"

namespace jembatan::office {

/// One object with its newline; members as in the contract, the company's key under badanUsaha.
[[nodiscard]] std::string record_line(Draft draft);

}  // namespace jembatan::office
