#include "exchange/watched_upstream.h"

namespace jembatan::exchange {

Delivery WatchedUpstream::send(const Outgoing& outgoing) {
  Delivery delivery = watched_.send(outgoing);
  const bool answered = std::holds_alternative<Answered>(delivery);
  if (answering_.exchange(answered) == answered) return delivery;
  if (answered) {
    log_.info(name_ + " answers again");
  } else if (const auto* not_sent = std::get_if<NotSent>(&delivery)) {
    log_.warn(name_ + " cannot be reached: " + not_sent->reason +
              "; writes are kept and delivered when it answers");
  } else {
    log_.warn(name_ + " did not answer: " + std::get<InDoubt>(delivery).reason +
              "; see 'jembatan journal list --state in_doubt'");
  }
  return delivery;
}

}  // namespace jembatan::exchange
