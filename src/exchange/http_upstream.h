#pragma once
// The other party's system over HTTP. Any thread; owns its client.

#include "exchange/upstream.h"
#include "http/client.h"

namespace jembatan::exchange {

class HttpUpstream final : public Upstream {
 public:
  /// `options.may_resend` says whether the party honours idPesan.
  explicit HttpUpstream(http::ClientOptions options)
      : idempotent_(options.may_resend), client_(std::move(options)) {}

  Delivery send(const Outgoing& outgoing) override;
  bool idempotent() const override { return idempotent_; }

  /// What TLS shows and demands from the next connection on.
  void use(std::shared_ptr<const http::ClientTls> tls) { client_.use(std::move(tls)); }
  /// What signs the calls from now on; null: nothing.
  void use(std::shared_ptr<const crypto::SecondFactor> factor) { client_.use(std::move(factor)); }

 private:
  bool idempotent_;
  http::Client client_;
};

}  // namespace jembatan::exchange
