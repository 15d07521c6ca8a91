#pragma once
// Between HTTP and the reception: POST /ws/<section> is a message, GET gives the
// contract's documents; faults on demand strike here. Any thread. Everything it
// is made with must outlive it.

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "exchange/codec_pool.h"
#include "http/server.h"
#include "sandbox/damage.h"
#include "sandbox/fault_plan.h"
#include "sandbox/reception.h"

namespace jembatan::sandbox {

class Entrance {
 public:
  Entrance(Surroundings around, FaultPlan& faults, DamageBoard& board)
      : reception_(around), party_(around.party), faults_(faults), board_(board) {}

  [[nodiscard]] http::Response handle(const http::Request& request);

  /// Ends every delay on demand, now and from now on.
  void stop_waiting();

 private:
  [[nodiscard]] http::Response tell(const http::Request& request);
  [[nodiscard]] http::Response unheard(const FaultSpec& fault, const Message& message, soap::Codec& codec);
  void wait(std::chrono::milliseconds time);

  Reception reception_;
  lampiran::Pihak party_;
  FaultPlan& faults_;
  DamageBoard& board_;
  exchange::CodecPool codecs_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool stopping_ = false;
};

}  // namespace jembatan::sandbox
