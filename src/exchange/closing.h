#pragma once
// How an exchange is recorded and answered: every answer that leaves the
// gateway is encoded and journaled here. Internal to exchange. Functions throw
// base::Broken when the journal does not work; nothing is answered then.

#include "exchange/desk.h"

namespace jembatan::exchange {

/// A Fault before anything was opened: records the exchange as refused, then answers.
[[nodiscard]] Reply refuse(const Desk& desk, Matter& matter, soap::Fault fault, unsigned http_status = 0);

/// Records the answer with the change and returns it. The exchange must be open, in state `from`.
[[nodiscard]] Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
                          soap::Response response);
[[nodiscard]] Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
                          soap::Fault fault);

/// A reply of bytes that are recorded already.
[[nodiscard]] Reply reply_with(const Matter& matter, std::string body, unsigned http_status,
                               journal::State state, std::string outcome);

}  // namespace jembatan::exchange
