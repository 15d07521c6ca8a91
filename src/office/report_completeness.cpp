// How complete the optional fields of accepted records were, as tables.

#include <algorithm>
#include <map>

#include "office/report_suppress.h"
#include "office/report_table_parts.h"

namespace jembatan::office {

namespace {

bool is_optional_first(std::size_t row, Pihak pihak) {
  const std::uint32_t shared = lampiran::rows_sharing(row);
  return (shared & (lampiran::bit(row) - 1)) == 0 && !lampiran::kButir[row].wajib[pihak];
}

std::string elements_of(std::size_t row) {
  std::string names;
  for (std::size_t other = row; other < lampiran::kButir.size(); ++other) {
    if ((lampiran::rows_sharing(row) & lampiran::bit(other)) == 0) continue;
    if (!names.empty()) names += " | ";
    names += lampiran::kButir[other].elemen;
  }
  return names;
}

/// People's fields: neither a group of under five that has it filled, nor one that has not.
bool small_group(const lampiran::Butir& row, std::uint64_t filled, std::uint64_t all) {
  if (row.bagian == lampiran::Bagian::badan_usaha) return false;
  const auto small = [](std::uint64_t people) { return people > 0 && people < kLeastGroup; };
  return small(all) || small(filled) || small(all - filled);
}

std::vector<TableColumn> filled_columns(bool with_month) {
  std::vector<TableColumn> columns{
      {"pihak", "col.pihak"_t},         {"butir", "col.butir"_t},
      {"elemen", "col.elemen"_t},       {"rekaman", "col.rekaman"_t, true},
      {"terisi", "col.terisi"_t, true}, {"kelengkapan", "col.kelengkapan"_t, true}};
  if (with_month) columns.insert(columns.begin() + 1, {"bulan", "col.bulan"_t});
  return columns;
}

void add_filled(ReportTable& made, const std::string& party, std::optional<Month> month, const Filled& filled,
                const Words& words) {
  const auto pihak = lampiran::pihak_named(party);
  for (std::size_t row = 0; pihak && row < lampiran::kButir.size(); ++row) {
    const lampiran::Butir& butir = lampiran::kButir[row];
    const std::uint64_t all = filled.records[static_cast<std::size_t>(butir.bagian)];
    if (all == 0 || !is_optional_first(row, *pihak)) continue;
    const bool hidden = small_group(butir, filled.filled[row], all);
    Row cells{words.party(party)};
    if (month) cells.emplace_back(*month);
    cells.emplace_back(std::string(butir.butir));
    cells.emplace_back(elements_of(row));
    cells.push_back(unless(hidden && all < kLeastGroup, all));
    cells.push_back(unless(hidden, filled.filled[row]));
    cells.push_back(hidden ? Cell{Suppressed{}} : Cell{Share{filled.filled[row], all}});
    made.rows.push_back(std::move(cells));
  }
}

/// Of a year its quarters, of a quarter its months.
std::vector<std::vector<Month>> steps_of(const Period& period) {
  const std::vector<Month> months = period.months();
  std::vector<std::vector<Month>> steps;
  for (std::size_t at = 0; at < months.size(); ++at) {
    if (period.quarter || at % 3 == 0) steps.emplace_back();
    steps.back().push_back(months[at]);
  }
  return steps;
}

void add(Filled& sum, const Filled& more) {
  for (std::size_t i = 0; i < sum.records.size(); ++i) sum.records[i] += more.records[i];
  for (std::size_t i = 0; i < sum.filled.size(); ++i) sum.filled[i] += more.filled[i];
}

Cell share_of(const Filled& filled, std::size_t row) {
  const lampiran::Butir& butir = lampiran::kButir[row];
  const std::uint64_t all = filled.records[static_cast<std::size_t>(butir.bagian)];
  if (all == 0) return std::monostate{};
  if (small_group(butir, filled.filled[row], all)) return Suppressed{};
  return Share{filled.filled[row], all};
}

/// A field to a row, a quarter (month) to a column.
ReportTable trend_of(const Report& report, const Words& words) {
  ReportTable made{"kelengkapanTren",
                   "table.filled_trend"_t,
                   {{"pihak", "col.pihak"_t}, {"butir", "col.butir"_t}, {"elemen", "col.elemen"_t}},
                   {}};
  const auto steps = steps_of(report.period);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Month first = steps[i].front();
    made.columns.push_back(
        {report.period.quarter ? iso8601(first) : "tw" + std::to_string(i + 1), "col.bulan"_t, true,
         report.period.quarter ? words.month(first)
                               : words.period({first.year, static_cast<unsigned>(i + 1)})});
  }
  for (const char* party : {"kesatu", "kedua"}) {
    std::vector<Filled> sums(steps.size());
    Filled whole;
    for (const auto& [key, filled] : report.filled) {
      for (std::size_t i = 0; key.first == party && i < steps.size(); ++i) {
        if (std::find(steps[i].begin(), steps[i].end(), key.second) != steps[i].end()) add(sums[i], filled);
      }
      if (key.first == party) add(whole, filled);
    }
    for (std::size_t row = 0; row < lampiran::kButir.size(); ++row) {
      const lampiran::Butir& butir = lampiran::kButir[row];
      if (!is_optional_first(row, *lampiran::pihak_named(party)) ||
          whole.records[static_cast<std::size_t>(butir.bagian)] == 0) {
        continue;
      }
      Row cells{words.party(party), std::string(butir.butir), elements_of(row)};
      for (const Filled& sum : sums) cells.push_back(share_of(sum, row));
      made.rows.push_back(std::move(cells));
    }
  }
  return made;
}

}  // namespace

void add_completeness(std::vector<ReportTable>& tables, const Report& report, const Words& words) {
  ReportTable whole{"kelengkapan", "sec.filled"_t, filled_columns(false), {}};
  ReportTable trend{"kelengkapanMenurutBulan", "table.filled_trend"_t, filled_columns(true), {}};
  std::map<std::string, Filled> sums;
  for (const auto& [key, filled] : report.filled) {
    add(sums[key.first], filled);
    add_filled(trend, key.first, key.second, filled, words);
  }
  for (const auto& [party, sum] : sums) add_filled(whole, party, std::nullopt, sum, words);
  tables.push_back(std::move(whole));
  tables.push_back(trend_of(report, words));
  tables.push_back(std::move(trend));
}

}  // namespace jembatan::office
