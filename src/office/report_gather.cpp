#include "office/report_gather.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "office/report_payloads.h"

namespace jembatan::office {

namespace {

using journal::Entry;
using journal::State;

std::string other(const std::string& party) {
  return party == "kesatu" ? "kedua" : "kesatu";
}

bool during_a_stop(const Entry& entry, const std::string& party,
                   const std::vector<journal::Suspension>& stops) {
  return std::any_of(stops.begin(), stops.end(), [&](const journal::Suspension& stop) {
    return stop.party == party && stop.since <= entry.received_at &&
           (!stop.until || entry.received_at < *stop.until);
  });
}

bool was_answered(const Entry& entry) {
  return entry.outcome == "SELESAI" || entry.outcome == "TERTUNDA" || entry.outcome == "DITOLAK" ||
         entry.outcome == "PIHAK_LAWAN_MENOLAK";
}

void count_answering(Answering& answering, const Entry& entry, bool stopped) {
  if (stopped) {
    ++answering.stopped;
  } else if (!entry.finished_at || entry.state == State::pending || entry.state == State::in_doubt ||
             entry.state == State::sending) {
    ++answering.open;
  } else if (entry.state == State::settled || (was_answered(entry) && entry.attempts > 1)) {
    ++answering.later;
  } else if (was_answered(entry)) {
    ++answering.at_once;
  } else {
    ++answering.never;
  }
}

/// Kept first and delivered later: its answer was told twice, and the time until the first is not known any
/// more.
bool was_kept(const Entry& entry) {
  return entry.attempts > 1 || entry.state == State::settled;
}

void count_times(Report& report, const Entry& entry) {
  if (entry.operation.empty() || !entry.finished_at) return;
  if (entry.state != State::answered && entry.state != State::refused && entry.state != State::settled)
    return;
  if (was_kept(entry)) {
    report.delivery.add((*entry.finished_at - entry.received_at).count());
    return;
  }
  report.time.add(entry.durations.total);
  report.time_by_operation[entry.operation].add(entry.durations.total);
  report.time_by_month[month_of(entry.received_at)].add(entry.durations.total);
}

void count_exchange(Report& report, const Entry& entry, const std::vector<journal::Suspension>& stops) {
  if (entry.replay_of != 0) {
    ++report.replays;
    return;
  }
  const Month month = month_of(entry.received_at);
  Counted& counted = report.exchanges[{month, entry.party, entry.operation, entry.outcome}];
  ++counted.exchanges;
  counted.records += entry.records;
  counted.rejected += entry.rejected;
  count_times(report, entry);
  if (entry.attempts == 0 && entry.state != State::pending) return;
  const std::string called = other(entry.party);
  count_answering(report.answering[{called, month}], entry, during_a_stop(entry, called, stops));
}

void count_opening(Report& report, const journal::SurveyedNote& note) {
  const auto json = nlohmann::json::parse(note.text, nullptr, false);
  if (!json.is_object()) return;
  const std::string what = json.value("what", "");
  if (what != "show" && what != "reconcile") return;
  ++report.openings[{json.value("by", ""), json.value("full", "") == "yes" ? "full" : "masked"}];
}

std::string nothing_in(const Period& period, const journal::SurveyFrame& frame) {
  const std::string which =
      std::to_string(period.year) + (period.quarter ? ", quarter " + std::to_string(*period.quarter) : "");
  if (!frame.oldest) return "the journal holds no exchange yet: there is nothing to report of " + which;
  return "no exchange was received in " + which + ": the journal holds those from " +
         base::iso8601(base::date_in_jakarta(*frame.oldest)) + " to " +
         base::iso8601(base::date_in_jakarta(*frame.newest));
}

}  // namespace

base::Result<Report, std::string> gather_report(journal::SqliteStore& store, const ReportOrder& order) {
  auto made = std::make_unique<Report>();  // its quantiles are too large for a stack of many
  Report& report = *made;
  report.period = order.period;
  const journal::Span span = order.period.span();
  const auto stops = store.suspensions();
  report.frame = journal::survey(
      store, span,
      {[&](const Entry& entry) { count_exchange(report, entry, stops); },
       [&](const Entry& entry) {
         report.open.push_back({entry.number, entry.party, entry.operation, entry.reason,
                                entry.state == State::in_doubt, entry.held, entry.received_at});
       },
       [&](const journal::SurveyedNote& note) { count_opening(report, note); }});
  if (report.exchanges.empty() && report.replays == 0)
    return base::fail(nothing_in(order.period, report.frame));
  report.as_of = report.frame.last_recorded.value_or(base::WallTime{});

  ReportPayloads payloads(report);
  std::uint64_t done = 0;
  journal::survey_messages(store, span, report.frame,
                           [&](const Entry& entry, const std::vector<journal::Message>& messages) {
                             payloads.read(entry, messages);
                             order.progress(++done);
                           });
  if (order.coverage != nullptr) report.coverage = order.coverage->coverage(order.period.months());
  std::optional<base::Date> evaluated;
  if (report.frame.evaluation) evaluated = report.frame.evaluation->held_on;
  report.calendar = exchange::calendar_of(order.agreement, evaluated, base::date_in_jakarta(report.as_of));
  return std::move(report);
}

}  // namespace jembatan::office
