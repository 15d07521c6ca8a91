// How many fully filled Pekerja records a second one core judges, in messages of
// 1,000, with every rule on, the example addendum and lists.
//
//   judge_bench CONTOH [MESSAGES]      the folder of the example files; 300 messages a round unless told
//
// CPU time of the thread is the figure on a machine that others use as well;
// wall time is shown beside it.

#include <time.h>

#include <cstdlib>
#include <iostream>

#include "bench/row.h"
#include "bench/workers.h"
#include "lampiran/judge.h"

namespace {

using namespace jembatan;

constexpr int rounds = 7;
constexpr std::size_t records_in_message = 1000;
constexpr double wanted_a_second = 1e6;

double thread_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// Records that are not accepted without a finding; a benchmark of clean records has none.
std::size_t unclean(const lampiran::Putusan& putusan) {
  std::size_t count = 0;
  for (const auto& hasil : putusan.hasil) count += hasil.diterima && hasil.temuan.empty() ? 0 : 1;
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: judge_bench CONTOH [MESSAGES]\n";
    return 2;
  }
  const auto law = bench::law(argv[1]);
  if (!law) {
    for (const std::string& error : law.error()) std::cerr << error << '\n';
    return 2;
  }
  const unsigned long messages = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 300;
  lampiran::Rekaman rekaman = bench::workers(records_in_message);
  const lampiran::KunciBadanUsaha kunci = bench::company();
  lampiran::Perkara perkara;
  perkara.tanggal = base::Date{std::chrono::year{2026}, std::chrono::August, std::chrono::day{15}};
  perkara.kunci = &kunci;
  perkara.di_perusahaan_lain = [](std::string_view) { return false; };

  const base::SystemClock clock;
  std::vector<double> by_cpu, by_wall;
  std::size_t found = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto start = clock.steady();
    const double cpu = thread_cpu_seconds();
    for (unsigned long i = 0; i < messages; ++i) found += unclean(lampiran::judge(rekaman, *law, perkara));
    const double records = static_cast<double>(messages * records_in_message);
    by_cpu.push_back(records / (thread_cpu_seconds() - cpu));
    by_wall.push_back(records / std::chrono::duration<double>(clock.steady() - start).count());
  }
  if (found != 0) {
    std::cerr << "judge_bench: the records were meant to be without findings, but are not\n";
    return 1;
  }
  bench::print_row("records a second, CPU time of the thread", bench::median(by_cpu), "/s",
                   {bench::Target::at_least, wanted_a_second});
  bench::print_row("records a second, wall time", bench::median(by_wall), "/s",
                   {bench::Target::at_least, wanted_a_second});
  return 0;
}
