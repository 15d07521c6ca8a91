// jembatan replay: journaled exchanges again, oldest first.

#include "office/replay.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/filter_options.h"
#include "app/machinery.h"
#include "app/replay_lock.h"
#include "app/replay_report.h"
#include "app/replay_signals.h"
#include "office/progress.h"
#include "office/replay_plan.h"
#include "office/replay_run.h"
#include "office/replay_tally.h"

namespace jembatan::app {

namespace {

using office::ReplayMode;

struct Options {
  std::string config, to, report;
  std::vector<std::uint64_t> numbers;
  FilterOptions filter;
  std::vector<std::pair<std::string, std::string>> given;  ///< the filter as typed, for the report
  office::ReplayLimits limits;
  bool again = false, fresh_id = false;
  bool dry_run = false, json = false, fail_on_difference = false;
};

std::vector<std::string> wrong_usage(const Options& options, ReplayMode mode) {
  std::vector<std::string> errors;
  if (options.numbers.empty() == options.filter.empty()) {
    errors.emplace_back("replay takes either numbers or filters; see 'jembatan replay --help'");
  }
  if (options.fresh_id && mode != ReplayMode::upstream) {
    errors.emplace_back("--fresh-id is for --to upstream; what is re-run keeps its idPesan");
  }
  if (options.again && !office::sends(mode)) {
    errors.emplace_back("--again is for --to upstream and --to gateway; " + options.to + " sends nothing");
  }
  return errors;
}

std::vector<std::string> unknown_numbers(journal::Store& store, const Options& options) {
  std::vector<std::string> errors;
  for (const std::uint64_t number : options.numbers) {
    if (!store.find(number)) {
      errors.push_back("exchange " + std::to_string(number) + " is not in the journal");
    }
  }
  return errors;
}

int dry_run(const exchange::Gateway& gateway, const office::ReplayOrder& order, office::Chosen& chosen,
            const office::StopSwitch& stop, const Options& options) {
  const auto plan =
      office::make_plan(gateway, order, chosen, stop, [&](const auto& entry, const auto& prospect) {
        std::cout << (options.json ? office::plan_line_json(entry, prospect)
                                   : office::plan_line(entry, prospect, order.mode))
                  << '\n';
      });
  (options.json ? std::cerr : std::cout)
      << office::plan_text(plan, order, options.limits.parallel) << "nothing was sent\n";
  const bool refused = plan.impossible_in_all() > 0 || (chosen.named() && plan.forbidden_in_all() > 0);
  return refused || stop.stopped() ? status::refused : status::done;
}

/// Shows, counts and reports what the run comes to.
class Show {
 public:
  Show(const Options& options, const base::Clock& clock, ReplayMode mode, const office::Chosen& chosen,
       std::uint64_t due)
      : options_(options),
        named_(chosen.named()),
        tally_(mode, named_),
        progress_(clock, office::Terminal::standard_error(), "replay", due) {}

  void add(const office::Attempt& attempt) {
    tally_.add(attempt);
    if (attempt.fate == office::Fate::due) progress_.advance();
    // What was left out is told in the plan already; one by one only where somebody asked for it by number.
    const bool left_out = attempt.fate == office::Fate::before || attempt.fate == office::Fate::forbidden;
    if (left_out && !named_) return;
    std::cout << (options_.json ? marked(attempt) + '\n' : office::attempt_text(attempt)) << std::flush;
  }

  office::ReplayTally& finish() {
    progress_.finish();
    return tally_;
  }

 private:
  /// What somebody asked for by number and did not get has failed.
  [[nodiscard]] static std::string marked(office::Attempt attempt) {
    if (attempt.fate == office::Fate::forbidden || attempt.fate == office::Fate::impossible) {
      attempt.failed = true;
    }
    return office::attempt_json(attempt);
  }

