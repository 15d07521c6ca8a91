// Searching a journal of millions of exchanges, and opening it.
//
//   search_bench FOLDER [EXCHANGES [fill]]      a folder on the disk to be measured; 1,000,000 unless told;
//                                               fill: only makes FOLDER/search.db, which stays
//
// Some hundred exchanges are recorded through the store, spread over the whole; between them the tables that
// searching reads (exchange and its indexes, mark) are filled with rows of the same shape. These have no
// messages, which no search reads.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/exchanges.h"
#include "bench/row.h"
#include "crypto/keyed_hash.h"
#include "journal/marks.h"
#include "journal/sqlite_handles.h"
#include "journal/sqlite_store.h"
#include "journal_keys.h"

namespace {

using namespace jembatan;
namespace fs = std::filesystem;
using journal::Filter;

constexpr std::int64_t real_exchanges = 200;
constexpr std::int64_t marks_of_an_exchange = 4;
constexpr std::int64_t at_once = 100'000;
constexpr std::string_view filling = "fill";
constexpr bench::Target wanted{bench::Target::below, 5};
/// The exchanges are a year's.
constexpr std::int64_t beginning = 1'700'000'000'000;
constexpr std::chrono::hours a_year{365 * 24};
/// A company of many exchanges.
constexpr const char* busy_company = "npwp:9990000000999000";
constexpr std::int64_t of_busy_company = 10'000;
constexpr std::size_t listed = 50;  ///< by one search

double milliseconds(const std::function<void()>& step) {
  const auto before = std::chrono::steady_clock::now();
  step();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

/// Out of the system's memory, so that the first searches come from the disk.
void forget(const fs::path& file) {
  const int opened = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) throw std::runtime_error("the journal cannot be opened");
  ::fsync(opened);
  const int result = ::posix_fadvise(opened, 0, 0, POSIX_FADV_DONTNEED);
  ::close(opened);
  if (result != 0) throw std::runtime_error("the journal cannot be put out of the system's memory");
}

class Filler {
 public:
  Filler(journal::SqliteStore& store, std::int64_t exchanges) : store_(store), exchanges_(exchanges) {
    store_.write(
        [](journal::Connection& connection) { connection.command("PRAGMA cache_size = -262144", filling); });
  }

  /// Numbers of the real ones.
  std::vector<std::uint64_t> fill(const std::vector<bench::Exchange>& real) {
    std::vector<std::uint64_t> numbers;
    for (const bench::Exchange& one : real) {
      add_exchanges(exchanges_ / static_cast<std::int64_t>(real.size()) - 1);
      numbers.push_back(bench::record(store_, one));
    }
    add_marks();
    return numbers;
  }

 private:
  void add_exchanges(std::int64_t count) {
    for (std::int64_t done = 0; done < count; done += at_once) {
      store_.write([&](journal::Connection& connection) {
        journal::Query insert{
            connection,
            "WITH RECURSIVE row(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < ?)"
            " INSERT INTO exchange (party, section, operation, id_pesan, binds_id, content_digest,"
            " soap_version, peer, state, outcome, reason, received_at, finished_at, guard_us, decode_us,"
            " judge_us, send_us, total_us, rules_digest, replay_of, replay_mode, attempts, refusals, held,"
            " records, rejected)"
            " SELECT 'kesatu', 'pekerja', 'KirimPekerja',"
            " printf('%012x', ? + i * ?) || lower(hex(randomblob(12))), 1, lower(hex(randomblob(32))),"
            " '1.1', '10.20.30.40', 'answered', 'SELESAI', '', ? + i * ?, ? + i * ?, 61, 43, 25, 1830, 2500, "
            "?, 0, "
            "'',"
            " 1, 0, 0, 1, 0 FROM row",
            filling};
        const std::string rules(64, 'd');
        insert.add(std::min(at_once, count - done));
        for (int times = 0; times < 3; ++times) insert.add(time_).add(step_);
        insert.add_text(rules).step();
      });
      time_ += std::min(at_once, count - done) * step_;
    }
  }

  /// In the order of their hashes, which is the fastest to insert; whose each is is random.
  void add_marks() {
    const std::int64_t all = exchanges_ * marks_of_an_exchange;
    const std::int64_t stride = std::numeric_limits<std::int64_t>::max() / all * 2;
    for (std::int64_t done = 0; done < all; done += at_once) {
      store_.write([&](journal::Connection& connection) {
        journal::Query insert{
            connection,
            "WITH RECURSIVE row(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM row WHERE i + 1 < ?)"
            " INSERT OR IGNORE INTO mark (hash, number)"
            " SELECT ? + i * ? + abs(random() % ?), 1 + abs(random() % ?) FROM row",
            filling};
        const std::int64_t first = std::numeric_limits<std::int64_t>::min() + done * stride;
        insert.add(std::min(at_once, all - done)).add(first).add(stride).add(stride).add(exchanges_).step();
      });
    }
    const std::string text = std::string(journal::kMarkKind) + "\n" + busy_company;
    const std::int64_t busy = crypto::keyed_number(store_.keys().index_key().bytes(), text);
    store_.write([&](journal::Connection& connection) {
      for (std::int64_t i = 1; i <= of_busy_company; ++i) {
        journal::add_marks(connection, exchanges_ * i / of_busy_company, {busy});
      }
    });
  }

