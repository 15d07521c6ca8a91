#include "exchange/suspension_watch.h"

#include <utility>

#include "base/result.h"

namespace jembatan::exchange {

SuspensionWatch::SuspensionWatch(journal::Suspensions& suspensions, std::string party,
                                 const base::Clock& clock, const base::Log& log)
    : suspensions_(suspensions),
      party_(std::move(party)),
      clock_(clock),
      log_(log),
      known_(suspensions.suspended(party_)),
      looked_(clock.steady()) {}

std::optional<journal::Suspension> SuspensionWatch::now() {
  const std::scoped_lock lock(mutex_);
  if (clock_.steady() - looked_ >= at_most_old) look();
  return known_;
}

void SuspensionWatch::look() {
  looked_ = clock_.steady();
  const bool before = known_.has_value();
  try {
    known_ = suspensions_.suspended(party_);
  } catch (const base::Broken& error) {
    log_.error("whether the exchange with " + party_ + " is stopped cannot be read: " + error.what());
    return;
  }
  if (known_.has_value() == before) return;
  if (known_) {
    log_.warn("the exchange with " + party_ + " is stopped by " + known_->by +
              ": writes to it are kept, questions to it refused, until 'jembatan resume'");
  } else {
    log_.info("the exchange with " + party_ + " goes on");
  }
}

}  // namespace jembatan::exchange
