#pragma once
// The contract's faults with their words in both languages. Pure functions.

#include <string>

#include "soap/messages.h"
#include "xml/guard.h"

namespace jembatan::exchange {

/// `what_id` and `what_en` say what, where and what to do, without a value of the message; empty: the code's
/// own sentence only.
[[nodiscard]] soap::Fault make_fault(soap::Kode kode, const std::string& what_id = {},
                                     const std::string& what_en = {});

/// What the guard refused, as a fault: the lines and elements of every structural violation, at most ten.
[[nodiscard]] soap::Fault fault_for(const xml::Refusal& refusal);

}  // namespace jembatan::exchange
