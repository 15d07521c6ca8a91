#pragma once
// What the steps of one message work with and on. Internal to exchange. A Desk
// borrows everything; a Matter is the message's own and is passed on by
// reference from step to step. One thread.

#include "exchange/gateway.h"
#include "exchange/recognise.h"

namespace jembatan::exchange {

struct Desk {
  const Surroundings& around;
  const Law& law;
  soap::Codec& codec;

  [[nodiscard]] Reader reader() const { return {around.schemas, around.limits, around.clock}; }
};

struct Matter {
  const Arrival* arrival = nullptr;
  soap::SoapVersion version = soap::SoapVersion::v11;
  base::SteadyTime started{};
  std::vector<journal::Placement> placements;            ///< of the records that are sent on, in their order
  std::vector<base::Personal<std::string>> identifiers;  ///< that the exchange is found by
  journal::Given given;                                  ///< what is sent on, for the register
  std::vector<std::string> companies;  ///< of what is sent on: it is delivered in order for each
  bool answered_before = false;        ///< its caller has a recorded answer already: this is a later attempt
  bool party_was_there = false;        ///< when it was sent: the breaker was closed
  journal::Entry entry;                ///< as it will be opened; entry.number is set once it is
};

/// The column that judges the caller's records, and the party that answers.
[[nodiscard]] inline lampiran::Pihak other_party(const Matter& matter) {
  return lampiran::lawan(matter.arrival->pihak);
}

[[nodiscard]] inline Upstream& lawan_of(const Desk& desk, const Matter& matter) {
  return *desk.around.side(matter.arrival->pihak).lawan;
}

}  // namespace jembatan::exchange
