#include "app/housekeeping.h"

#include <chrono>

#include "journal/head.h"

namespace jembatan::app {

namespace {

constexpr std::chrono::seconds between_heads{60};
constexpr std::chrono::hours between_prunings{1};
constexpr std::chrono::seconds before_first_pruning{5};
/// Between two transactions of pruning: serving comes first.
constexpr std::chrono::milliseconds breath{20};

std::optional<base::WallTime> before(std::chrono::days age, base::WallTime now) {
  if (age.count() == 0) return std::nullopt;
  return now - age;
}

base::SafeText told(const journal::Pruned& done) {
  return base::SafeText("journal pruned: ") + done.payloads + " messages cleared, " + done.exchanges +
         " exchanges deleted; " + done.used_after + " bytes in use, before " + done.used_before;
}

}  // namespace

journal::PrunePolicy prune_policy(const JournalConfiguration& configuration, base::WallTime now) {
  journal::PrunePolicy policy;
  policy.payloads_before = before(configuration.keep_payloads, now);
  policy.exchanges_before = before(configuration.keep_exchanges, now);
  policy.most_bytes = configuration.most_bytes;
  return policy;
}

Housekeeping::Housekeeping(journal::SqliteStore& store, const JournalConfiguration& configuration,
                           const base::Log& log)
    : store_(store), configuration_(configuration), log_(log) {
  if (!configuration_.heads_file.empty()) heads_file_.emplace(configuration_.heads_file);
  thread_ = std::thread([this] { work(); });
}

Housekeeping::~Housekeeping() {
  stop();
}

void Housekeeping::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Housekeeping::work() {
  base::SteadyTime next_head = store_.clock().steady() + between_heads;
  base::SteadyTime next_pruning = store_.clock().steady() + before_first_pruning;
  while (wait(std::chrono::seconds(1))) {
    const base::SteadyTime now = store_.clock().steady();
    if (now >= next_head) {
      attempt("signing a head", [this] { sign(); });
      next_head = now + between_heads;
    }
    if (now >= next_pruning) {
      attempt("pruning", [this] { prune(); });
      next_pruning = now + between_prunings;
    }
  }
  attempt("signing a head", [this] { sign(); });
}

void Housekeeping::sign() {
  static_cast<void>(store_.sign_head());
  if (heads_file_) heads_file_->catch_up(store_);
}

void Housekeeping::prune() {
  journal::PrunePolicy policy = prune_policy(configuration_, store_.clock().wall());
  policy.by = "gateway";
  const journal::Pruned done = journal::prune(store_, policy, [this] { return wait(breath); });
  if (done.anything()) log_.info(told(done));
  for (const std::string& warning : done.warnings)
    log_.warn("pruning: " + base::vouched(warning, base::Origin::program));
}

void Housekeeping::attempt(const base::SafeText& what, const std::function<void()>& work) {
  base::SafeText& last = told_[what.text()];
  try {
    work();
    if (!last.empty()) log_.info(what + " works again");
    last = {};
  } catch (const std::exception& failure) {
    const base::SafeText why = base::reason_of(failure);
    if (last != why) log_.error(what + " failed and will be tried again: " + why);
    last = why;
  }
}

bool Housekeeping::wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !stopped_.wait_for(lock, time, [this] { return stopping_; });
}

}  // namespace jembatan::app
