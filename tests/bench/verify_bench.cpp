// How fast a journal is verified: chain, exchanges and states, from the file as it lies on the disk.
//
//   verify_bench FOLDER      a folder on the disk to be measured

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "bench/exchanges.h"
#include "bench/row.h"
#include "journal/sqlite_store.h"
#include "journal/verify.h"
#include "journal_keys.h"

namespace {

using namespace jembatan;
namespace fs = std::filesystem;

constexpr int rounds = 5;
constexpr bench::Target wanted{bench::Target::at_least, 200};

/// Bytes that were said.
double fill(const fs::path& file, std::size_t workers, std::size_t different, std::size_t count) {
  const base::SystemClock clock;
  journal::SqliteStore store{file.string(), journal::Access::create, clock, test::journal_keys()};
  const auto some = bench::Exchanges(workers).many(different, workers);
  bench::record_many(store, some, count);
  static_cast<void>(store.sign_head());
  double said = 0;
  for (const bench::Exchange& one : some) said += static_cast<double>(one.bytes());
  return said * static_cast<double>(count) / static_cast<double>(different);
}

void measure(const fs::path& file, std::size_t workers, std::size_t different, std::size_t count) {
  const double said = fill(file, workers, different, count) / 1e6;
  const double size = static_cast<double>(fs::file_size(file)) / 1e6;
  std::vector<double> seconds;
  journal::Verified found;
  for (int round = 0; round < rounds; ++round) {
    const auto before = std::chrono::steady_clock::now();
    found = journal::verify(file.string(), {});
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count());
    if (found.first_bad) throw std::logic_error("the journal does not verify: " + found.first_bad->what);
  }
  const double took = bench::median(seconds);
  const std::string name = std::to_string(workers) + (workers == 1 ? " worker: " : " workers: ");
  bench::print_row(name + "sealed messages", static_cast<double>(found.bytes) / 1e6, "MB");
  bench::print_row(name + "verified, messages", static_cast<double>(found.messages) / took, "/s");
  bench::print_row(name + "verified, sealed messages", static_cast<double>(found.bytes) / 1e6 / took, "MB/s");
  bench::print_row(name + "verified, file", size / took, "MB/s", wanted);
  bench::print_row(name + "verified, messages as they were said", said / took, "MB/s", wanted);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: verify_bench FOLDER\n");
    return 2;
  }
  try {
    const fs::path folder = argv[1];
    measure(folder / "large.db", 100, 300, 6400);
    fs::remove(folder / "large.db");
    measure(folder / "small.db", 1, 4000, 40'000);
    fs::remove(folder / "small.db");
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "verify_bench: %s\n", failure.what());
    return 1;
  }
  return 0;
}
