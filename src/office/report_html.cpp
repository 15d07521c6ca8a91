#include "office/report_html.h"

#include <algorithm>
#include <tuple>

#include "office/report_charts.h"
#include "office/report_page_parts.h"
#include "office/report_table_parts.h"

namespace jembatan::office {

namespace {

std::string share_bar(const Share& share) {
  if (share.whole == 0) return "";
  const auto tenths = tenths_of_percent(share.part, share.whole);
  return "<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:" + std::to_string(tenths / 10) + "." +
         std::to_string(tenths % 10) + "%\"></i></span>";
}

std::string html_cell(const Cell& cell, const TableColumn& column, const Words& words) {
  const std::string text = cell_text(cell, words);
  const bool long_hex = text.size() > 30 && text.find(' ') == std::string::npos;
  std::string made = column.number ? "<td class=\"n\">" : long_hex ? "<td class=\"mono\">" : "<td>";
  made += escaped(text);
  if (const auto* share = std::get_if<Share>(&cell)) made += share_bar(*share);
  return made + "</td>";
}

std::string html_table(const ReportTable& table, const Words& words) {
  std::string made =
      "<div class=\"scroll\"><table><caption>" + escaped(words(table.title)) + "</caption><thead><tr>";
  for (const TableColumn& column : table.columns) {
    made += std::string(column.number ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">") +
            escaped(heading_of(column, words)) + "</th>";
  }
  made += "</tr></thead><tbody>\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const bool total = table.last_is_total && i + 1 == table.rows.size();
    made += total ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      made += total && c == 0 ? "<td>" + escaped(words("word.total"_t)) + "</td>"
                              : html_cell(table.rows[i][c], table.columns[c], words);
    }
    made += "</tr>\n";
  }
  return made + "</tbody></table></div>\n";
}

class Pages {
 public:
  Pages(const std::vector<ReportTable>& tables, const Words& words) : tables_(tables), words_(words) {}

  void begin(const char* id, Text heading, const std::string& lead, bool new_page = false) {
    if (open_) text_ += "</section>\n";
    open_ = true;
    text_ += std::string("<section id=\"") + id + "\"" + (new_page ? " class=\"page\"" : "") + "><h2>" +
             escaped(words_(heading)) + "</h2>\n";
    if (!lead.empty()) text_ += "<p class=\"lead\">" + escaped(lead) + "</p>\n";
    index_ += std::string("<a href=\"#") + id + "\">" + escaped(words_(heading)) + "</a> ";
  }
  void figure(const std::string& chart) { text_ += "<figure>" + chart + "</figure>\n"; }
  void note(Text note) { text_ += "<p class=\"note\">" + escaped(words_(note)) + "</p>\n"; }
  void note(const std::string& note) { text_ += "<p class=\"note\">" + escaped(note) + "</p>\n"; }
  /// A table, or what is said where it has no row.
  void show(std::string_view id, std::optional<Text> nothing = {}) {
    const ReportTable& shown = table(tables_, id);
    if (shown.rows.empty() && nothing) return note(*nothing);
    text_ += html_table(shown, words_);
  }
  [[nodiscard]] std::string whole() const {
    return "<nav>" + index_ + "</nav>\n" + text_ + (open_ ? "</section>\n" : "");
  }

 private:
  const std::vector<ReportTable>& tables_;
  const Words& words_;
  std::string text_, index_;
  bool open_ = false;
};

std::string time_chart(const Report& report, const Words& words) {
  std::vector<SpreadOf> rows;
  double least = 1e12, most = 1;
  for (const auto& [operation, times] : report.time_by_operation) {
    SpreadOf row{operation, static_cast<double>(times.at(500)), static_cast<double>(times.at(950)),
                 static_cast<double>(times.at(990)),
                 operation + ": " + words.duration(times.at(500)) + ", " + words.duration(times.at(950)) +
                     ", " + words.duration(times.at(990))};
    least = std::min(least, std::max(row.median, 1.0));
    most = std::max(most, row.p99);
    rows.push_back(std::move(row));
  }
  std::vector<std::pair<double, std::string>> marks;
  double mark = 1;
  while (mark * 10 <= least) mark *= 10;
  for (;; mark *= 10) {
    marks.emplace_back(mark, words.duration(static_cast<std::int64_t>(mark)));
    if (mark >= most && marks.size() > 1) break;
  }
  return spread_chart(words("sec.time"_t), rows, marks);
}

void coverage_pages(Pages& pages, const Report& report, const Words& words) {
  pages.begin("cakupan", "sec.coverage"_t, words("sec.coverage.lead"_t), true);
  if (!report.coverage) return pages.note("sec.coverage.none"_t);
  pages.figure(coverage_chart(*report.coverage, words));
  pages.show("cakupan");
  pages.show("cakupanMenurutTriwulan");
  pages.note("sec.coverage.quarters.note"_t);
  pages.show("cakupanPekerjaMenurutProvinsi");
  pages.show("cakupanBadanUsahaMenurutKbli");
  pages.show("cakupanPekerjaMenurutKbli");
  pages.note("sec.coverage.sections.note"_t);
}

