#include "office/report_tables.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "lampiran/temuan_table.h"
#include "office/report_suppress.h"
#include "office/report_table_parts.h"

namespace jembatan::office {

namespace {

Cell milliseconds(std::int64_t microseconds) {
  return Decimal{static_cast<double>(microseconds) / 1000, 1};
}

bool completed(const std::string& outcome) {
  return outcome == "SELESAI";
}

ReportTable exchanges_by_month(const Report& report) {
  ReportTable made{"pertukaranMenurutBulan",
                   "table.exchanges"_t,
                   {{"bulan", "col.bulan"_t},
                    {"dariKesatu", "col.dariKesatu"_t, true},
                    {"dariKedua", "col.dariKedua"_t, true},
                    {"pertukaran", "col.pertukaran"_t, true},
                    {"selesai", "col.selesai"_t, true},
                    {"rekaman", "col.rekaman"_t, true},
                    {"ditolak", "col.ditolak"_t, true}},
                   {},
                   true};
  std::array<std::uint64_t, 6> sums{};
  for (const Month month : report.period.months()) {
    std::array<std::uint64_t, 6> counts{};
    for (const auto& [key, counted] : report.exchanges) {
      if (std::get<0>(key) != month) continue;
      counts[std::get<1>(key) == "kedua" ? 1 : 0] += counted.exchanges;
      counts[2] += counted.exchanges;
      if (completed(std::get<3>(key))) counts[3] += counted.exchanges;
      counts[4] += counted.records;
      counts[5] += counted.rejected;
    }
    Row row{month};
    for (std::size_t i = 0; i < counts.size(); ++i) {
      sums[i] += counts[i];
      row.push_back(number(counts[i]));
    }
    made.rows.push_back(std::move(row));
  }
  Row total{std::monostate{}};
  for (const std::uint64_t sum : sums) total.push_back(number(sum));
  made.rows.push_back(std::move(total));
  return made;
}

std::string named(const std::string& text, const Words& words, Text otherwise) {
  return text.empty() ? words(otherwise) : text;
}

Row exchange_row(const ExchangeKey& key, const Counted& counted, const Words& words, bool with_month) {
  Row row;
  if (with_month) row.emplace_back(std::get<0>(key));
  row.emplace_back(words.party(std::get<1>(key)));
  row.emplace_back(named(std::get<2>(key), words, "word.unrecognised"_t));
  row.emplace_back(named(std::get<3>(key), words, "word.none_yet"_t));
  row.push_back(number(counted.exchanges));
  row.push_back(number(counted.records));
  row.push_back(number(counted.rejected));
  return row;
}

std::vector<TableColumn> exchange_columns(bool with_month) {
  std::vector<TableColumn> columns{
      {"pihak", "col.pihak"_t},           {"operasi", "col.operasi"_t},
      {"hasil", "col.hasil"_t},           {"pertukaran", "col.pertukaran"_t, true},
      {"rekaman", "col.rekaman"_t, true}, {"ditolak", "col.ditolak"_t, true}};
  if (with_month) columns.insert(columns.begin(), {"bulan", "col.bulan"_t});
  return columns;
}

ReportTable outcomes(const Report& report, const Words& words) {
  ReportTable made{"pertukaranMenurutHasil", "table.outcomes"_t, exchange_columns(false), {}};
  std::map<ExchangeKey, Counted> sums;
  for (const auto& [key, counted] : report.exchanges) {
    Counted& sum = sums[{Month{}, std::get<1>(key), std::get<2>(key), std::get<3>(key)}];
    sum.exchanges += counted.exchanges;
    sum.records += counted.records;
    sum.rejected += counted.rejected;
  }
  for (const auto& [key, sum] : sums) made.rows.push_back(exchange_row(key, sum, words, false));
  return made;
}

ReportTable all_exchanges(const Report& report, const Words& words) {
  ReportTable made{"pertukaran", "table.exchanges_full"_t, exchange_columns(true), {}};
  for (const auto& [key, counted] : report.exchanges)
    made.rows.push_back(exchange_row(key, counted, words, true));
  return made;
}

Row times(Cell first, const Quantiles& quantiles) {
  return {std::move(first), number(quantiles.count()), milliseconds(quantiles.at(500)),
          milliseconds(quantiles.at(950)), milliseconds(quantiles.at(990))};
}

std::vector<TableColumn> time_columns(TableColumn first) {
  return {std::move(first),
          {"pertukaran", "col.pertukaran"_t, true},
          {"medianMs", "col.median"_t, true},
          {"p95Ms", "col.p95"_t, true},
          {"p99Ms", "col.p99"_t, true}};
}

ReportTable times_by_operation(const Report& report) {
  ReportTable made{
      "waktuMenurutOperasi", "table.time_operation"_t, time_columns({"operasi", "col.operasi"_t}), {}, true};
  for (const auto& [operation, quantiles] : report.time_by_operation)
    made.rows.push_back(times(operation, quantiles));
  made.rows.push_back(times(std::monostate{}, report.time));
  return made;
}

ReportTable times_by_month(const Report& report) {
  ReportTable made{"waktuMenurutBulan", "table.time_month"_t, time_columns({"bulan", "col.bulan"_t}), {}};
  for (const auto& [month, quantiles] : report.time_by_month) made.rows.push_back(times(month, quantiles));
  return made;
}

ReportTable availability(const Report& report, const Words& words) {
  ReportTable made{"ketersediaan",
                   "table.available"_t,
                   {{"pihak", "col.pihak"_t},
                    {"bulan", "col.bulan"_t},
                    {"langsung", "col.langsung"_t, true},
                    {"kemudian", "col.kemudian"_t, true},
                    {"tidak", "col.tidak"_t, true},
                    {"terbuka", "col.terbuka"_t, true},
                    {"saatDihentikan", "col.dihentikan"_t, true},
                    {"ketersediaan", "col.ketersediaan"_t, true}},
                   {}};
  for (const auto& [key, one] : report.answering) {
    made.rows.push_back({words.party(key.first), key.second, number(one.at_once), number(one.later),
                         number(one.never), number(one.open), number(one.stopped),
                         Share{one.at_once, one.needed()}});
  }
  return made;
}

ReportTable stops(const Report& report, const Words& words) {
  ReportTable made{"penghentian",
                   "sec.stops"_t,
                   {{"pihak", "col.pihak"_t},
                    {"sejak", "col.sejak"_t},
                    {"sampai", "col.sampai"_t},
                    {"oleh", "col.oleh"_t},
                    {"sebab", "col.sebab"_t},
                    {"forceMajeure", "col.forceMajeure"_t},
                    {"batasPemberitahuan", "col.batasPemberitahuan"_t}},
                   {}};
  const journal::Span span = report.period.span();
  for (const journal::Suspension& stop : report.frame.suspensions) {
    if (stop.since >= span.until || (stop.until && *stop.until < span.since)) continue;
    const auto due = stop.notice_due();
    made.rows.push_back({words.party(stop.party), words.moment(stop.since),
                         stop.until ? words.moment(*stop.until) : words("word.still"_t), stop.by, stop.reason,
                         words(stop.force_majeure ? "word.yes"_t : "word.no"_t),
                         due ? Cell{words.day(base::date_in_jakarta(*due))} : Cell{}});
  }
  return made;
}

bool about_people(const std::string& butir) {
  return butir.starts_with("B.") || butir.starts_with("C.") || butir == "D";
}

/// Code by party, so that neither the row's nor the column's total gives a small group away.
ReportTable findings(const Report& report, const Words& words) {
  ReportTable made{"temuan",
                   "sec.findings"_t,
                   {{"butir", "col.butir"_t},
                    {"kode", "col.kode"_t},
                    {"arti", "col.pesan"_t},
                    {"kesalahan", "col.kesalahan"_t, true},
                    {"peringatan", "col.peringatan"_t, true},
                    {"dataWlkp", "col.wlkp"_t, true},
                    {"dataJkn", "col.jkn"_t, true},
                    {"jumlah", "col.jumlah"_t, true}},
                   {}};
  struct Line {
    std::uint64_t kesalahan = 0, peringatan = 0, kesatu = 0, kedua = 0;
  };
  std::map<std::pair<std::string, std::string>, Line> lines;
  for (const auto& [key, counted] : report.findings) {
    Line& line = lines[{std::get<0>(key), std::get<1>(key)}];
    line.kesalahan += counted.kesalahan;
    line.peringatan += counted.peringatan;
    (std::get<2>(key) == "kesatu" ? line.kesatu : line.kedua) += counted.kesalahan + counted.peringatan;
  }
  std::vector<std::pair<std::pair<std::string, std::string>, Line>> sorted(lines.begin(), lines.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second.kesatu + a.second.kedua > b.second.kesatu + b.second.kedua;
  });
  for (const auto& [key, line] : sorted) {
    const auto kode = lampiran::find_kode(key.first);
    std::string meaning;
    if (kode) {
      const lampiran::JenisTemuan& kind = lampiran::jenis(*kode);
      meaning = words.language() == Language::indonesian ? kind.pesan : kind.pesan_inggris;
    }
    // Two ways to split one total: both must keep it.
    const auto by_party = suppressed({{line.kesatu, line.kedua, line.kesatu + line.kedua}});
    const auto by_level = suppressed({{line.kesalahan, line.peringatan, line.kesalahan + line.peringatan}});
    const bool people = about_people(key.second);
    const auto hide = [&](bool hidden) { return people && hidden; };
    made.rows.push_back({key.second, key.first, meaning, unless(hide(by_level[0][0]), line.kesalahan),
                         unless(hide(by_level[0][1]), line.peringatan),
                         unless(hide(by_party[0][0]), line.kesatu), unless(hide(by_party[0][1]), line.kedua),
                         unless(hide(by_party[0][2] || by_level[0][2]), line.kesatu + line.kedua)});
  }
  return made;
}

ReportTable open_ones(const Report& report, const Words& words) {
  ReportTable made{"tertunda",
                   "sec.open"_t,
                   {{"nomor", "col.nomor"_t, true},
                    {"pihak", "col.pihak"_t},
                    {"operasi", "col.operasi"_t},
                    {"keadaan", "col.keadaan"_t},
                    {"ditahan", "col.ditahan"_t},
                    {"diterimaPada", "col.diterimaPada"_t},
                    {"umurJam", "col.umur"_t, true}},
                   {}};
  for (const OpenExchange& one : report.open) {
    const auto hours =
        std::chrono::duration<double, std::ratio<3600>>(report.as_of - one.received_at).count();
    made.rows.push_back({number(one.number), words.party(one.party), one.operation,
                         words(one.in_doubt ? "word.in_doubt"_t : "word.pending"_t),
                         words(one.held ? "word.yes"_t : "word.no"_t), words.moment(one.received_at),
                         Decimal{std::max(hours, 0.0), 1}});
  }
  return made;
}

ReportTable openings(const Report& report, const Words& words) {
  ReportTable made{"pembukaan",
                   "sec.openings"_t,
                   {{"oleh", "col.oleh"_t}, {"cara", "col.cara"_t}, {"kali", "col.kali"_t, true}},
                   {}};
  for (const auto& [key, times] : report.openings) {
    made.rows.push_back({std::get<0>(key),
                         words(std::get<1>(key) == "full" ? "word.full"_t : "word.masked"_t), number(times)});
  }
  return made;
}

}  // namespace