  const Options& options_;
  bool named_;
  office::ReplayTally tally_;
  office::Progress progress_;
};

int run(Machinery& machinery, const office::ReplayOrder& order, office::Chosen& chosen,
        office::StopSwitch& stop, const Options& options) {
  ReplayReport report(options.report);
  if (const auto trouble = report.trouble()) {
    return complain({*trouble + "; nothing was sent"}, status::refused);
  }
  office::ReplayTally::Occasion occasion{options.given, machinery.clock.wall(), {}};
  const auto plan = office::make_plan(machinery.gateway, order, chosen, stop);
  if (stop.stopped()) {
    return complain({"stopped (" + stop.why() + ") before anything was done"}, status::refused);
  }
  std::cerr << office::plan_text(plan, order, options.limits.parallel) << std::flush;

  Show show(options, machinery.clock, order.mode, chosen, plan.due);
  office::ReplayRun replays(machinery.gateway, order, options.limits, chosen, stop,
                            {[&show](const office::Attempt& attempt) { show.add(attempt); },
                             [&machinery] { return machinery.store.trouble(); }});
  const auto broken = replays.run();
  office::ReplayTally& tally = show.finish();
  const std::uint64_t left = plan.due > tally.tried() ? plan.due - tally.tried() : 0;
  if (stop.stopped() && left > 0) tally.stopped(stop.why(), left);
  (options.json ? std::cerr : std::cout) << tally.text() << std::flush;

  occasion.finished = machinery.clock.wall();
  const auto unwritten = report.write(tally.json(occasion));
  if (broken) return complain({*broken}, status::missing);
  if (unwritten) return complain({*unwritten}, status::refused);
  const bool refused = !tally.clean() || (options.fail_on_difference && tally.differs());
  return refused ? status::refused : status::done;
}

office::Chosen choose(journal::Store& store, const Options& options, const journal::Filter& filter) {
  if (!options.numbers.empty()) return {store, options.numbers};
  return {store, filter};
}

int replay(const Options& options) {
  const ReplayMode mode = *office::replay_mode_named(options.to);
  if (auto errors = wrong_usage(options, mode); !errors.empty()) {
    return complain(errors, status::wrong_usage);
  }
  auto filter = options.filter.filter();
  if (!filter) return complain({filter.error()}, status::wrong_usage);
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  auto law = load_law(*configuration);
  if (!law) return complain(law.error(), status::wrong_usage);

  office::StopSwitch stop;
  const ReplaySignals signals(stop);
  const bool sending = office::sends(mode) && !options.dry_run;
  Machinery machinery(*configuration, *law,
                      sending ? journal::Access::read_write : journal::Access::read_only);
  std::optional<ReplayLock> lock;
  if (sending) lock.emplace(configuration->journal.path);
  if (auto unknown = unknown_numbers(machinery.store, options); !unknown.empty()) {
    return complain(unknown, status::refused);
  }
  const office::ReplayOrder order{mode, configuration->replay, options.fresh_id, options.again};
  office::Chosen chosen = choose(machinery.store, options, *filter);
  return options.dry_run ? dry_run(machinery.gateway, order, chosen, stop, options)
                         : run(machinery, order, chosen, stop, options);
}

/// What identifies a person or a company is named in no report.
std::string shown(const CLI::Option& option) {
  constexpr std::array<std::string_view, 12> plain{"--party", "--section",   "--operation", "--outcome",
                                                   "--state", "--id-pesan",  "--since",     "--until",
                                                   "--from",  "--to-number", "--replays",   "--held"};
  const std::string name = option.get_name();
  if (std::find(plain.begin(), plain.end(), name) == plain.end()) return "(hidden)";
  return option.results().empty() ? "true" : CLI::detail::join(option.results(), " ");
}

void add_limits(CLI::App& command, Options& options) {
  command.add_option("--rate", options.limits.rate, "at most so many a second")
      ->check(CLI::Range(0.001, 100'000.0));
  command
      .add_option("--parallel", options.limits.parallel,
                  "so many at a time, 1 unless told; in order only with 1")
      ->check(CLI::Range(1, 64));
  command.add_option("--max-failures", options.limits.max_failures, "stop after so many failures")
      ->check(CLI::PositiveNumber);
}

}  // namespace

void add_replay(CLI::App& program, Action& action) {
  CLI::App* command = program.add_subcommand(
      "replay",
      "Run journaled exchanges again; every attempt is a new exchange. Goes on where it was stopped");
  auto options = std::make_shared<Options>();
  command->add_option("--config", options->config, "configuration file")->required();
  command->add_option("numbers", options->numbers, "the exchanges to replay");
  command
      ->add_option("--to", options->to,
                   "upstream: what was sent on, again; gateway: the request by today's rules; judge: today's "
                   "verdicts only; compare: its answer beside that of its latest replay")
      ->required()
      ->check(CLI::IsMember({"upstream", "gateway", "judge", "compare"}));
  const std::size_t before = command->get_options().size();
  options->filter.add_to(*command);
  const auto all = command->get_options();
  const std::vector<const CLI::Option*> filters(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
  add_limits(*command, *options);
  command->add_flag("--again", options->again, "also what has been replayed in this mode before");
  command->add_flag("--fresh-id", options->fresh_id, "under a new idPesan, where [replay] says \"free\"");
  command->add_option("--report", options->report, "file for the summary as one JSON object");
  command->add_flag("--dry-run", options->dry_run, "say what would be done, send nothing");
  command->add_flag("--fail-on-difference", options->fail_on_difference,
                    "exit status 1 where an answer differs");
  command->add_flag("--json", options->json, "one object a line, for programs");
  command->callback([options, filters, &action] {
    for (const CLI::Option* filter : filters) {
      if (filter->count() > 0) options->given.emplace_back(filter->get_name().substr(2), shown(*filter));
    }
    action = [options] { return replay(*options); };
  });
}

}  // namespace jembatan::app
