#include "exchange/own_reads_upstream.h"

#include <utility>

namespace jembatan::exchange {

namespace {

/// Not an answer, and not for operators' sake.
bool unanswered(const Delivery& delivery) {
  const auto* not_sent = std::get_if<NotSent>(&delivery);
  return (not_sent != nullptr && !not_sent->suspended) || std::holds_alternative<InDoubt>(delivery);
}

}  // namespace

Delivery OwnReadsUpstream::send(const Outgoing& outgoing) {
  const soap::Jenis jenis = outgoing.operasi->jenis;
  const bool stopped = live_.standing().kind == Standing::Kind::suspended;
  if (jenis == soap::Jenis::daftar && !stopped) return kept_.send(outgoing);
  Delivery delivery = live_.send(outgoing);
  if (jenis != soap::Jenis::ambil || !unanswered(delivery)) return delivery;
  if (auto kept = kept_.known(outgoing)) return std::move(*kept);
  return delivery;
}

}  // namespace jembatan::exchange
