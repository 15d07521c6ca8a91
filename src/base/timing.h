#pragma once
// Observes in microseconds how long its block took, however the block is left.
// One thread; borrows histogram and clock.

#include "base/clock.h"
#include "base/histogram.h"

namespace jembatan::base {

class Timing {
 public:
  Timing(Histogram& histogram, const Clock& clock)
      : histogram_(histogram), clock_(clock), before_(clock.steady()) {}
  ~Timing() {
    histogram_.observe(
        std::chrono::duration_cast<std::chrono::microseconds>(clock_.steady() - before_).count());
  }
  Timing(const Timing&) = delete;
  Timing& operator=(const Timing&) = delete;

 private:
  Histogram& histogram_;
  const Clock& clock_;
  const SteadyTime before_;
};

}  // namespace jembatan::base
