#pragma once
// What the other party's bytes amount to. A partner's system can be broken or
// broken into, so its answers pass the same guard as requests. Free functions.

#include <string>
#include <variant>
#include <vector>

#include "exchange/recognise.h"
#include "exchange/upstream.h"
#include "soap/codec.h"

namespace jembatan::exchange {

/// A whole and lawful answer.
struct Good {
  soap::Response response;
  std::vector<xml::Violation> violations;  ///< values in its records that break their type
};
/// Definitely not done and not to be repeated as it is: the party's own Fault, or an HTTP refusal.
struct RefusedByLawan {
  base::SafeText reason;  ///< for operators
  std::vector<lampiran::Temuan> temuan;
};
/// Not done now, safe to send again later.
struct TryLater {
  base::SafeText reason;
  bool suspended = false;  ///< by operators, on either side
  /// It takes nothing of ours, whatever the message says: a certificate, a secret, a clock or the agreement's
  /// term is wrong at one of the two ends, and a person has to put it right.
  bool shut_out = false;
};
/// Cannot be told whether it was done.
struct Doubtful {
  base::SafeText reason;
};
using AnswerOfLawan = std::variant<Good, RefusedByLawan, TryLater, Doubtful>;

/// Whether a party that answers so, with a Fault or without SOAP, takes nothing of ours.
[[nodiscard]] bool shuts_out(soap::Kode kode);
[[nodiscard]] bool shuts_out(unsigned http_status);

/// `sent` is the number of records in the request that went out: an answer to a write must judge each of them
/// once.
[[nodiscard]] AnswerOfLawan understand(const Delivery& delivery, const soap::Operasi& operasi,
                                       std::size_t sent, const Reader& reader, soap::Codec& codec);

}  // namespace jembatan::exchange