  journal::SqliteStore& store_;
  std::int64_t exchanges_;
  std::int64_t step_ = std::chrono::milliseconds(a_year).count() / exchanges_;
  std::int64_t time_ = beginning;
};

/// One search for each of the real exchanges; each must find something.
void search(journal::SqliteStore& store, const std::string& what, std::size_t count,
            const std::function<Filter(std::size_t)>& filter) {
  std::vector<double> took;
  for (std::size_t i = 0; i < count; ++i) {
    const Filter wish = filter(i);
    std::size_t found = 0;
    took.push_back(
        milliseconds([&] { found = store.scan(wish, journal::Order::newest_first, listed).size(); }));
    if (found == 0) throw std::logic_error("nothing was found by " + what);
  }
  bench::print_row("search by " + what + ", median", bench::median(took), "ms", wanted);
  bench::print_row("search by " + what + ", worst", *std::max_element(took.begin(), took.end()), "ms");
}

std::string nik_of(const bench::Exchange& exchange) {
  for (const auto& identifier : exchange.contents.identifiers) {
    if (identifier.reveal().starts_with("nik:")) return identifier.reveal();
  }
  throw std::logic_error("an exchange without a NIK");
}

std::vector<std::uint64_t> fill(const fs::path& file, std::int64_t exchanges,
                                const std::vector<bench::Exchange>& real) {
  const base::SystemClock clock;
  journal::SqliteStore store{file.string(), journal::Access::create, clock, test::journal_keys()};
  return Filler(store, exchanges).fill(real);
}

void measure(const fs::path& file, std::int64_t exchanges, const std::vector<bench::Exchange>& real) {
  const base::SystemClock clock;
  std::vector<std::uint64_t> numbers;
  const double filled = milliseconds([&] { numbers = fill(file, exchanges, real); });
  bench::print_row("exchanges", static_cast<double>(exchanges), "");
  bench::print_row("filled in", filled / 1000, "s");
  bench::print_row("file, without the messages", static_cast<double>(fs::file_size(file)) / 1e6, "MB");
  forget(file);

  std::unique_ptr<journal::SqliteStore> store;
  const double opened = milliseconds([&] {
    store = std::make_unique<journal::SqliteStore>(file.string(), journal::Access::create, clock,
                                                   test::journal_keys());
  });
  bench::print_row("opening", opened, "ms");
  std::vector<journal::Entry> entries;
  for (const std::uint64_t number : numbers) entries.push_back(store->find(number).value());
  forget(file);

  const auto by = [&](auto set) {
    return [set](std::size_t i) {
      Filter filter;
      set(filter, i);
      return filter;
    };
  };
  search(*store, "NIK", real.size(),
         by([&](Filter& filter, std::size_t i) { filter.identifier = nik_of(real[i]); }));
  search(*store, "idPesan", real.size(),
         by([&](Filter& filter, std::size_t i) { filter.id_pesan = entries[i].id_pesan; }));
  search(*store, "number", real.size(),
         by([&](Filter& filter, std::size_t i) { filter.number = numbers[i]; }));
  for (const auto& [name, span] :
       {std::pair{"an hour", std::chrono::hours{1}}, {"a day", std::chrono::hours{24}}}) {
    search(*store, name, real.size(), by([&, span = span](Filter& filter, std::size_t i) {
      const auto since = std::chrono::milliseconds(a_year) * i / (real.size() + 1);
      filter.since = base::WallTime{std::chrono::milliseconds{beginning} + since};
      filter.until = *filter.since + span;
    }));
  }
  search(*store, "NPWP of 10,000 exchanges", real.size(),
         by([&](Filter& filter, std::size_t) { filter.identifier = busy_company; }));
}

}  // namespace

int main(int argc, char** argv) {
  const std::int64_t exchanges = argc > 2 ? std::atoll(argv[2]) : 1'000'000;
  if (argc < 2 || exchanges < real_exchanges * 2) {
    std::fprintf(stderr, "usage: search_bench FOLDER [EXCHANGES [fill]]\n");
    return 2;
  }
  try {
    const fs::path file = fs::path(argv[1]) / "search.db";
    const auto real = bench::Exchanges(1).many(real_exchanges, 1);
    if (argc > 3) {
      static_cast<void>(fill(file, exchanges, real));
      return 0;
    }
    measure(file, exchanges, real);
    fs::remove(file);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "search_bench: %s\n", failure.what());
    return 1;
  }
  return 0;
}
