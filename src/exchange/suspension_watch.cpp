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
  const base::About about{.exchange = 0, .party = base::vouched(party_, base::Origin::program)};
  try {
    known_ = suspensions_.suspended(party_);
  } catch (const base::Broken& error) {
    log_.error("whether the exchange with it is stopped cannot be read: " + error.told(), about);
    return;
  }
  if (known_.has_value() == before) return;
  if (known_) {
    log_.warn("the exchange with it is stopped by " + base::vouched(known_->by, base::Origin::settings) +
                  ": writes to it are kept, questions to it refused, until 'jembatan resume'",
              about);
  } else {
    log_.info("the exchange with it goes on", about);
  }
}

}  // namespace jembatan::exchange
