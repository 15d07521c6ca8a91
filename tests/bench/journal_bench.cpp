// What the journal costs over plain SQLite with group commit of the same bytes, and what a byte that was said
// takes on the disk, all told: sealed messages, exchanges, indexes, chain, marks, placements.
//
//   journal_bench [FOLDER] [SECONDS]      the folder must be on the disk to be measured (default: .); seconds
//                                         of either for a cell, 3 unless told
//
// An exchange is two durable writes of two messages each, as the gateway records a write of workers. The two
// take turns, so that a disk that drifts drifts for both.

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "bench/exchanges.h"
#include "bench/plain_store.h"
#include "bench/row.h"
#include "journal/sqlite_store.h"
#include "journal_keys.h"

namespace {

using namespace jembatan;
namespace fs = std::filesystem;

constexpr bench::Target aim{bench::Target::at_least, 0.7};

/// What is measured of messages of so many workers.
struct Size {
  std::size_t workers;
  std::size_t different;  ///< exchanges that the writers take in turn
  std::size_t kept;       ///< exchanges whose bytes on the disk are counted, no two alike
  double most_bytes_for_a_byte;
};
constexpr Size sizes[] = {{1, 4000, 20'000, 0.45}, {100, 200, 600, 0.13}};

struct Measured {
  double per_second = 0;
  double cpu_us = 0;  ///< of the whole process, user and system, for one exchange
  double p99_us = 0;
};

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

/// `exchange` again and again on every thread until the time is over.
Measured measure(unsigned threads, double seconds, const std::function<void()>& exchange) {
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
      while (now < end) {
        exchange();
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
  return {count / elapsed, cpu * 1e6 / count, all[all.size() * 99 / 100]};
}

/// The medians over the turns of each figure by itself.
Measured median(const std::vector<Measured>& turns) {
  const auto of = [&](double Measured::*member) {
    std::vector<double> values;
    for (const Measured& turn : turns) values.push_back(turn.*member);
    return bench::median(std::move(values));
  };
  return {of(&Measured::per_second), of(&Measured::cpu_us), of(&Measured::p99_us)};
}

std::string cell(std::size_t workers, unsigned writers) {
  return std::to_string(workers) + (workers == 1 ? " worker, " : " workers, ") + std::to_string(writers) +
         (writers == 1 ? " writer: " : " writers: ");
}

void compare(const fs::path& folder, const std::vector<bench::Exchange>& exchanges, unsigned writers,
             double seconds) {
  constexpr int turns = 3;
  const base::SystemClock clock;
  journal::SqliteStore store{(folder / "journal.db").string(), journal::Access::create, clock,
                             test::journal_keys()};
  bench::PlainStore bare{(folder / "plain.db").string()};
  std::atomic<std::size_t> next = 0;
  const auto one = [&]() -> const bench::Exchange& { return exchanges[next++ % exchanges.size()]; };

  std::vector<Measured> ours, theirs;
  std::vector<double> rates, cpu;
  for (int turn = 0; turn < turns; ++turn) {
    ours.push_back(measure(writers, seconds / turns, [&] { bench::record(store, one()); }));
    theirs.push_back(measure(writers, seconds / turns, [&] {
      const bench::Exchange& exchange = one();
      bare.write(exchange.contents.messages);
      bare.write(exchange.end.messages);
    }));
    rates.push_back(ours.back().per_second / theirs.back().per_second);
    cpu.push_back(ours.back().cpu_us / theirs.back().cpu_us);
  }
  const std::string name = cell(exchanges.front().entry.records, writers);
  bench::print_row(name + "journal", median(ours).per_second, "/s");
  bench::print_row(name + "plain SQLite", median(theirs).per_second, "/s");
  bench::print_row(name + "journal / plain SQLite", bench::median(rates), "x", aim);
  bench::print_row(name + "CPU, journal / plain SQLite", bench::median(cpu), "x");
  bench::print_row(name + "journal, p99", median(ours).p99_us, "us");
  bench::print_row(name + "plain SQLite, p99", median(theirs).p99_us, "us");
}

/// The file of a journal that was closed holds everything, the WAL is gone.
void weigh(const fs::path& folder, const Size& size) {
  const fs::path file = folder / "kept.db";
  const base::SystemClock clock;
  bench::Exchanges exchanges(size.workers + 1000);
  double said = 0;
  {
    journal::SqliteStore store{file.string(), journal::Access::create, clock, test::journal_keys()};
    constexpr std::size_t at_once = 200;
    for (std::size_t i = 0; i < size.kept; i += at_once) {
      const auto some = exchanges.many(at_once, size.workers);
      for (const bench::Exchange& one : some) said += static_cast<double>(one.bytes());
      bench::record_many(store, some, some.size());
    }
  }
  const std::string name = std::to_string(size.workers) + (size.workers == 1 ? " worker: " : " workers: ");
  const double kept = static_cast<double>(size.kept);
  bench::print_row(name + "bytes that were said, an exchange", said / kept, "B");
  bench::print_row(name + "bytes on the disk, an exchange", static_cast<double>(fs::file_size(file)) / kept,
                   "B");
  bench::print_row(name + "bytes on the disk / bytes said", static_cast<double>(fs::file_size(file)) / said,
                   "x", {bench::Target::below, size.most_bytes_for_a_byte});
}

void run(const fs::path& base, double seconds) {
  const fs::path folder = base / "journal-bench";
  for (const Size& size : sizes) {
    const auto exchanges = bench::Exchanges(size.workers).many(size.different, size.workers);
    for (const unsigned writers : {1U, 16U, 64U}) {
      fs::create_directory(folder);
      compare(folder, exchanges, writers, seconds);
      fs::remove_all(folder);
    }
    fs::create_directory(folder);
    weigh(folder, size);
    fs::remove_all(folder);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(argc > 1 ? argv[1] : ".", argc > 2 ? std::atof(argv[2]) : 3.0);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "journal_bench: %s\n", failure.what());
    return 1;
  }
  return 0;
}
