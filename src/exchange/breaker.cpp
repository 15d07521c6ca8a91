#include "exchange/breaker.h"

namespace jembatan::exchange {

Breaker::Breaker(BreakerOptions options, const base::Clock& clock, std::uint64_t seed)
    : clock_(clock), limit_(options.failures), backoff_(options.cool_down, seed), since_(clock.wall()) {}

Breaker::State Breaker::state() const {
  if (openings_ == 0) return State::closed;
  return probing_ || clock_.steady() >= next_probe_ ? State::half_open : State::open;
}

std::optional<Breaker::Pass> Breaker::admit() {
  const std::scoped_lock lock(mutex_);
  const State now = state();
  if (now == State::closed) return Pass{};
  if (now == State::open || probing_) return std::nullopt;
  probing_ = true;
  return Pass{true};
}

void Breaker::cool_down() {
  ++openings_;
  next_probe_ = clock_.steady() + backoff_.after(openings_);
}

Breaker::Turn Breaker::succeeded(Pass pass) {
  const std::scoped_lock lock(mutex_);
  if (pass.probe) probing_ = false;
  failures_ = 0;
  if (openings_ == 0) return Turn::none;
  openings_ = 0;
  reason_ = {};
  since_ = clock_.wall();
  return Turn::closed;
}

Breaker::Turn Breaker::failed(Pass pass, const base::SafeText& reason) {
  const std::scoped_lock lock(mutex_);
  if (pass.probe) {
    probing_ = false;
    if (openings_ == 0) return Turn::none;  // another call's late success has closed it meanwhile
    reason_ = reason;
    cool_down();
    return Turn::none;
  }
  // A call that began before it opened says nothing new.
  if (openings_ != 0 || ++failures_ < limit_) return Turn::none;
  reason_ = reason;
  since_ = clock_.wall();
  failures_ = 0;
  cool_down();
  return Turn::opened;
}

Breaker::Look Breaker::look() const {
  const std::scoped_lock lock(mutex_);
  return {state(), reason_, since_, next_probe_};
}

}  // namespace jembatan::exchange
