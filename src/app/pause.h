#pragma once
// The words for a stop that operators have ordered. Pure functions, any thread.

#include <string>

#include "journal/suspensions.h"

namespace jembatan::app {

/// The day in Jakarta until which the other party must have the notice of Pasal 10; empty where it is no
/// force majeure.
[[nodiscard]] std::string notice_deadline(const journal::Suspension& suspension);

/// One line: which party's system, since when, by whom, why, and what is to be done until when.
[[nodiscard]] std::string describe(const journal::Suspension& suspension);

}  // namespace jembatan::app
