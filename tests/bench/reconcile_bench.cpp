// Totals over a register of millions of workers a side, beside a plain SQLite join of the same keyed hashes.
//
//   reconcile_bench FOLDER WORKERS...    workers of each party, one run for each; a folder on the disk
//
// The register's rows are written straight into its table, in its order. Of a hundred workers 90 are at the
// same company for both parties (5 of them with a field that differs), 4 known to the one party only and 6 at
// another company. Every run has processes of its own, so that its memory is its own.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/row.h"
#include "journal/register_row.h"
#include "journal/sqlite_handles.h"
#include "journal/sqlite_store.h"
#include "journal_keys.h"
#include "office/reconcile_count.h"

namespace {

using namespace jembatan;
namespace fs = std::filesystem;
using journal::RegisterKind;
using journal::RegisterRow;

constexpr std::uint64_t workers_of_a_company = 24;
constexpr std::uint64_t companies_at_once = 4'000;
constexpr std::string_view filling = "fill";
constexpr double most_seconds = 300, most_megabytes = 1000;

double seconds(const std::function<void()>& step) {
  const auto before = std::chrono::steady_clock::now();
  step();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - before).count();
}

/// A number that looks random (the finaliser of SplitMix64).
std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

void give(RegisterRow& row, std::uint32_t fields, std::uint64_t seed, std::uint64_t exchange) {
  row.given = fields;
  row.source_count = 1;
  row.sources[0] = {exchange, exchange, 1};
  for (std::size_t field = 0; field < journal::kRegisterFields; ++field) {
    row.number[field] = mixed(seed + field) & 0xffff'ffffU;
    row.source[field] = 0;
  }
}

class Filler {
 public:
  Filler(journal::SqliteStore& store, std::uint64_t workers)
      : store_(store), companies_(workers / workers_of_a_company) {}

  void fill() {
    for (std::uint64_t first = 0; first < companies_; first += companies_at_once) {
      store_.write([&](journal::Connection& connection) {
        journal::Query insert{connection,
                              "INSERT INTO register (company, kind, subject, party, body)"
                              " VALUES (?, ?, ?, ?, ?)",
                              filling};
        for (std::uint64_t company = first; company < std::min(companies_, first + companies_at_once);
             ++company) {
          add_company(insert, company);
        }
      });
    }
  }

 private:
  void add_company(journal::Query& insert, std::uint64_t company) {
    const auto key = std::numeric_limits<std::int64_t>::min() +
                     static_cast<std::int64_t>(
                         (company + 1) * (std::numeric_limits<std::uint64_t>::max() / (companies_ + 2)));
    std::vector<RegisterRow> rows;
    for (const auto party : {journal::RegisterParty{0}, journal::RegisterParty{1}}) {
      RegisterRow row;
      row.key = {key, RegisterKind::badan_usaha, 0, party};
      give(row, 0b111 | 1U << journal::company_field::npwp, company, company + 1);
      row.number[journal::company_field::npwp] = static_cast<std::uint64_t>(key);
      rows.push_back(row);
    }
    for (std::uint64_t i = 0; i < workers_of_a_company; ++i) add_worker(rows, key, company, i);
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    for (const RegisterRow& row : rows) {
      journal::encode(row, body_);
      insert.again().add(row.key.company).add(static_cast<std::int64_t>(row.key.kind)).add(row.key.subject);
      insert.add(row.key.party).add_blob(body_).step();
    }
  }

  void add_worker(std::vector<RegisterRow>& rows, std::int64_t key, std::uint64_t company,
                  std::uint64_t place) {
    const std::uint64_t number = company * workers_of_a_company + place;
    const std::uint64_t lot = mixed(number * 7 + 1) % 100;
    const std::uint64_t all = companies_ * workers_of_a_company;
    for (const auto party : {journal::RegisterParty{0}, journal::RegisterParty{1}}) {
      // From 90: nobody else knows the worker; from 94: the other party has the next company's worker here.
      std::uint64_t who = number;
      if (lot >= 94 && party == 1) who = (number + workers_of_a_company) % all;
      if (lot >= 90 && lot < 94 && party == 1) who = number + all;
      RegisterRow row;
      row.key = {key, RegisterKind::pekerja, static_cast<std::int64_t>(mixed(who + 1)), party};
      give(row, 0b0110'0011'1110 | 1U << journal::worker_field::wilayah, who * 31, company + 1);
      if (lot < 5 && party == 1) row.number[journal::worker_field::alamat] ^= 1U;
      row.number[journal::worker_field::status_kepesertaan] = 1;
      row.number[journal::worker_field::wilayah] = 3204;
      rows.push_back(row);
    }
  }

  journal::SqliteStore& store_;
  std::uint64_t companies_;
  std::string body_;
};

std::unique_ptr<journal::SqliteStore> opened(const std::string& file) {
  static const base::SystemClock clock;
  return std::make_unique<journal::SqliteStore>(file, journal::Access::create, clock, test::journal_keys());
}

