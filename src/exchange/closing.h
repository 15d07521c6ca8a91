#pragma once
// How an exchange is recorded and answered: every answer that leaves the
// gateway is encoded and journaled here. Internal to exchange. Functions throw
// base::Broken when the journal does not work; nothing is answered then.

#include <optional>

#include "exchange/desk.h"

namespace jembatan::exchange {

/// A Fault before anything was opened: records the exchange as refused, then answers.
[[nodiscard]] Reply refuse(const Desk& desk, Matter& matter, soap::Fault fault, unsigned http_status = 0);

/// Opens the exchange without asking whether its idPesan has been used; sets its number.
void open_unbound(const Desk& desk, Matter& matter, journal::State state);

/// A recorded answer in the SOAP version that is asked for now, and its HTTP status.
struct Reencoded {
  std::string body;
  unsigned http_status = 200;
};
/// Throws base::Broken where the recorded bytes cannot be read.
[[nodiscard]] Reencoded reencode(const Desk& desk, const Matter& matter, std::uint64_t number,
                                 const std::string& recorded);

/// Records the answer with the change and returns it. The exchange must be open, in state `from`.
[[nodiscard]] Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
                          soap::Response response);
[[nodiscard]] Reply close(const Desk& desk, const Matter& matter, journal::State from, journal::Change change,
                          soap::Fault fault);

/// The same, or nothing where the exchange is not in state `from` any more.
[[nodiscard]] std::optional<Reply> try_close(const Desk& desk, const Matter& matter, journal::State from,
                                             journal::Change change, soap::Response response);

/// A reply of bytes that are recorded already.
[[nodiscard]] Reply reply_with(const Matter& matter, std::string body, unsigned http_status,
                               journal::State state, std::string outcome);

}  // namespace jembatan::exchange
