#pragma once
// A year of fictitious numbers, as large as a real one.

#include "office/report_numbers.h"

namespace jembatan::office {

inline Report example_report() {
  using namespace std::chrono_literals;
  Report report;
  report.period = {2026, {}};
  const auto at = [](base::Date day) { return base::WallTime{std::chrono::sys_days{day} + 5h}; };
  report.as_of = at(2026y / 11 / 24);
  for (unsigned month = 1; month <= 11; ++month) {
    const std::uint64_t many = 9000 + 1300 * month - (month == 6 ? 9000 : 0);
    for (const auto& [party, operation] :
         {std::pair{"kesatu", "KirimPekerja"}, std::pair{"kesatu", "SelaraskanBadanUsaha"},
          std::pair{"kedua", "DaftarPekerja"}, std::pair{"kedua", "AmbilPekerja"}}) {
      const bool writes = std::string(party) == "kesatu";
      report.exchanges[{{2026, month}, party, operation, "SELESAI"}] = {many, writes ? many * 40 : many * 3,
                                                                        writes ? many / 2 : 0};
      report.exchanges[{{2026, month}, party, operation, writes ? "DITOLAK" : "PIHAK_LAWAN_TIDAK_TERSEDIA"}] =
          {many / 90, writes ? many / 90 : 0, writes ? many / 90 : 0};
      for (int i = 0; i < 400; ++i) {
        const std::int64_t took = 2500 + (i * i * (writes ? 3 : 1)) + (i > 394 ? 900'000 : 0);
        report.time.add(took);
        report.time_by_operation[operation].add(took);
        report.time_by_month[{2026, month}].add(took);
      }
    }
    for (const char* party : {"kesatu", "kedua"}) {
      report.answering[{party, {2026, month}}] = {many * 2, month == 6 ? many / 6 : many / 300, many / 800, 0,
                                                  month == 6 ? 210U : 0U};
      Filled& filled = report.filled[{party, {2026, month}}];
      filled.records = {many, many / 2, many * 20};
      for (std::size_t row = 0; row < lampiran::kButir.size(); ++row) {
        const auto all = filled.records[static_cast<std::size_t>(lampiran::kButir[row].bagian)];
        filled.filled[row] = all * (20 + (row * 37 + month * 2) % 75) / 100;
      }
    }
  }
  report.delivery.add(45'000);
  report.delivery.add(7'200'000);
  report.open = {{90'112, "kesatu", "KirimPekerja", "", true, true, at(2026y / 11 / 20)},
                 {90'340, "kesatu", "KirimPekerja", "", false, false, at(2026y / 11 / 23)}};
  report.replays = 12;
  report.openings = {{{"budi", "masked"}, 41}, {{"ratna", "full"}, 3}};
  for (const auto& [kode, butir, giver, errors, warnings] :
       {std::tuple{"C1_FORMAT", "C.1", "kesatu", 8210U, 0U},
        std::tuple{"A1_CHECKDIGIT", "A.1", "kesatu", 0U, 5200U},
        std::tuple{"G_TELP_GANDA", "C.6", "kesatu", 0U, 1890U},
        std::tuple{"C1_TGL_LAHIR_BEDA", "C.4", "kedua", 0U, 812U},
        std::tuple{"C2_NOL_HILANG", "C.2", "kedua", 3U, 0U},
        std::tuple{"A2_TDP_USANG", "A.2", "kesatu", 0U, 412U}}) {
    report.findings[{kode, butir, giver}] = {errors, warnings};
  }
  report.read_messages = 512'345;
  report.cleared_messages = 1'204;
  Coverage coverage;
  coverage.companies = {181'204, 301'882, 44'120};
  coverage.workers = {3'912'440, 8'011'233, 1'204'551};
  const char* codes[] = {"11", "12", "13", "14", "31", "32", "33", "34", "35",
                         "36", "51", "61", "64", "73", "82", "91", "94"};
  std::uint64_t size = 3;
  for (const char* code : codes) {
    coverage.workers_by_province[code] = {size, size * 2 + 1, size / 2};
    size = size * 2 + 17;
  }
  for (const char* letter : {"A", "B", "C", "F", "G", "H", "I", "J", "K", "M", "N", "P", "Q", "S"}) {
    coverage.companies_by_section[letter] = {size / 60, size / 30, size / 200};
    coverage.workers_by_section[letter] = {size / 6, size / 3, size / 20};
    size = size * 3 / 4;
  }
  coverage.by_quarter = {{2026, 1, {150'000, 220'000, 40'000}, {3'400'000, 6'100'000, 1'000'000}},
                         {2026, 2, {160'000, 250'000, 41'000}, {3'600'000, 6'900'000, 1'100'000}},
                         {2026, 3, {175'000, 290'000, 43'000}, {3'800'000, 7'700'000, 1'200'000}}};
  report.coverage = coverage;
  report.calendar =
      exchange::calendar_of({{{2020y / 11 / 3, 2023y / 11 / 2}, {2023y / 11 / 3, 2027y / 2 / 2}}},
                            2025y / 10 / 14, 2026y / 11 / 24);
  report.frame.evaluation = journal::Evaluation{2025y / 10 / 14, at(2025y / 10 / 15), "ratna"};
  report.frame.last_position = 1'843'220;
  report.frame.journal_id = std::string(16, '\x5a');
  report.frame.head = journal::Head{
      report.frame.journal_id, 1'843'219, std::string(32, '\x3c'), report.as_of, 1, std::string(32, '\x11'),
      std::string(64, '\x22')};
  report.frame.head_fits = true;
  report.frame.suspensions = {{"kedua", "banjir di pusat data", true, "budi", at(2026y / 6 / 9),
                               at(2026y / 6 / 11), "budi", "pulih"}};
  report.verification = {true, 1'843'220, 4'120};
  return report;
}

}  // namespace jembatan::office
