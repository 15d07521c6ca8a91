#pragma once
// An Upstream that tells the log when the party stops answering and when it
// answers again: once for each change, however many calls there are. Any thread;
// borrows the upstream and the log.

#include <atomic>
#include <string>

#include "base/log.h"
#include "exchange/upstream.h"

namespace jembatan::exchange {

class WatchedUpstream final : public Upstream {
 public:
  WatchedUpstream(Upstream& watched, std::string name, const base::Log& log)
      : watched_(watched), name_(std::move(name)), log_(log) {}

  Delivery send(const Outgoing& outgoing) override;
  bool idempotent() const override { return watched_.idempotent(); }

 private:
  Upstream& watched_;
  std::string name_;
  const base::Log& log_;
  std::atomic<bool> answering_ = true;
};

}  // namespace jembatan::exchange
