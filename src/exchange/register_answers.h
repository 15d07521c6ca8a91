#pragma once
// What the register can say to a party's question about what the other party has
// given: the contract's answers, made of the values in the journal's messages,
// with how old they are. Nothing is made up: what the party never gave is said to
// be unknown, since the register cannot tell "not there" from "not told". Reads
// only, each bounded by a page. One thread for each question; borrows the store.
// Throws base::Broken.

#include <variant>

#include "journal/sqlite_store.h"
#include "lampiran/pihak.h"
#include "soap/messages.h"

namespace jembatan::exchange {

struct FromRegister {
  std::variant<soap::Response, soap::Fault> answer;
  bool known = true;  ///< false: the party has said nothing of what was asked
};

/// `pihak` is whose values are asked for; `question` an operation that reads, StatusPesan left out.
[[nodiscard]] FromRegister answer_from_register(journal::SqliteStore& store, lampiran::Pihak pihak,
                                                const soap::Request& question);

}  // namespace jembatan::exchange
