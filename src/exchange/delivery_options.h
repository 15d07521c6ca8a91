#pragma once
// How kept writes are delivered. Plain values.

#include <cstddef>

#include "exchange/backoff.h"
#include "exchange/breaker.h"

namespace jembatan::exchange {

struct DeliveryOptions {
  unsigned parallel = 4;  ///< attempts at a time to one party
  unsigned refusals = 5;  ///< after so many a message is held for a person
  BackoffTimes retry;     ///< of one message that was not accepted
  BreakerOptions breaker;
  std::size_t queue = 4000;  ///< messages known in memory, of however many wait in the journal
};

}  // namespace jembatan::exchange
