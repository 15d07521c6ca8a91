// How many fully filled Pekerja records a second one core judges, in messages of
// 1,000, with every rule on, the example addendum and lists; with and without
// the addendum's own fields.
//
//   judge_bench CONTOH [MESSAGES]      the folder of the example files; 200 messages a round unless told
//
// CPU time of the thread is the figure on a machine that others use as well;
// wall time is shown beside it.

#include <time.h>

#include <algorithm>
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

bool clean(const lampiran::Putusan& putusan) {
  return std::all_of(putusan.hasil.begin(), putusan.hasil.end(),
                     [](const auto& hasil) { return hasil.diterima && hasil.temuan.empty(); });
}

/// Judges the same message again and again, and prints what a second is worth.
bool measure(const std::string& name, std::vector<lampiran::Pekerja> pekerja, const lampiran::Aturan& law,
             unsigned long messages) {
  const double records = static_cast<double>(messages * pekerja.size());
  lampiran::Rekaman rekaman = std::move(pekerja);
  const lampiran::KunciBadanUsaha kunci = bench::company();
  lampiran::Perkara perkara;
  perkara.tanggal = base::Date{std::chrono::year{2026}, std::chrono::August, std::chrono::day{15}};
  perkara.kunci = &kunci;
  perkara.di_perusahaan_lain = [](std::string_view) { return false; };

  const base::SystemClock clock;
  std::vector<double> by_cpu, by_wall;
  for (int round = 0; round < rounds; ++round) {
    const auto start = clock.steady();
    const double cpu = thread_cpu_seconds();
    for (unsigned long i = 0; i < messages; ++i) {
      if (!clean(lampiran::judge(rekaman, law, perkara))) return false;
    }
    by_cpu.push_back(records / (thread_cpu_seconds() - cpu));
    by_wall.push_back(records / std::chrono::duration<double>(clock.steady() - start).count());
  }
  constexpr bench::Target target{bench::Target::at_least, wanted_a_second};
  bench::print_row(name + ": records a second, CPU time", bench::median(by_cpu), "/s", target);
  bench::print_row(name + ": records a second, wall time", bench::median(by_wall), "/s", target);
  return true;
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
  const unsigned long messages = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 200;
  auto annex_only = bench::workers(records_in_message);
  for (lampiran::Pekerja& record : annex_only) record.field_lain.clear();
  const bool all_clean =
      measure("annex", std::move(annex_only), *law, messages) &&
      measure("annex and 4 addendum fields", bench::workers(records_in_message), *law, messages);
  if (!all_clean) {
    std::cerr << "judge_bench: the records were meant to be without findings, but are not\n";
    return 1;
  }
  return 0;
}
