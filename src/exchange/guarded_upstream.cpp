#include "exchange/guarded_upstream.h"

#include <algorithm>
#include <string_view>

#include "base/timing.h"

namespace jembatan::exchange {

namespace {

/// A system that says of itself that it cannot work now. Its Fault is looked for as text: this only decides
/// when it is called again, not what its answer means.
bool says_unavailable(const Answered& answered) {
  if (answered.content_type.find("xml") == std::string::npos) {
    return answered.http_status == 502 || answered.http_status == 503 || answered.http_status == 504 ||
           answered.http_status == 429;
  }
  return answered.http_status >= 500 &&
         (answered.body.find(">PIHAK_LAWAN_TIDAK_TERSEDIA<") != std::string::npos ||
          answered.body.find(">PERTUKARAN_DIHENTIKAN<") != std::string::npos);
}

/// Why the party is taken not to have answered; nothing where it has.
std::optional<std::string> failure(const Delivery& delivery) {
  if (const auto* not_sent = std::get_if<NotSent>(&delivery)) return not_sent->reason;
  if (const auto* doubt = std::get_if<InDoubt>(&delivery)) return doubt->reason;
  const auto& answered = std::get<Answered>(delivery);
  if (!says_unavailable(answered)) return std::nullopt;
  return "it answered HTTP status " + std::to_string(answered.http_status) + ", not available";
}

UpstreamMetrics::Result result_of(const Delivery& delivery) {
  using Result = UpstreamMetrics::Result;
  if (std::holds_alternative<NotSent>(delivery)) return Result::not_sent;
  if (std::holds_alternative<InDoubt>(delivery)) return Result::in_doubt;
  return says_unavailable(std::get<Answered>(delivery)) ? Result::unavailable : Result::answered;
}

}  // namespace

Delivery GuardedUpstream::send(const Outgoing& outgoing) {
  if (suspension_.now()) {
    metrics_.count(UpstreamMetrics::Result::suspended);
    return NotSent{"operators have stopped the exchange with this party", true};
  }
  if (const auto pass = breaker_.admit()) return call(outgoing, *pass);
  metrics_.count(UpstreamMetrics::Result::not_tried);
  return not_tried();
}

Delivery GuardedUpstream::call(const Outgoing& outgoing, Breaker::Pass pass) {
  const base::Timing timing(metrics_.call_us, clock_);
  try {
    Delivery delivery = guarded_.send(outgoing);
    report(pass, delivery);
    return delivery;
  } catch (...) {
    static_cast<void>(breaker_.failed(pass, "the call was broken off"));
    throw;
  }
}

NotSent GuardedUpstream::not_tried() const {
  const Breaker::Look look = breaker_.look();
  if (look.state != Breaker::State::open) {
    return {"another call is finding out whether it answers again; the last one failed: " + look.reason};
  }
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(look.next_probe - clock_.steady());
  return {"no attempt until " + base::iso8601(clock_.wall() + std::max(left, {})) +
          ", the last one failed: " + look.reason};
}

void GuardedUpstream::report(Breaker::Pass pass, const Delivery& delivery) {
  metrics_.count(result_of(delivery));
  const auto why = failure(delivery);
  const Breaker::Turn turn = why ? breaker_.failed(pass, *why) : breaker_.succeeded(pass);
  if (turn == Breaker::Turn::opened) {
    ++metrics_.openings;
    log_.warn(name_ + " does not answer: " + *why +
              "; writes are kept and delivered when it does, see 'jembatan journal list --state pending'");
  } else if (turn == Breaker::Turn::closed) {
    log_.info(name_ + " answers again");
  }
}

Standing GuardedUpstream::standing() const {
  if (const auto suspension = suspension_.now()) {
    return {Standing::Kind::suspended, suspension->reason, suspension->since, {}};
  }
  const Breaker::Look look = breaker_.look();
  switch (look.state) {
    case Breaker::State::closed:
      return {Standing::Kind::closed, "", look.since, {}};
    case Breaker::State::open:
      return {Standing::Kind::open, look.reason, look.since, look.next_probe};
    case Breaker::State::half_open:
      return {Standing::Kind::half_open, look.reason, look.since, {}};
  }
  return {};
}

}  // namespace jembatan::exchange
