#include "office/report_table_parts.h"

#include <functional>

#include "crypto/digest.h"
#include "office/report_suppress.h"

namespace jembatan::office {

namespace {

Cell shown(bool hidden, std::uint64_t value) {
  return hidden ? Cell{Suppressed{}} : Cell{static_cast<std::int64_t>(value)};
}

std::vector<std::uint64_t> line_of(const Overlap& overlap) {
  return {overlap.only_kesatu, overlap.both, overlap.only_kedua};
}

std::vector<TableColumn> overlap_columns(TableColumn first) {
  return {std::move(first),
          {"hanyaWlkp", "col.hanyaWlkp"_t, true},
          {"keduanya", "col.keduanya"_t, true},
          {"hanyaJkn", "col.hanyaJkn"_t, true},
          {"jumlah", "col.jumlah"_t, true},
          {"cakupanWlkp", "col.cakupan"_t, true}};
}

std::vector<Cell> overlap_row(Cell first, const Overlap& overlap, const std::vector<bool>& hidden) {
  const bool share_hidden = hidden[0] || hidden[1];
  return {std::move(first),
          shown(hidden[0], overlap.only_kesatu),
          shown(hidden[1], overlap.both),
          shown(hidden[2], overlap.only_kedua),
          shown(hidden[3], overlap.all()),
          share_hidden ? Cell{Suppressed{}} : Cell{Share{overlap.both, overlap.kesatu()}}};
}

/// Groups of people that add up to a total.
void add_groups(ReportTable& made, const std::map<std::string, Overlap>& groups,
                const std::function<std::string(const std::string&)>& name) {
  Grid grid;
  Overlap total;
  for (const auto& [code, overlap] : groups) {
    grid.push_back(line_of(overlap));
    total.only_kesatu += overlap.only_kesatu;
    total.both += overlap.both;
    total.only_kedua += overlap.only_kedua;
  }
  const auto hidden = suppressed(with_sums(std::move(grid)));
  std::size_t row = 0;
  for (const auto& [code, overlap] : groups)
    made.rows.push_back(overlap_row(name(code), overlap, hidden[row++]));
  if (!groups.empty()) made.rows.push_back(overlap_row(std::monostate{}, total, hidden.back()));
  made.last_is_total = !groups.empty();
}

ReportTable totals(const Coverage& coverage, const Words& words) {
  ReportTable made{"cakupan", "sec.coverage"_t, overlap_columns({"hal", "col.hal"_t}), {}};
  made.rows.push_back(
      overlap_row(words("chart.companies"_t), coverage.companies, {false, false, false, false}));
  made.rows.push_back(overlap_row(words("chart.workers"_t), coverage.workers, hidden_in(coverage.workers)));
  return made;
}

ReportTable quarters(const Coverage& coverage, const Words& words) {
  ReportTable made{"cakupanMenurutTriwulan",
                   "sec.coverage.quarters"_t,
                   overlap_columns({"triwulan", "col.triwulan"_t}),
                   {}};
  made.columns.insert(made.columns.begin() + 1, {"hal", "col.hal"_t});
  for (const Coverage::Quarter& one : coverage.by_quarter) {
    const std::string when = words("quarter"_t, {std::to_string(one.quarter), std::to_string(one.year)});
    auto companies = overlap_row(when, one.companies, {false, false, false, false});
    companies.insert(companies.begin() + 1, words("chart.companies"_t));
    auto workers = overlap_row(when, one.workers, hidden_in(one.workers));
    workers.insert(workers.begin() + 1, words("chart.workers"_t));
    made.rows.push_back(std::move(companies));
    made.rows.push_back(std::move(workers));
  }
  return made;
}

ReportTable sections(const Coverage& coverage, const Words& words) {
  ReportTable made{"cakupanBadanUsahaMenurutKbli",
                   "sec.coverage.sections"_t,
                   overlap_columns({"kelompok", "col.kelompok"_t}),
                   {}};
  for (const auto& [letter, overlap] : coverage.companies_by_section) {
    made.rows.push_back(overlap_row(words.section(letter), overlap, {false, false, false, false}));
  }
  return made;
}

std::string days(int value, const Words& words) {
  return cell_text(Cell{static_cast<std::int64_t>(value)}, words);
}

void add_calendar(ReportTable& made, const Report& report, const Words& words) {
  const auto& calendar = report.calendar;
  if (!calendar) {
    made.rows.push_back({words("agreement"_t), words("agreement.unknown"_t)});
    return;
  }
  made.rows.push_back({words("cal.begins"_t), words.day(calendar->begins)});
  made.rows.push_back({words("cal.ends"_t), words.day(calendar->ends)});
  made.rows.push_back({words("cal.left"_t), days(calendar->days_left, words)});
  made.rows.push_back({words("cal.decide"_t), words.day(calendar->decide_by)});
  made.rows.push_back({words("cal.evaluated"_t), calendar->last_evaluation
                                                     ? words.day(*calendar->last_evaluation)
                                                     : words("word.nothing"_t)});
  if (calendar->last_evaluation) {
    made.rows.push_back({words("cal.recorded"_t), report.frame.evaluation->by + ", " +
                                                      words.moment(report.frame.evaluation->recorded_at)});
  }
  made.rows.push_back({words("cal.due"_t), words.day(calendar->evaluation_due)});
}

void add_evidence(ReportTable& made, const Report& report, const Words& words) {
  const journal::SurveyFrame& frame = report.frame;
  made.rows.push_back({words("head.journal"_t), crypto::hex(frame.journal_id)});
  made.rows.push_back({words("head.last"_t), words.count(static_cast<std::uint64_t>(frame.last_position))});
  if (frame.head) {
    made.rows.push_back(
        {words("head.position"_t), words.count(static_cast<std::uint64_t>(frame.head->position))});
    made.rows.push_back({words("head.at"_t), words.moment(frame.head->at)});
    made.rows.push_back({words("head.link"_t), crypto::hex(frame.head->link)});
    made.rows.push_back({words("head.key"_t), crypto::hex(frame.head->public_key)});
    made.rows.push_back(
        {words("head.fits"_t), words(frame.head_fits ? "head.fits.yes"_t : "head.fits.no"_t)});
  } else {
    made.rows.push_back({words("head.position"_t), words("head.none"_t)});
  }
  const Verification& verified = report.verification;
  made.rows.push_back({words("head.verify"_t),
                       verified.run ? words("head.verify.yes"_t,
                                            {words.count(verified.messages), words.count(verified.heads)})
                                    : words("head.verify.no"_t)});
}

std::vector<TableColumn> fact_columns() {
  return {{"hal", "col.hal"_t}, {"nilai", "col.nilai"_t}};
}

}  // namespace

std::vector<bool> hidden_in(const Overlap& overlap) {
  Grid grid{line_of(overlap)};
  grid.front().push_back(overlap.all());
  return suppressed(grid).front();
}

void add_coverage_tables(std::vector<ReportTable>& tables, const Coverage& coverage, const Words& words) {
  tables.push_back(totals(coverage, words));
  tables.push_back(quarters(coverage, words));
  ReportTable provinces{"cakupanPekerjaMenurutProvinsi",
                        "sec.coverage.provinces"_t,
                        overlap_columns({"kelompok", "col.kelompok"_t}),
                        {}};
  add_groups(provinces, coverage.workers_by_province,
             [&](const std::string& code) { return words.province(code); });
  tables.push_back(std::move(provinces));
  tables.push_back(sections(coverage, words));
  ReportTable workers{"cakupanPekerjaMenurutKbli",
                      "sec.coverage.workers"_t,
                      overlap_columns({"kelompok", "col.kelompok"_t}),
                      {}};
  add_groups(workers, coverage.workers_by_section,
             [&](const std::string& letter) { return words.section(letter); });
  tables.push_back(std::move(workers));
}

void add_fact_tables(std::vector<ReportTable>& tables, const Report& report, const Words& words) {
  ReportTable calendar{"kalender", "sec.calendar"_t, fact_columns(), {}};
  add_calendar(calendar, report, words);
  tables.push_back(std::move(calendar));
  ReportTable evidence{"bukti", "sec.evidence"_t, fact_columns(), {}};
  add_evidence(evidence, report, words);
  tables.push_back(std::move(evidence));
}

}  // namespace jembatan::office
