// Pieces that an exchange is made of, each measured alone: one commit of one row of a message's size in plain
// SQLite (WAL, synchronous=FULL), and the processor time that compressing, hashing and encrypting an exchange
// takes. One JSON object on stdout.
//
//   bench_pieces FOLDER WORKERS      a folder on the disk to be measured

#include <time.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "bench/exchanges.h"
#include "bench/row.h"
#include "journal/sqlite_handles.h"
#include "journal/vault.h"
#include "journal_keys.h"

namespace {

using namespace jembatan;
namespace fs = std::filesystem;

constexpr int commits = 400;
constexpr std::size_t warm_up = 20;
constexpr std::string_view measuring = "measuring";

double thread_cpu_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

/// The median, in microseconds.
double commit(const fs::path& file, const std::string& message) {
  fs::remove(file);
  journal::Connection connection{file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  connection.command("PRAGMA journal_mode = WAL", measuring);
  connection.command("PRAGMA synchronous = FULL", measuring);
  connection.command("CREATE TABLE message (number INTEGER PRIMARY KEY, bytes BLOB)", measuring);
  std::vector<double> took;
  for (int i = 0; i < commits; ++i) {
    const auto before = std::chrono::steady_clock::now();
    journal::Query{connection, "INSERT INTO message (bytes) VALUES (?)", measuring}.add_text(message).step();
    took.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - before).count());
  }
  return bench::median(std::move(took));
}

/// The mean of one exchange, in microseconds.
double seal(const std::vector<bench::Exchange>& exchanges) {
  journal::Vault vault(test::journal_keys(),
                       std::make_shared<journal::Dictionary>(journal::fresh_dictionary()));
  const auto one = [&vault](const bench::Exchange& exchange) {
    for (const auto* messages : {&exchange.contents.messages, &exchange.end.messages}) {
      if (vault.seal(*messages).size() != messages->size())
        throw std::logic_error("a message was not sealed");
    }
    static_cast<void>(vault.numbers("kind", exchange.contents.identifiers));
  };
  for (std::size_t i = 0; i < warm_up; ++i) one(exchanges[i % exchanges.size()]);
  const double before = thread_cpu_microseconds();
  for (const bench::Exchange& exchange : exchanges) one(exchange);
  return (thread_cpu_microseconds() - before) / static_cast<double>(exchanges.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench_pieces FOLDER WORKERS\n");
    return 2;
  }
  try {
    const std::size_t workers = std::strtoul(argv[2], nullptr, 10);
    const auto exchanges = bench::Exchanges(workers).many(2000 / (workers + 9) + 5, workers);
    const double committed =
        commit(fs::path(argv[1]) / "pieces.db", exchanges.front().contents.messages.front().second);
    std::printf("{\"commit_us\":%.1f,\"seal_us\":%.2f}\n", committed, seal(exchanges));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "bench_pieces: %s\n", failure.what());
    return 1;
  }
  return 0;
}
