#include "journal/recovery.h"

namespace jembatan::journal {
namespace {

/// Bounds the memory, however much is found.
constexpr std::size_t kBatch = 256;

std::size_t change_all(Store& store, State found, const Change& change) {
  std::size_t changed = 0;
  Filter filter;
  filter.state = found;
  while (true) {
    const auto batch = store.scan(filter, Order::oldest_first, kBatch);
    if (batch.empty()) return changed;
    for (const Entry& entry : batch) {
      if (store.advance(entry.number, found, change)) ++changed;
    }
    filter.number_from = batch.back().number + 1;
  }
}

}  // namespace

std::size_t recover(Store& store, const base::Clock& clock) {
  Change doubt;
  doubt.to = State::in_doubt;
  doubt.outcome = "RAGU";
  doubt.reason = "interrupted while sending: it may have arrived";

  Change refusal;
  refusal.to = State::refused;
  refusal.outcome = "KESALAHAN_INTERNAL";
  refusal.reason = "interrupted before anything was sent";
  refusal.binds_id = false;
  refusal.finished_at = clock.wall();

  return change_all(store, State::sending, doubt) + change_all(store, State::received, refusal);
}

}  // namespace jembatan::journal
