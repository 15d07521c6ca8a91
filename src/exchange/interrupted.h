#pragma once
// Exchanges whose outcome could not be recorded (a full disk, a failing one):
// the process goes on, so nobody would find them before the next start. As soon
// as the journal works again they are what a start would make of them: a write
// that was being sent is in doubt, everything else is refused. Any thread.

#include <cstdint>
#include <mutex>
#include <set>

#include "base/clock.h"
#include "journal/store.h"

namespace jembatan::exchange {

class Interrupted {
 public:
  /// Nobody works on the exchange any more.
  void add(std::uint64_t number);
  /// Throws base::Broken where the journal still does not work.
  void finish(journal::Store& store, const base::Clock& clock);

 private:
  std::mutex mutex_;
  std::set<std::uint64_t> numbers_;
};

}  // namespace jembatan::exchange
