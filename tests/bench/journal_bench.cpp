// How much the journal costs over plain SQLite: exchanges a second (open and answer, a message each) through
// SqliteStore beside the same bytes in a bare table with the same kind of group commit.
//
//   journal_bench [FOLDER] [SECONDS]      the folder must be on the disk to be measured (default: .); seconds
//                                         of either for a cell, 2 unless told
//
// The two take turns, so that a disk that drifts drifts for both.

#include <sqlite3.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "bench/row.h"
#include "journal/sqlite_store.h"

namespace {

using namespace jembatan;

/// The yardstick: one table of blobs, WAL, synchronous=FULL, one thread that commits for all who wait.
class PlainStore {
 public:
  explicit PlainStore(const std::string& file) {
    sqlite3* database = nullptr;
    expect(sqlite3_open(file.c_str(), &database));
    database_.reset(database);
    expect(sqlite3_exec(database,
                        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                        "CREATE TABLE plain (bytes BLOB NOT NULL)",
                        nullptr, nullptr, nullptr));
    sqlite3_stmt* insert = nullptr;
    expect(sqlite3_prepare_v2(database, "INSERT INTO plain VALUES (?)", -1, &insert, nullptr));
    insert_.reset(insert);
    thread_ = std::thread{[this] { work(); }};
  }

  ~PlainStore() {
    {
      const std::lock_guard lock{mutex_};
      stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
  }

  void write(const std::string& bytes) {
    std::unique_lock lock{mutex_};
    waiting_.push_back(&bytes);
    const std::uint64_t mine = next_;
    arrived_.notify_one();
    durable_.wait(lock, [&] { return committed_ >= mine; });
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  static void expect(int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error{sqlite3_errstr(code)};
  }
  void run(const char* sql) { expect(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr)); }

  void work() {
    std::unique_lock lock{mutex_};
    while (true) {
      arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      std::vector<const std::string*> batch;
      batch.swap(waiting_);
      const std::uint64_t number = next_++;
      lock.unlock();
      run("BEGIN IMMEDIATE");
      for (const std::string* bytes : batch) {
        expect(sqlite3_bind_blob64(insert_.get(), 1, bytes->data(), bytes->size(), SQLITE_STATIC));
        expect(sqlite3_step(insert_.get()));
        expect(sqlite3_reset(insert_.get()));
      }
      run("COMMIT");
      lock.lock();
      committed_ = number;
      durable_.notify_all();
    }
  }

  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<sqlite3_stmt, Close> insert_;
  std::mutex mutex_;
  std::condition_variable arrived_, durable_;
  std::vector<const std::string*> waiting_;
  std::uint64_t next_ = 1, committed_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

struct Measured {
  double per_second = 0;
  double cpu_us = 0;  ///< of the whole process, user and system, for one exchange
  double p50_us = 0, p99_us = 0;
};

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// `exchange(thread, i)` again and again on every thread until the time is over.
Measured measure(unsigned threads, double seconds,
                 const std::function<void(unsigned, std::uint64_t)>& exchange) {
  using Clock = std::chrono::steady_clock;
  const double cpu_before = cpu_seconds();
  const auto start = Clock::now();
  const auto end =
      start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  std::vector<std::vector<double>> took(threads);
  std::vector<std::thread> workers;
  for (unsigned thread = 0; thread < threads; ++thread) {
    workers.emplace_back([&, thread] {
      auto now = Clock::now();
      for (std::uint64_t i = 0; now < end; ++i) {
        exchange(thread, i);
        const auto after = Clock::now();
        took[thread].push_back(std::chrono::duration<double, std::micro>(after - now).count());
        now = after;
      }
    });
  }
  for (auto& worker : workers) worker.join();
  const double elapsed = std::chrono::duration<double>(Clock::now() - start).count();
  const double cpu = cpu_seconds() - cpu_before;
  std::vector<double> all;
  for (const auto& each : took) all.insert(all.end(), each.begin(), each.end());
  std::sort(all.begin(), all.end());
  const auto count = static_cast<double>(all.size());
  return {count / elapsed, cpu * 1e6 / count, all[all.size() / 2], all[all.size() * 99 / 100]};
}

Measured journal(journal::SqliteStore& store, const std::string& bytes, unsigned threads, double seconds,
                 const std::string& round) {
  return measure(threads, seconds, [&](unsigned thread, std::uint64_t i) {
    journal::Entry entry;
    entry.party = "kesatu";
    entry.section = "pekerja";
    entry.operation = "KirimPekerja";
    entry.id_pesan = round + ":" + std::to_string(thread) + ":" + std::to_string(i);
    entry.binds_id = true;
    entry.content_digest = std::string(64, 'c');
    entry.rules_digest = std::string(64, 'd');
    entry.soap_version = "1.1";
    entry.peer = "127.0.0.1";
    entry.received_at = base::SystemClock{}.wall();
    const auto number = std::get<journal::Opened>(store.open(entry, {{journal::Leg::in, bytes}})).number;
    journal::Change change;
    change.to = journal::State::answered;
    change.outcome = "SELESAI";
    change.finished_at = entry.received_at;
    change.durations = journal::Durations{1, 2, 3, 4, 5};
    change.messages.emplace_back(journal::Leg::answer, bytes);
    if (!store.advance(number, journal::State::received, change)) throw std::logic_error{"not advanced"};
  });
}

Measured plain(PlainStore& store, const std::string& bytes, unsigned threads, double seconds) {
  return measure(threads, seconds, [&](unsigned, std::uint64_t) {
    store.write(bytes);
    store.write(bytes);
  });
}

void compare(const std::filesystem::path& folder, std::size_t bytes, unsigned threads, double seconds) {
  constexpr int kTurns = 3;
  const std::string message(bytes, 'm');
  std::vector<Measured> ours, theirs;
  const base::SystemClock clock;
  journal::SqliteStore store{(folder / "journal.db").string(), journal::Access::create, clock};
  PlainStore bare{(folder / "plain.db").string()};
  for (int turn = 0; turn < kTurns; ++turn) {
    ours.push_back(journal(store, message, threads, seconds / kTurns, std::to_string(turn)));
    theirs.push_back(plain(bare, message, threads, seconds / kTurns));
  }
  const auto median = [](std::vector<Measured> all) {
    std::sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.per_second < b.per_second; });
    return all[all.size() / 2];
  };
  const Measured a = median(ours);
  const Measured b = median(theirs);
  const std::string cell = std::to_string(bytes) + " bytes, " + std::to_string(threads) +
                           (threads == 1 ? " writer: " : " writers: ");
  bench::print_row(cell + "journal", a.per_second, "/s");
  bench::print_row(cell + "plain SQLite", b.per_second, "/s");
  bench::print_row(cell + "journal / plain", a.per_second / b.per_second, "x");
  bench::print_row(cell + "journal, p99", a.p99_us, "us");
  bench::print_row(cell + "CPU, journal / plain", a.cpu_us / b.cpu_us, "x");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::filesystem::path base = argc > 1 ? argv[1] : ".";
    const double seconds = argc > 2 ? std::atof(argv[2]) : 2.0;
    for (const std::size_t bytes : {764U, 54'000U}) {
      for (const unsigned threads : {1U, 16U, 64U}) {
        const auto folder = base / "journal-bench";
        std::filesystem::create_directory(folder);
        compare(folder, bytes, threads, seconds);
        std::filesystem::remove_all(folder);
      }
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "journal_bench: %s\n", failure.what());
    return 1;
  }
  return 0;
}
