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
  std::vector<journal::Placement> placements;  ///< of the records that are sent on, in their order
  journal::Entry entry;                        ///< as it will be opened; entry.number is set once it is
};

/// The column that judges the caller's records, and the party that answers.
[[nodiscard]] inline lampiran::Pihak other_party(const Matter& matter) {
  return lampiran::lawan(matter.arrival->pihak);
}

}  // namespace jembatan::exchange
