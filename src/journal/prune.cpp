#include "journal/prune.h"

#include <algorithm>

#include "journal/head.h"
#include "journal/note.h"
#include "journal/prune_bounds.h"
#include "journal/prune_exchanges.h"
#include "journal/prune_marks.h"
#include "journal/prune_payloads.h"
#include "journal/rows.h"
#include "journal/space.h"

namespace jembatan::journal {
namespace {

class Run {
 public:
  Run(SqliteStore& store, const PrunePolicy& policy, const std::function<bool()>& go_on)
      : store_(store), policy_(policy), go_on_(go_on) {}

  Pruned result() {
    result_.used_before = used();
    clear();
    if (policy_.exchanges_before) remove(*policy_.exchanges_before);
    count_unsettled();
    if (!policy_.dry_run && result_.anything()) record();
    result_.used_after = used();
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::uint64_t used() {
    std::uint64_t bytes = 0;
    store_.read([&](Connection& connection) { bytes = space_of(connection).used(); });
    return bytes;
  }

  /// Whether to go on with the next transaction.
  bool goes_on() {
    result_.interrupted = result_.interrupted || !go_on_();
    return !result_.interrupted;
  }

  void clear() {
    if (!policy_.payloads_before && policy_.most_bytes == 0) return;
    PayloadWalk walk(store_, policy_, result_);
    if (policy_.payloads_before) {
      walk.begin(policy_.payloads_before);
      while (goes_on() && walk.step()) {
      }
    }
    if (policy_.most_bytes != 0 && !result_.interrupted) keep_within_budget(walk);
    walk.keep();
  }

  [[nodiscard]] bool over_budget() {
    const std::uint64_t would_free = policy_.dry_run ? result_.bytes_freed : 0;
    return used() > policy_.most_bytes + would_free;
  }

  void keep_within_budget(PayloadWalk& walk) {
    if (!over_budget()) return;
    walk.begin(std::nullopt);
    while (over_budget()) {
      if (!goes_on()) return;
      if (walk.step()) continue;
      result_.warnings.push_back(
          "the journal still uses more than its budget (most_mib), and nothing is left that may be cleared: "
          "raise the budget, keep exchanges for a shorter time (keep_days), or settle what waits");
      return;
    }
  }

  void remove(base::WallTime before) {
    ExchangeWalk walk(store_, policy_, before, result_);
    while (goes_on() && walk.step()) {
    }
    if (policy_.dry_run || result_.interrupted) return;
    MarkSweep sweep(store_, walk.newest(), result_);
    if (!policy_.all_marks && !sweep.due()) return;
    while (goes_on() && sweep.step()) {
    }
    if (!result_.interrupted) sweep.finish();
  }

  void count_unsettled() {
    const auto newest = std::max(policy_.payloads_before, policy_.exchanges_before);
    if (!newest) return;
    store_.read([&](Connection& connection) {
      result_.kept_unsettled = unsettled_before(connection, stored(*newest));
    });
  }

  void record() {
    const auto told = [](const std::optional<base::WallTime>& time) {
      return time ? base::iso8601(*time) : std::string();
    };
    store_.note(0, note_text("prune", {{"by", policy_.by},
                                       {"payloadsBefore", told(policy_.payloads_before)},
                                       {"exchangesBefore", told(policy_.exchanges_before)},
                                       {"mostBytes", std::to_string(policy_.most_bytes)},
                                       {"payloads", std::to_string(result_.payloads)},
                                       {"exchanges", std::to_string(result_.exchanges)},
                                       {"messages", std::to_string(result_.messages)}}));
    static_cast<void>(store_.sign_head());
  }

  SqliteStore& store_;
  const PrunePolicy& policy_;
  const std::function<bool()>& go_on_;
  Pruned result_;
};

}  // namespace

Pruned prune(SqliteStore& store, const PrunePolicy& policy, const std::function<bool()>& go_on) {
  return Run(store, policy, go_on).result();
}

}  // namespace jembatan::journal
