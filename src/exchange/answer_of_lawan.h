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
  std::string reason;  ///< for operators
  std::vector<lampiran::Temuan> temuan;
};
/// Not done now, safe to send again later.
struct TryLater {
  std::string reason;
  bool suspended = false;  ///< by operators, on either side
};
/// Cannot be told whether it was done.
struct Doubtful {
  std::string reason;
};
using AnswerOfLawan = std::variant<Good, RefusedByLawan, TryLater, Doubtful>;

/// `sent` is the number of records in the request that went out: an answer to a write must judge each of them
/// once.
[[nodiscard]] AnswerOfLawan understand(const Delivery& delivery, const soap::Operasi& operasi,
                                       std::size_t sent, const Reader& reader, soap::Codec& codec);

}  // namespace jembatan::exchange
