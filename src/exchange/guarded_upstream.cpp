#include "exchange/guarded_upstream.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/timing.h"
#include "exchange/answer_of_lawan.h"

namespace jembatan::exchange {

namespace {

bool names(const Answered& answered, soap::Kode kode) {
  return answered.body.find('>' + std::string(soap::name(kode)) + '<') != std::string::npos;
}

/// A system that takes nothing now: it says so of itself, or does not let us in. Its Fault is looked for as
/// text: this only decides when it is called again, not what its answer means.
bool says_unavailable(const Answered& answered) {
  using soap::Kode;
  if (answered.content_type.find("xml") == std::string::npos) {
    return answered.http_status == 502 || answered.http_status == 503 || answered.http_status == 504 ||
           answered.http_status == 429 || shuts_out(answered.http_status);
  }
  if (answered.http_status < 400) return false;
  constexpr std::array later{Kode::pihak_lawan_tidak_tersedia, Kode::pertukaran_dihentikan,
                             Kode::pihak_tidak_dikenal, Kode::perjanjian_tidak_berlaku};
  return std::any_of(later.begin(), later.end(), [&](Kode kode) { return names(answered, kode); });
}

/// Why the party is taken not to have answered; nothing where it has.
std::optional<base::SafeText> failure(const Delivery& delivery) {
  if (const auto* not_sent = std::get_if<NotSent>(&delivery)) return not_sent->reason;
  if (const auto* doubt = std::get_if<InDoubt>(&delivery)) return doubt->reason;
  const auto& answered = std::get<Answered>(delivery);
  if (!says_unavailable(answered)) return std::nullopt;
  for (const soap::Kode kode : {soap::Kode::pihak_tidak_dikenal, soap::Kode::perjanjian_tidak_berlaku}) {
    if (names(answered, kode)) {
      return "it answered the fault " + base::vouched(soap::name(kode), base::Origin::program);
    }
  }
  const bool shut_out = shuts_out(answered.http_status);
  return base::SafeText("it answered HTTP status ") + answered.http_status +
         (shut_out ? base::SafeText(", which does not let us in") : base::SafeText(", not available"));
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
  return {"no attempt until " +
          base::vouched(base::iso8601(clock_.wall() + std::max(left, {})), base::Origin::program) +
          ", the last one failed: " + look.reason};
}

void GuardedUpstream::report(Breaker::Pass pass, const Delivery& delivery) {
  metrics_.count(result_of(delivery));
  const auto why = failure(delivery);
  const Breaker::Turn turn = why ? breaker_.failed(pass, *why) : breaker_.succeeded(pass);
  const base::About about{.exchange = 0, .party = base::vouched(party_, base::Origin::program)};
  if (turn == Breaker::Turn::opened) {
    ++metrics_.openings;
    log_.warn(base::vouched(name_, base::Origin::settings) + " does not answer: " + *why +
                  "; writes are kept and delivered when it does, see 'jembatan journal list --state pending'",
              about);
  } else if (turn == Breaker::Turn::closed) {
    log_.info(base::vouched(name_, base::Origin::settings) + " answers again", about);
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