std::vector<ReportTable> tables_of(const Report& report, const Words& words) {
  std::vector<ReportTable> tables{exchanges_by_month(report),  outcomes(report, words),
                                  times_by_operation(report),  times_by_month(report),
                                  availability(report, words), stops(report, words),
                                  findings(report, words)};
  add_completeness(tables, report, words);
  if (report.coverage) add_coverage_tables(tables, *report.coverage, words);
  tables.push_back(open_ones(report, words));
  tables.push_back(openings(report, words));
  add_fact_tables(tables, report, words);
  tables.push_back(all_exchanges(report, words));
  return tables;
}

std::string heading_of(const TableColumn& column, const Words& words) {
  return column.shown.empty() ? words(column.heading) : column.shown;
}

const ReportTable& table(const std::vector<ReportTable>& tables, std::string_view id) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [id](const ReportTable& one) { return one.id == id; });
  assert(found != tables.end());
  return *found;
}

std::string cell_text(const Cell& cell, const Words& words) {
  struct Show {
    const Words& words;
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(Month month) const { return words.month(month); }
    std::string operator()(std::int64_t value) const {
      return value < 0 ? "-" + words.count(static_cast<std::uint64_t>(-value))
                       : words.count(static_cast<std::uint64_t>(value));
    }
    std::string operator()(const Decimal& value) const { return words.decimal(value.value, value.digits); }
    std::string operator()(const Share& share) const { return words.share(share.part, share.whole); }
    std::string operator()(Suppressed) const { return "*"; }
  };
  return std::visit(Show{words}, cell);
}

}  // namespace jembatan::office
