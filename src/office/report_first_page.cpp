// What a director reads in a minute: one sentence, six figures, who is covered,
// what needs attention.

#include <algorithm>

#include "office/report_charts.h"
#include "office/report_html.h"
#include "office/report_page_parts.h"
#include "office/report_suppress.h"
#include "office/report_table_parts.h"

namespace jembatan::office {

namespace {

std::uint64_t completed(const Report& report) {
  std::uint64_t sum = 0;
  for (const auto& [key, counted] : report.exchanges) {
    if (std::get<3>(key) == "SELESAI") sum += counted.exchanges;
  }
  return sum;
}

std::string tile(const std::string& name, const std::string& big, const std::string& sub) {
  return "<div class=\"tile\"><div class=\"name\">" + escaped(name) + "</div><div class=\"big\">" +
         escaped(big) + "</div><div class=\"sub\">" + escaped(sub) + "</div></div>\n";
}

/// The party whose system answered least; nothing where none was called.
std::optional<std::string> least_available(const Report& report) {
  std::optional<std::string> least;
  const auto share = [&](const std::string& party) {
    const Answering sum = report.answering_of(party);
    return tenths_of_percent(sum.at_once, sum.needed());
  };
  for (const char* party : {"kesatu", "kedua"}) {
    if (report.answering_of(party).needed() == 0) continue;
    if (!least || share(party) < share(*least)) least = party;
  }
  return least;
}

std::uint64_t doubtful(const Report& report) {
  return static_cast<std::uint64_t>(std::count_if(report.open.begin(), report.open.end(),
                                                  [](const OpenExchange& one) { return one.in_doubt; }));
}

/// Of both parties' workers; null where a number of them must not be shown.
const Overlap* shown_workers(const Report& report) {
  if (!report.coverage || report.coverage->workers.kesatu() == 0) return nullptr;
  const auto hidden = hidden_in(report.coverage->workers);
  const bool any = std::find(hidden.begin(), hidden.end(), true) != hidden.end();
  return any ? nullptr : &report.coverage->workers;
}

std::string tiles(const Report& report, const Words& words) {
  const Counted total = report.total();
  std::string made = "<div class=\"tiles\">\n";
  if (const Overlap* workers = shown_workers(report)) {
    made += tile(words("key.coverage"_t), words.share(workers->both, workers->kesatu()),
                 words("key.coverage.sub"_t, {words.count(workers->only_kesatu)}));
  }
  made += tile(words("key.exchanges"_t), words.count(total.exchanges),
               words("key.exchanges.sub"_t, {words.share(completed(report), total.exchanges)}));
  made += tile(words("key.records"_t), words.count(total.records - total.rejected),
               words("key.records.sub"_t, {words.share(total.records - total.rejected, total.records)}));
  made += tile(words("key.time"_t), words.duration(report.time.at(500)),
               words("key.time.sub"_t, {words.duration(report.time.at(950))}));
  const auto least = least_available(report);
  const Answering sum = least ? report.answering_of(*least) : Answering{};
  made += tile(words("key.available"_t), words.share(sum.at_once, sum.needed()),
               least ? words.party(*least) : "–");
  made += tile(words("key.open"_t), words.count(report.open.size()),
               words("key.open.sub"_t, {words.count(doubtful(report))}));
  return made + "</div>\n";
}

using Lines = std::vector<std::string>;

void add_open(Lines& lines, const Report& report, const Words& words) {
  const auto oldest = [&](bool in_doubt) {
    base::WallTime::duration age{0};
    for (const OpenExchange& one : report.open) {
      if (one.in_doubt == in_doubt) age = std::max(age, report.as_of - one.received_at);
    }
    return words.age(age);
  };
  const std::uint64_t in_doubt = doubtful(report);
  const std::uint64_t pending = report.open.size() - in_doubt;
  const auto held =
      std::count_if(report.open.begin(), report.open.end(), [](const OpenExchange& one) { return one.held; });
  if (in_doubt > 0) lines.push_back(words("attention.doubt"_t, {words.count(in_doubt), oldest(true)}));
  if (pending > 0) lines.push_back(words("attention.pending"_t, {words.count(pending), oldest(false)}));
  if (held > 0) lines.push_back(words("attention.held"_t, {words.count(static_cast<std::uint64_t>(held))}));
}

void add_rejected(Lines& lines, const Report& report, const Words& words) {
  const Counted total = report.total();
  const std::pair<const FindingKey, Findings>* most = nullptr;
  for (const auto& one : report.findings) {
    if (one.second.kesalahan > 0 && (most == nullptr || one.second.kesalahan > most->second.kesalahan))
      most = &one;
  }
  if (total.rejected < kLeastGroup || most == nullptr) return;
  lines.push_back(words(
      "attention.rejected"_t,
      {words.count(total.rejected), words.share(total.rejected, total.records), std::get<0>(most->first)}));
}

void add_parties(Lines& lines, const Report& report, const Words& words) {
  constexpr std::int64_t enough = 990;  // tenths of a percent
  for (const char* party : {"kesatu", "kedua"}) {
    const Answering sum = report.answering_of(party);
    if (sum.needed() > 0 && tenths_of_percent(sum.at_once, sum.needed()) < enough) {
      lines.push_back(
          words("attention.available"_t, {words.party(party), words.share(sum.at_once, sum.needed())}));
    }
  }
  for (const journal::Suspension& stop : report.frame.suspensions) {
    if (!stop.until)
      lines.push_back(words("attention.stopped"_t, {words.party(stop.party), words.moment(stop.since)}));
  }
}

void add_calendar(Lines& lines, const Report& report, const Words& words) {
  if (!report.calendar) return;
  const auto& calendar = *report.calendar;
  constexpr int soon = 90;
  if (calendar.standing != exchange::AgreementStanding::in_force) {
    lines.push_back(words("attention.ended"_t));
  } else if (calendar.days_to_decision < soon) {
    lines.push_back(words(calendar.days_to_decision < 0 ? "attention.decide_past"_t : "attention.decide"_t,
                          {words.day(calendar.decide_by)}));
  }
  if (calendar.evaluation_overdue()) {
    lines.push_back(words("attention.evaluation"_t, {words.day(calendar.evaluation_due)}));
  }
}

Lines attention(const Report& report, const Words& words) {
  Lines lines;
  if (report.frame.head && !report.frame.head_fits) lines.push_back(words("attention.head"_t));
  add_calendar(lines, report, words);
  add_open(lines, report, words);
  add_parties(lines, report, words);
  add_rejected(lines, report, words);
  if (lines.empty()) lines.push_back(words("attention.none"_t));
  return lines;
}

Lines agreement(const Report& report, const Words& words) {
  if (!report.calendar) return {words("agreement.unknown"_t)};
  const auto& calendar = *report.calendar;
  Lines lines;
  switch (calendar.standing) {
    case exchange::AgreementStanding::in_force:
      lines.push_back(
          words("agreement.in_force"_t, {words.day(calendar.ends), std::to_string(calendar.days_left)}));
      lines.push_back(words("agreement.decide"_t, {words.day(calendar.decide_by)}));
      break;
    case exchange::AgreementStanding::ended:
      lines.push_back(words("agreement.ended"_t, {words.day(calendar.ends)}));
      break;
    case exchange::AgreementStanding::not_begun:
      lines.push_back(words("agreement.not_begun"_t, {words.day(calendar.begins)}));
      break;
  }
  lines.push_back(calendar.last_evaluation
                      ? words("agreement.evaluated"_t,
                              {words.day(*calendar.last_evaluation), words.day(calendar.evaluation_due)})
                      : words("agreement.not_evaluated"_t, {words.day(calendar.evaluation_due)}));
  return lines;
}

std::string list(const Lines& lines, const char* kind) {
  std::string made = std::string("<ul class=\"") + kind + "\">\n";
  for (const std::string& line : lines) made += "<li>" + escaped(line) + "</li>\n";
  return made + "</ul>\n";
}

}  // namespace

std::string summary_of(const Report& report, const Words& words) {
  const Counted total = report.total();
  const std::uint64_t accepted = total.records - total.rejected;
  const std::string exchanges = words.count(total.exchanges);
  const std::string done = words.share(completed(report), total.exchanges);
  if (const Overlap* workers = shown_workers(report)) {
    return words("summary.coverage"_t,
                 {words.count(workers->kesatu()), words.share(workers->both, workers->kesatu()),
                  words.count(workers->only_kesatu), exchanges, done, words.count(accepted)});
  }
  return words("summary.plain"_t, {exchanges, done, words.count(accepted), words.count(total.records),
                                   words.share(accepted, total.records)});
}

std::string first_page(const Report& report, const Words& words) {
  std::string page =
      "<header><div><h1>" + escaped(words("title"_t)) + "</h1><p class=\"meta\">" +
      escaped(words("subtitle"_t)) + "<br>" + escaped(words("as_of"_t, {words.moment(report.as_of)})) +
      "</p></div><div class=\"period\">" + escaped(words.period(report.period)) + "</div></header>\n";
  page += "<p class=\"summary\">" + escaped(summary_of(report, words)) + "</p>\n" + tiles(report, words);
  if (report.coverage) {
    page += "<figure><h3>" + escaped(words("chart.coverage"_t)) + "</h3>" +
            coverage_chart(*report.coverage, words) + "</figure>\n";
  }
  page += "<figure><h3>" + escaped(words("chart.monthly"_t)) + "</h3>" + monthly_chart(report, words) +
          "</figure>\n";
  page += "<div class=\"pair\"><div class=\"keep\"><h3>" + escaped(words("attention"_t)) + "</h3>" +
          list(attention(report, words), "marked") + "</div><div class=\"keep\"><h3>" +
          escaped(words("agreement"_t)) + "</h3>" + list(agreement(report, words), "plain") +
          "</div></div>\n";
  return page;
}

}  // namespace jembatan::office
