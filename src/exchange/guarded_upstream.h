#pragma once
// An Upstream that is not called while operators have stopped the exchange with
// it, nor while its breaker is open, and that tells the log when it stops
// answering and when it answers again: once for each, however many calls there
// are. Any thread; borrows what it is given.

#include <string>

#include "base/log.h"
#include "exchange/breaker.h"
#include "exchange/metrics_upstream.h"
#include "exchange/suspension_watch.h"
#include "exchange/upstream.h"

namespace jembatan::exchange {

class GuardedUpstream final : public Upstream {
 public:
  /// `name` is what the log calls it; `party` whose system it is. Throws base::Broken where the journal does
  /// not work.
  GuardedUpstream(Upstream& guarded, std::string name, const std::string& party, BreakerOptions options,
                  journal::Suspensions& suspensions, const base::Clock& clock, const base::Log& log,
                  std::uint64_t seed)
      : guarded_(guarded),
        name_(std::move(name)),
        party_(party),
        clock_(clock),
        log_(log),
        suspension_(suspensions, party, clock, log),
        breaker_(options, clock, seed) {}

  Delivery send(const Outgoing& outgoing) override;
  bool idempotent() const override { return guarded_.idempotent(); }
  Standing standing() const override;
  [[nodiscard]] const UpstreamMetrics& metrics() const { return metrics_; }

 private:
  void report(Breaker::Pass pass, const Delivery& delivery);
  [[nodiscard]] Delivery call(const Outgoing& outgoing, Breaker::Pass pass);
  [[nodiscard]] NotSent not_tried() const;

  Upstream& guarded_;
  const std::string name_, party_;
  const base::Clock& clock_;
  const base::Log& log_;
  mutable SuspensionWatch suspension_;
  Breaker breaker_;
  UpstreamMetrics metrics_;
};

}  // namespace jembatan::exchange
