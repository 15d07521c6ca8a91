#include "exchange/interrupted.h"

#include "exchange/recognise.h"

namespace jembatan::exchange {

namespace {

using journal::Entry;
using journal::State;

bool is_write(const Entry& entry) {
  const soap::Operasi* operasi = operasi_of(entry);
  return operasi != nullptr && operasi->writes();
}

journal::Change end_of(const Entry& entry, base::WallTime now) {
  journal::Change change;
  change.finished_at = now;
  if (entry.state == State::sending && is_write(entry)) {
    change.to = State::in_doubt;
    change.outcome = "RAGU";
    change.reason = "its outcome could not be recorded: it may have arrived";
  } else {
    change.to = State::refused;
    change.outcome = "KESALAHAN_INTERNAL";
    change.reason = "its outcome could not be recorded; nothing was changed by it";
    change.binds_id = false;
  }
  return change;
}

}  // namespace

void Interrupted::add(std::uint64_t number) {
  const std::scoped_lock lock(mutex_);
  numbers_.insert(number);
}

void Interrupted::finish(journal::Store& store, const base::Clock& clock) {
  const std::scoped_lock lock(mutex_);
  while (!numbers_.empty()) {
    const std::uint64_t number = *numbers_.begin();
    const auto entry = store.find(number);
    if (entry && (entry->state == State::sending || entry->state == State::received)) {
      // False: somebody else has ended it in the meantime.
      static_cast<void>(store.advance(number, entry->state, end_of(*entry, clock.wall())));
    }
    numbers_.erase(number);
  }
}

}  // namespace jembatan::exchange
