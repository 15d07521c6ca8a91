#pragma once
// The other party's system for a party that can only call: what it fetches by
// Daftar* is what has been kept for it; everything else goes to the live system,
// and an Ambil* that the live system does not answer gets what is known of it.
// Nothing is answered while operators have stopped the exchange. Any thread;
// borrows both.

#include "exchange/register_upstream.h"

namespace jembatan::exchange {

class OwnReadsUpstream final : public Upstream {
 public:
  /// Both are the same party's.
  OwnReadsUpstream(Upstream& live, RegisterUpstream& kept) : live_(live), kept_(kept) {}

  Delivery send(const Outgoing& outgoing) override;
  bool idempotent() const override { return live_.idempotent(); }
  Standing standing() const override { return live_.standing(); }

 private:
  Upstream& live_;
  RegisterUpstream& kept_;
};

}  // namespace jembatan::exchange
