#pragma once
// What a message says for the register: its records' values in the form in which
// they are compared, each with its place in the message. Internal to exchange and
// the rooms above that record exchanges. Pure functions.

#include <optional>
#include <vector>

#include "journal/given.h"
#include "journal/store.h"
#include "lampiran/judge.h"
#include "soap/codec.h"

namespace jembatan::exchange {

/// Of what is sent on; `pihak` gives it.
[[nodiscard]] journal::Given given_by(const soap::Request& outgoing, lampiran::Pihak pihak);
/// Of our answer to a question; `pihak` gives it: the other one than who asked. Nothing where the register
/// itself has answered.
[[nodiscard]] journal::Given given_by(const soap::Request& question, const soap::Response& answer,
                                      lampiran::Pihak pihak);

/// Leaves the records that the other party accepts: `theirs` judges them in order.
void keep_accepted(journal::Given& given, const std::vector<lampiran::HasilRekaman>& theirs);

/// The same, told from what the journal holds of an exchange that has ended. Nothing where it says nothing or
/// its messages have been cleared.
[[nodiscard]] std::optional<journal::Given> given_in(const journal::Entry& entry,
                                                     const std::vector<journal::Message>& messages,
                                                     soap::Codec& codec);

}  // namespace jembatan::exchange
