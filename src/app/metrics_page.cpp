#include "app/metrics_page.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "app/health.h"
#include "app/process_figures.h"
#include "exchange/agreement_calendar.h"
#include "journal/backlog.h"
#include "journal/evaluations.h"

namespace jembatan::app {

namespace {

using Type = Exposition::Type;
using lampiran::Pihak;

constexpr double microseconds = 1e6;
constexpr std::array parties{Pihak::kesatu, Pihak::kedua};

double seconds(base::WallTime::duration time) {
  return std::chrono::duration<double>(time).count();
}

std::string text(std::string_view name) {
  return std::string(name);
}

std::uint64_t truth(bool condition) {
  return condition ? 1 : 0;
}

std::optional<std::uintmax_t> size_of(const std::string& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  return error ? std::nullopt : std::optional(size);
}

/// Until midnight in Jakarta (UTC+7) after the agreement's last day; nothing outside its terms.
std::optional<double> agreement_left(const exchange::Agreement& agreement, base::WallTime now) {
  const auto last = agreement.ends(base::date_in_jakarta(now));
  if (!last) return std::nullopt;
  const base::WallTime end = std::chrono::sys_days(*last) + std::chrono::days(1) - std::chrono::hours(7);
  return seconds(end - now);
}

std::string_view name(exchange::Standing::Kind kind) {
  switch (kind) {
    case exchange::Standing::Kind::closed:
      return "closed";
    case exchange::Standing::Kind::open:
      return "open";
    case exchange::Standing::Kind::half_open:
      return "half_open";
    case exchange::Standing::Kind::suspended:
      return "suspended";
  }
  return "";
}

using Upstreams = std::vector<std::pair<std::string, const exchange::GuardedUpstream*>>;

Upstreams upstreams_of(const Machinery& machinery) {
  Upstreams all;
  if (machinery.upstream_kesatu) all.emplace_back("kesatu", machinery.upstream_kesatu.get());
  if (machinery.upstream_kedua) all.emplace_back("kedua", machinery.upstream_kedua.get());
  return all;
}

}  // namespace

MetricsPage::MetricsPage(Machinery& machinery) : machinery_(machinery), started_(machinery.clock.wall()) {}

void MetricsPage::add(const http::Server& server, std::vector<std::string> listeners) {
  server_ = &server;
  listeners_ = std::move(listeners);
}

http::Response MetricsPage::show() const {
  Exposition page;
  show_program(page);
  show_requests(page);
  show_stages(page);
  show_listeners(page);
  show_refusals(page);
  show_upstreams(page);
  show_deliveries(page);
  show_backlog(page);
  show_journal_writer(page);
  show_journal_files(page);
  show_agreement(page);
  show_certificates(page);
  http::Response response;
  response.content_type = Exposition::content_type;
  response.body = page.text();
  return response;
}

void MetricsPage::show_program(Exposition& page) const {
  page.family("jembatan_build_info", Type::gauge, "The program's version; always 1.");
  page.sample({{"version", JEMBATAN_VERSION}}, std::uint64_t{1});
  page.family("process_start_time_seconds", Type::gauge, "When the gateway started, since the Unix epoch.");
  page.sample({}, seconds(started_.time_since_epoch()));
  const ProcessFigures figures = process_figures();
  page.family("process_open_fds", Type::gauge, "Descriptors that are open.");
  page.sample({}, figures.open_descriptors);
  page.family("process_max_fds", Type::gauge, "Descriptors that may be open.");
  page.sample({}, figures.most_descriptors);
  page.family("process_resident_memory_bytes", Type::gauge, "Memory that is in use.");
  page.sample({}, figures.resident_bytes);
}

void MetricsPage::show_requests(Exposition& page) const {
  page.family("jembatan_requests_total", Type::counter,
              "Messages handled, by calling party, operation of the contract and outcome in the journal.");
  for (const auto& one : machinery_.gateway.metrics().requests()) {
    page.sample({{"party", text(lampiran::name(one.party))},
                 {"operation", text(one.operation)},
                 {"outcome", text(one.outcome)}},
                one.count);
  }
}

void MetricsPage::show_stages(Exposition& page) const {
  const exchange::Metrics& metrics = machinery_.gateway.metrics();
  page.family(
      "jembatan_stage_duration_seconds", Type::histogram,
      "Time of each stage of a message; record: of each step that is recorded, two or three a message.");
  for (const auto& [stage, histogram] : {std::pair{"guard", &metrics.guard},
                                         {"decode", &metrics.decode},
                                         {"judge", &metrics.judge},
                                         {"record", &machinery_.store.figures().record_us},
                                         {"send", &metrics.send},
                                         {"total", &metrics.total}}) {
    page.histogram({{"stage", stage}}, histogram->look(), microseconds);
  }
}

void MetricsPage::show_listeners(Exposition& page) const {
  std::vector<http::Load> loads;
  for (std::size_t i = 0; i < listeners_.size(); ++i) loads.push_back(server_->load(i));
  const auto family = [&](std::string_view name, Type type, std::string_view help, const auto& value) {
    page.family(name, type, help);
    for (std::size_t i = 0; i < loads.size(); ++i) {
      page.sample({{"listener", listeners_[i]}}, static_cast<std::uint64_t>(value(loads[i])));
    }
  };
  family("jembatan_http_connections", Type::gauge, "Connections that are open now.",
         [](const http::Load& load) { return load.connections; });
  family("jembatan_http_requests_in_flight", Type::gauge, "Requests that wait for a worker or have one.",
         [](const http::Load& load) { return load.in_flight; });
  family("jembatan_http_refused_unrecorded_total", Type::counter,
         "Refused requests that are neither in the journal nor in jembatan_http_refused_total: too many at "
         "once.",
         [](const http::Load& load) { return load.unreported; });
}

void MetricsPage::show_refusals(Exposition& page) const {
  page.family(
      "jembatan_http_refused_total", Type::counter,
      "What was refused before there was a message, by party, HTTP status (tls: in the handshake), reason.");
  for (const exchange::Doorway* doorway : doorways_) {
    for (const auto& [why, count] : doorway->metrics().refusals()) {
      page.sample({{"party", text(lampiran::name(doorway->pihak()))},
                   {"status", why.first == 0 ? "tls" : std::to_string(why.first)},
                   {"reason", why.second}},
                  count);
    }
  }
}

void MetricsPage::show_upstreams(Exposition& page) const {
  using Kind = exchange::Standing::Kind;
  const Upstreams upstreams = upstreams_of(machinery_);
  page.family(
      "jembatan_upstream_state", Type::gauge,
      "1 for the state that a party's system is in: closed: called; open: it does not answer; half_open: "
      "being tried; suspended: stopped by operators.");
  for (const auto& [party, upstream] : upstreams) {
    const Kind now = upstream->standing().kind;
    for (const Kind kind : {Kind::closed, Kind::open, Kind::half_open, Kind::suspended}) {
      page.sample({{"party", party}, {"state", text(name(kind))}}, truth(kind == now));
    }
  }
  page.family(
      "jembatan_upstream_register", Type::gauge,
      "1 where the register answers for a party that has no system of its own, 0 where a system is called.");
  for (const auto& [party, upstream] : upstreams) {
    page.sample({{"party", party}}, truth(machinery_.answers_from_register(party)));
  }
  page.family("jembatan_upstream_breaker_openings_total", Type::counter,
              "How often a party's system stopped answering.");
  for (const auto& [party, upstream] : upstreams) {
    page.sample({{"party", party}}, upstream->metrics().openings.load());
  }
  page.family("jembatan_upstream_calls_total", Type::counter,
              "Calls of a party's system by result; not_tried: the breaker was open.");
  for (const auto& [party, upstream] : upstreams) {
    for (std::size_t i = 0; i < exchange::UpstreamMetrics::names.size(); ++i) {
      page.sample({{"party", party}, {"result", text(exchange::UpstreamMetrics::names[i])}},
                  upstream->metrics().calls[i].load());
    }
  }
  page.family("jembatan_upstream_call_duration_seconds", Type::histogram,
              "Time of the calls of a party's system that were tried.");
  for (const auto& [party, upstream] : upstreams) {
    page.histogram({{"party", party}}, upstream->metrics().call_us.look(), microseconds);
  }
}

void MetricsPage::show_deliveries(Exposition& page) const {
  page.family("jembatan_deliveries_total", Type::counter,
              "Attempts to deliver what was kept, by the party that gave it and result.");
  for (const Pihak party : parties) {
    for (const auto how : exchange::every_delivered()) {
      page.sample({{"party", text(lampiran::name(party))}, {"result", text(exchange::name(how))}},
                  machinery_.gateway.metrics().deliveries(party, how));
    }
  }
}

/// Missing samples while the journal cannot be read; jembatan_journal_readable says so.
void MetricsPage::show_backlog(Exposition& page) const {
  std::optional<journal::Backlog> backlog;
  std::optional<journal::Head> head;
  try {
    backlog = journal::backlog(machinery_.store);
    head = machinery_.store.latest_head();
  } catch (const base::Broken&) {
    backlog.reset();
  }
  const base::WallTime now = machinery_.clock.wall();
  const auto age = [now](base::WallTime then) { return std::max(seconds(now - then), 0.0); };
  page.family("jembatan_journal_readable", Type::gauge, "Whether the journal could be read just now.");
  page.sample({}, truth(backlog.has_value()));
  page.family("jembatan_exchanges_pending", Type::gauge,
              "Writes that are kept until the other party answers.");
  if (backlog) page.sample({}, backlog->pending);
  page.family("jembatan_exchanges_in_doubt", Type::gauge,
              "Writes of which it is not known whether they arrived.");
  if (backlog) page.sample({}, backlog->in_doubt);
  page.family("jembatan_exchanges_held", Type::gauge,
              "Writes, pending or in doubt, that a person has to decide on.");
  if (backlog) page.sample({}, backlog->held);
  page.family("jembatan_oldest_pending_age_seconds", Type::gauge,
              "Since the oldest pending write came in; 0 where none is pending.");
  if (backlog) page.sample({}, backlog->oldest_pending ? age(*backlog->oldest_pending) : 0.0);
  page.family("jembatan_journal_head_age_seconds", Type::gauge,
              "Since the chain's end was signed last; a head is signed every minute in which something was "
              "recorded.");
  if (backlog && head) page.sample({}, age(head->at));
}

void MetricsPage::show_journal_writer(Exposition& page) const {
  const journal::WriterFigures& figures = machinery_.store.figures();
  const std::uint64_t failed = figures.failed_commits;
  const base::Histogram::Look commits = figures.commit_us.look();
  page.family("jembatan_journal_failing", Type::gauge,
              "Whether the last transaction failed: nothing is recorded.");
  page.sample({}, truth(figures.failing));
  page.family("jembatan_journal_commits_total", Type::counter, "Transactions of the journal by result.");
  page.sample({{"result", "committed"}}, commits.count() - std::min(failed, commits.count()));
  page.sample({{"result", "failed"}}, failed);
  page.family("jembatan_journal_commit_duration_seconds", Type::histogram,
              "Time of a transaction of the journal with its sync.");
  page.histogram({}, commits, microseconds);
  page.family("jembatan_journal_commit_group_size", Type::histogram,
              "Steps that were recorded in one transaction.");
  page.histogram({}, figures.group_size.look(), 1);
}

void MetricsPage::show_journal_files(Exposition& page) const {
  const std::string& file = machinery_.store.file();
  page.family("jembatan_journal_size_bytes", Type::gauge, "Size of the journal's file.");
  if (const auto size = size_of(file)) page.sample({}, std::uint64_t{*size});
  page.family("jembatan_journal_wal_size_bytes", Type::gauge,
              "Size of the file in which the journal's changes are collected (-wal).");
  if (const auto size = size_of(file + "-wal")) page.sample({}, std::uint64_t{*size});
  page.family("jembatan_journal_free_disk_bytes", Type::gauge, "Free space on the journal's file system.");
  if (const auto space = free_space_beside(file)) page.sample({}, std::uint64_t{*space});
}

void MetricsPage::show_agreement(Exposition& page) const {
  const auto left = agreement_left(machinery_.gateway.law()->agreement, machinery_.clock.wall());
  page.family("jembatan_agreement_in_force", Type::gauge, "Whether the agreement is in force today.");
  page.sample({}, truth(left.has_value()));
  page.family("jembatan_agreement_remaining_seconds", Type::gauge,
              "Until the agreement and its extensions end; 0 where it is not in force.");
  page.sample({}, left.value_or(0));
  show_calendar(page);
}

/// Whole days in Jakarta, as the agreement counts; no sample where no term or no journal can be read.
void MetricsPage::show_calendar(Exposition& page) const {
  std::optional<exchange::AgreementCalendar> calendar;
  try {
    const auto evaluation = journal::last_evaluation(machinery_.store);
    calendar = exchange::calendar_of(machinery_.gateway.law()->agreement,
                                     evaluation ? std::optional(evaluation->held_on) : std::nullopt,
                                     base::date_in_jakarta(machinery_.clock.wall()));
  } catch (const base::Broken&) {
    calendar.reset();  // jembatan_journal_readable says so
  }
  constexpr double seconds_a_day = 86'400;
  page.family(
      "jembatan_agreement_decision_remaining_seconds", Type::gauge,
      "Until the day to decide on renewal or ending, three months before the end (Pasal 8), in whole days; "
      "negative once it has passed.");
  if (calendar) page.sample({}, calendar->days_to_decision * seconds_a_day);
  page.family("jembatan_agreement_evaluation_remaining_seconds", Type::gauge,
              "Until the day on which the next yearly evaluation is due (Pasal 9), in whole days; negative: "
              "overdue.");
  if (calendar) page.sample({}, calendar->days_to_evaluation * seconds_a_day);
}

void MetricsPage::show_certificates(Exposition& page) const {
  constexpr double seconds_a_day = 86'400;
  page.family("jembatan_certificate_remaining_seconds", Type::gauge,
              "Until a certificate that is in use expires; negative where it has.");
  if (!certificates_) return;
  for (const auto& [certificate, days] : certificates_()) {
    page.sample({{"certificate", certificate}}, days * seconds_a_day);
  }
}

}  // namespace jembatan::app
