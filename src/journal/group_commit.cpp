#include "journal/group_commit.h"

#include <chrono>
#include <new>
#include <utility>

#include "base/timing.h"

namespace jembatan::journal {
namespace {

/// 4 MiB: small enough to be overwritten in place again and again, which costs less than a growing file.
constexpr int kCheckpointPages = 1000;

constexpr std::string_view kCommitting = "record in";

/// Never throws: a caller whose failure could not be told would end the writer, or take it for success.
base::SafeText told(const std::exception& failure) noexcept {
  try {
    return base::reason_of(failure);
  } catch (const std::bad_alloc&) {
    return "memory is short";
  }
}

}  // namespace

std::unique_ptr<GroupCommit::Batch> GroupCommit::fresh_batch() {
  try {
    return std::make_unique<Batch>();
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

GroupCommit::GroupCommit(std::unique_ptr<Connection> connection, const base::Clock& clock,
                         WriterFigures& figures)
    : clock_(clock), figures_(figures), connection_(std::move(connection)) {
  // The hook replaces SQLite's own checkpoint after each large commit: ours runs when the callers have been
  // woken, and does not swallow a failed fsync.
  sqlite3_wal_hook(
      connection_->handle(),
      [](void* pages, sqlite3*, const char*, int now) {
        *static_cast<int*>(pages) = now;
        return SQLITE_OK;
      },
      &wal_pages_);
  thread_ = std::thread{[this] { work(); }};
}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void GroupCommit::run(const Job& job) {
  Caller caller{&job, std::nullopt};
  std::shared_future<void> decided;
  bool first = false;
  {
    const std::lock_guard lock{mutex_};
    first = next_->callers.empty();
    next_->callers.push_back(&caller);
    decided = next_->decided;
  }
  if (first) arrived_.notify_one();
  decided.wait();
  if (caller.failure) throw base::Broken(*caller.failure);
}

std::optional<std::string> GroupCommit::trouble() {
  {
    const std::lock_guard lock{mutex_};
    if (!trouble_) return std::nullopt;
  }
  try {
    // Overwrites a page with itself: what a full or failing disk refuses.
    run([](Connection& connection) { connection.command("UPDATE property SET name = name", kCommitting); });
  } catch (const base::Broken& broken) {
    return broken.what();
  }
  return std::nullopt;
}

void GroupCommit::work() {
  while (true) {
    std::unique_ptr<Batch> batch;
    {
      std::unique_lock lock{mutex_};
      arrived_.wait(lock, [this] { return stopping_ || !next_->callers.empty(); });
      if (next_->callers.empty()) return;
      if (auto fresh = fresh_batch()) batch = std::exchange(next_, std::move(fresh));
    }
    if (!batch) {  // memory is short: those who wait go on waiting
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      continue;
    }
    commit(*batch);
    batch->over.set_value();
    keep_wal_small();
  }
}

void GroupCommit::commit(Batch& batch) {
  figures_.group_size.observe(static_cast<std::int64_t>(batch.callers.size()));
  const base::Timing timing(figures_.commit_us, clock_);
  try {
    if (given_up_) throw SqliteBroken(SQLITE_IOERR_FSYNC, kCommitting, connection_->file());
    connection_->command("BEGIN IMMEDIATE", kCommitting);
    for (Caller* caller : batch.callers) run_alone(*caller);
    connection_->command("COMMIT", kCommitting);
    figures_.failing = false;
    const std::lock_guard lock{mutex_};
    trouble_ = false;
  } catch (const SqliteBroken& broken) {
    given_up_ = given_up_ || sync_failed(broken.code());
    give_up(batch, broken);
  } catch (const std::exception& other) {
    give_up(batch, other);
  }
}

void GroupCommit::run_alone(Caller& caller) {
  connection_->command("SAVEPOINT job", kCommitting);
  try {
    (*caller.job)(*connection_);
  } catch (const std::exception& failure) {
    if (!connection_->in_transaction()) throw;  // SQLite has undone everybody's work
    connection_->command("ROLLBACK TO job", kCommitting);
    caller.failure = told(failure);
  }
  connection_->command("RELEASE job", kCommitting);
}

void GroupCommit::give_up(Batch& batch, const std::exception& cause) {
  ++figures_.failed_commits;
  figures_.failing = true;
  // Where ROLLBACK fails too, SQLite has ended the transaction itself.
  if (connection_->in_transaction()) {
    sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  for (Caller* caller : batch.callers) caller->failure = told(cause);
  const std::lock_guard lock{mutex_};
  trouble_ = true;
}

void GroupCommit::keep_wal_small() {
  if (wal_pages_ < kCheckpointPages || given_up_) return;
  const int code =
      sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  // Any other failure leaves everything in the WAL: tried again after the next commit, and a WAL that cannot
  // grow any more makes that commit fail.
  given_up_ = sync_failed(code);
  if (given_up_) figures_.failing = true;
}

}  // namespace jembatan::journal