void quality_pages(Pages& pages, const Report& report, const Words& words) {
  pages.begin("temuan", "sec.findings"_t,
              words("sec.findings.lead"_t,
                    {words.count(report.read_messages), words.count(report.cleared_messages)}));
  pages.show("temuan", "sec.findings.none"_t);
  pages.begin("kelengkapan", "sec.filled"_t, words("sec.filled.lead"_t));
  pages.show("kelengkapan", "sec.filled.none"_t);
  if (report.filled.size() > 1) pages.show("kelengkapanTren");
}

void work_pages(Pages& pages, const Report& report, const Words& words) {
  pages.begin("pertukaran", "sec.exchanges"_t, words("sec.exchanges.lead"_t, {words.count(report.replays)}));
  pages.show("pertukaranMenurutBulan");
  pages.show("pertukaranMenurutHasil");
  pages.begin("waktu", "sec.time"_t,
              words("sec.time.lead"_t,
                    {words.count(report.delivery.count()), words.duration(report.delivery.at(500) * 1000),
                     words.duration(report.delivery.at(950) * 1000)}));
  if (!report.time_by_operation.empty()) {
    pages.figure(time_chart(report, words));
    pages.note("● " + words("chart.median"_t) + "   ○ " + words("chart.p95"_t) + "   | " +
               words("chart.p99"_t));
  }
  pages.show("waktuMenurutOperasi");
  pages.show("waktuMenurutBulan");
  pages.begin("ketersediaan", "sec.available"_t, words("sec.available.lead"_t));
  pages.show("ketersediaan");
  pages.show("penghentian", "sec.stops.none"_t);
  pages.note("sec.stops.note"_t);
}

}  // namespace

std::string monthly_chart(const Report& report, const Words& words) {
  std::vector<ColumnOf> columns;
  for (const Month month : report.period.months()) {
    ColumnOf column{words.short_month(month), 0, 0, {}};
    for (const auto& [key, counted] : report.exchanges) {
      if (std::get<0>(key) != month) continue;
      (std::get<3>(key) == "SELESAI" ? column.solid : column.hatched) += counted.exchanges;
    }
    column.tip = words.month(month) + ": " + words.count(column.solid) + " " + words("chart.completed"_t) +
                 ", " + words.count(column.hatched) + " " + words("chart.rest"_t);
    columns.push_back(std::move(column));
  }
  const std::uint64_t top = scale_top_of(columns);
  return columns_chart(words("chart.monthly"_t), columns, words("chart.completed"_t), words("chart.rest"_t),
                       {"0", words.count(top / 2), words.count(top)}, top / 2 * 2);
}

std::string coverage_chart(const Coverage& coverage, const Words& words) {
  std::vector<ThreeParts> bars;
  for (const auto& [name, overlap, people] : {std::tuple{"chart.workers"_t, &coverage.workers, true},
                                              std::tuple{"chart.companies"_t, &coverage.companies, false}}) {
    if (overlap->all() == 0) continue;
    const auto hidden = people ? hidden_in(*overlap) : std::vector<bool>(4, false);
    const auto told = [&](bool hide, std::uint64_t part) {
      return hide ? std::string("*") : words.count(part) + " (" + words.share(part, overlap->all()) + ")";
    };
    const bool any = hidden[0] || hidden[1] || hidden[2] || hidden[3];
    if (any) continue;  // a bar would show what the table hides
    bars.push_back({words(name), overlap->only_kesatu, overlap->both, overlap->only_kedua,
                    told(hidden[0], overlap->only_kesatu), told(hidden[1], overlap->both),
                    told(hidden[2], overlap->only_kedua)});
  }
  return overlap_chart(words("chart.coverage"_t), bars, words("chart.only_kesatu"_t), words("chart.both"_t),
                       words("chart.only_kedua"_t));
}

std::string sections(const Report& report, const std::vector<ReportTable>& tables, const Words& words) {
  Pages pages(tables, words);
  coverage_pages(pages, report, words);
  work_pages(pages, report, words);
  quality_pages(pages, report, words);
  pages.begin("tertunda", "sec.open"_t, words("sec.open.lead"_t));
  pages.show("tertunda", "sec.open.none"_t);
  pages.begin("pembukaan", "sec.openings"_t, words("sec.openings.lead"_t));
  pages.show("pembukaan", "sec.openings.none"_t);
  pages.begin("kalender", "sec.calendar"_t, "");
  pages.show("kalender");
  pages.begin("bukti", "sec.evidence"_t, words("sec.evidence.lead"_t));
  pages.show("bukti");
  pages.begin("cara", "sec.method"_t, "");
  pages.note(words("method.suppressed"_t, {"*"}));
  pages.note("method.months"_t);
  pages.note("method.files"_t);
  return pages.whole();
}

std::string report_html(const Report& report, const std::vector<ReportTable>& tables, const Words& words) {
  const bool indonesian = words.language() == Language::indonesian;
  return std::string("<!doctype html>\n<html lang=\"") + (indonesian ? "id" : "en") +
         "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
         "initial-scale=1\">"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'unsafe-inline'\"><title>" +
         escaped(words("title"_t) + ", " + words.period(report.period)) + "</title><style>" +
         std::string(report_style()) + "</style></head><body>\n" + chart_patterns() + "<main>\n" +
         first_page(report, words) + sections(report, tables, words) + "<footer>Jembatan · " +
         escaped(words("as_of"_t, {words.moment(report.as_of)})) + "</footer>\n</main></body></html>\n";
}

}  // namespace jembatan::office