/// In a process of its own; throws where it fails.
void apart(const std::function<void()>& work) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no process can be started");
  if (child == 0) {
    int status = 0;
    try {
      work();
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "reconcile_bench: %s\n", failure.what());
      status = 1;
    }
    std::fflush(stdout);
    ::_exit(status);
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child || status != 0) throw std::runtime_error("a part has failed");
}

double peak_megabytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1000;
}

std::string millions(std::uint64_t workers) {
  std::string text = std::to_string(static_cast<double>(workers) / 1e6);
  while (text.ends_with('0')) text.pop_back();
  return (text.ends_with('.') ? text.substr(0, text.size() - 1) : text) + " M a side: ";
}

void count(const std::string& file, std::uint64_t workers) {
  const auto store = opened(file);
  const journal::RegisterReader reader(*store);
  office::ReconcileTotals totals;
  double matched = 0;
  const double all = seconds([&] {
    std::optional<office::Matching> matching;
    matched = seconds([&] { matching.emplace(office::Matching::of(reader)); });
    totals = office::Reconciliation(reader, *matching, {}).totals();
  });
  std::uint64_t found = 0;
  for (const std::uint64_t one : totals.workers) found += one;
  if (found < workers || totals.same == 0) throw std::logic_error("too little was found");
  const std::string what = millions(workers);
  bench::print_row(what + "totals", all, "s", {bench::Target::below, most_seconds});
  bench::print_row(what + "of it matching companies", matched, "s");
  bench::print_row(what + "per million", all / (static_cast<double>(workers) / 1e6), "s");
  bench::print_row(what + "peak memory", peak_megabytes(), "MB", {bench::Target::below, most_megabytes});
  std::FILE* out = std::fopen((file + ".seconds").c_str(), "w");
  if (out == nullptr || std::fprintf(out, "%.6f", all) < 0 || std::fclose(out) != 0) {
    throw std::runtime_error("the folder cannot be written to");
  }
}

/// The same hashes in two tables of their own, joined by SQLite: in both the same, in both different, in one
/// only. (Who is at another company it does not say.)
void join(const std::string& file, std::uint64_t workers) {
  journal::Connection connection(file + ".plain", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  connection.execute("PRAGMA journal_mode = OFF", filling);
  connection.execute("PRAGMA synchronous = OFF", filling);
  connection.execute(("ATTACH '" + file + "' AS journal").c_str(), filling);
  for (const std::string party : {"0", "1"}) {
    const std::string make =
        "CREATE TABLE said" + party +
        " (company INTEGER, subject INTEGER, hashes BLOB, PRIMARY KEY (company, subject))"
        " WITHOUT ROWID; INSERT INTO said" +
        party + " SELECT company, subject, body FROM journal.register WHERE kind = 2 AND party = " + party;
    connection.execute(make.c_str(), filling);
  }
  const auto ask = [&](const char* sql) {
    journal::Query query{connection, sql, "read from"};
    if (!query.step()) throw std::logic_error("no answer");
  };
  const double took = seconds([&] {
    ask("SELECT count(*), sum(said0.hashes = said1.hashes) FROM said0 JOIN said1 USING (company, subject)");
    ask("SELECT count(*) FROM said0 WHERE NOT EXISTS (SELECT 1 FROM said1 WHERE said1.company = said0.company"
        " AND said1.subject = said0.subject)");
    ask("SELECT count(*) FROM said1 WHERE NOT EXISTS (SELECT 1 FROM said0 WHERE said0.company = said1.company"
        " AND said0.subject = said1.subject)");
  });
  double ours = 0;
  std::FILE* in = std::fopen((file + ".seconds").c_str(), "r");
  if (in == nullptr || std::fscanf(in, "%lf", &ours) != 1)
    throw std::runtime_error("the folder cannot be read");
  std::fclose(in);
  bench::print_row(millions(workers) + "plain SQLite join", took, "s");
  bench::print_row(millions(workers) + "totals, times the plain join", ours / took, "");
}

void measure(const std::string& file, std::uint64_t workers) {
  apart([&] { Filler(*opened(file), workers).fill(); });
  bench::print_row(millions(workers) + "register", static_cast<double>(fs::file_size(file)) / 1e6, "MB");
  apart([&] { count(file, workers); });
  apart([&] { join(file, workers); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: reconcile_bench FOLDER WORKERS...\n");
    return 2;
  }
  try {
    for (int i = 2; i < argc; ++i) {
      const auto workers = static_cast<std::uint64_t>(std::atoll(argv[i]));
      if (workers < 10'000) throw std::runtime_error("WORKERS is a number from 10000");
      const fs::path folder = fs::path(argv[1]) / ("reconcile-" + std::to_string(workers));
      fs::create_directory(folder);
      measure((folder / "journal.db").string(), workers);
      fs::remove_all(folder);
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "reconcile_bench: %s\n", failure.what());
    return 1;
  }
  return 0;
}
