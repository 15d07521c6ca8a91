#pragma once
// What the party answers: an operation and its records in, an answer out. Runs
// inside the transaction of its message; one thread. Throws base::Broken where
// the data file does not work.

#include <string>
#include <variant>

#include "exchange/verdicts.h"
#include "lampiran/pihak.h"
#include "sandbox/message_log.h"
#include "sandbox/record_store.h"
#include "soap/codec.h"

namespace jembatan::sandbox {

/// The party's own system, for the length of one message.
struct Office {
  lampiran::Pihak party;
  const std::string& secret;  ///< of the data file
  RecordStore& records;
  MessageLog& messages;
  soap::Codec& codec;
};

using Answer = std::variant<soap::Response, soap::Fault>;

/// Kirim*, Selaraskan*: keeps what was accepted.
[[nodiscard]] soap::Response keep(Office& office, exchange::Judged judged);

/// Every other operation; its key has been judged.
[[nodiscard]] Answer answer(Office& office, const soap::Request& question);

}  // namespace jembatan::sandbox
