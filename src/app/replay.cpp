// jembatan replay: journaled exchanges again, oldest first.

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include "app/commands.h"
#include "app/filter_options.h"
#include "app/machinery.h"
#include "office/progress.h"
#include "office/replay.h"
#include "office/table.h"

namespace jembatan::app {

namespace {

struct Options {
  std::string config, to;
  std::vector<std::uint64_t> numbers;
  FilterOptions filter;
  bool dry_run = false, json = false, fail_on_difference = false;
};

constexpr std::size_t page = 500;

/// Calls `work` for every chosen exchange, oldest first, in constant memory.
void for_each_chosen(journal::Store& store, const Options& options, journal::Filter filter,
                     const std::function<void(const journal::Entry&)>& work) {
  if (!options.numbers.empty()) {
    const std::set<std::uint64_t> ordered(options.numbers.begin(), options.numbers.end());
    for (const std::uint64_t number : ordered) {
      if (const auto entry = store.find(number)) work(*entry);
    }
    return;
  }
  for (bool more = true; more;) {
    const auto entries = store.scan(filter, journal::Order::oldest_first, page);
    more = entries.size() == page;
    for (const journal::Entry& entry : entries) {
      filter.number_from = entry.number + 1;
      work(entry);
    }
  }
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

class Report {
 public:
  explicit Report(bool json) : json_(json) {}

  void add(const office::Attempt& attempt) {
    ++attempts_;
    if (attempt.failed) ++failed_;
    if (attempt.compared) ++(attempt.differences.empty() ? same_ : different_);
    if (attempt.outcome == "TERTUNDA") ++kept_;
    ++outcomes_[attempt.outcome.empty() ? "not replayed" : attempt.outcome];
    if (json_) {
      std::cout << office::attempt_json(attempt) << '\n';
      return;
    }
    std::cout << attempt.original << " -> " << (attempt.number != 0 ? std::to_string(attempt.number) : "-")
              << "  " << attempt.operation << "  " << attempt.recorded << " -> "
              << (attempt.outcome.empty() ? "not replayed" : attempt.outcome) << "  " << comparison(attempt)
              << '\n';
    if (attempt.failed) std::cout << "    failed: " << attempt.reason << '\n';
    for (const std::string& path : attempt.differences) std::cout << "    differs at " << path << '\n';
  }

  int finish(bool fail_on_difference) const {
    std::ostream& out = json_ ? std::cerr : std::cout;
    out << attempts_ << " replayed: " << attempts_ - failed_ << " done, " << failed_
        << " failed; answers: " << same_ << " the same, " << different_ << " different";
    for (const auto& [outcome, count] : outcomes_) out << "; " << outcome << ' ' << count;
    out << '\n';
    if (kept_ > 0) {
      out << kept_ << " could not reach the other party and are kept: a running gateway delivers them\n";
    }
    return failed_ > 0 || (fail_on_difference && different_ > 0) ? status::refused : status::done;
  }

 private:
  static std::string comparison(const office::Attempt& attempt) {
    if (!attempt.compared) return "no recorded answer to compare with";
    return attempt.differences.empty() ? "same answer" : "different answer";
  }

  bool json_;
  std::uint64_t attempts_ = 0, failed_ = 0, same_ = 0, different_ = 0, kept_ = 0;
  std::map<std::string, std::uint64_t> outcomes_;
};

int dry_run(journal::Store& store, const Options& options, const journal::Filter& filter,
            office::ReplayMode mode) {
  std::uint64_t possible = 0, impossible = 0;
  for_each_chosen(store, options, filter, [&](const journal::Entry& entry) {
    const std::string obstacle = office::obstacle(entry, store.messages(entry.number), mode);
    ++(obstacle.empty() ? possible : impossible);
    std::cout << entry.number << "  " << base::iso8601(entry.received_at) << "  " << entry.party << "  "
              << entry.operation << "  " << entry.outcome << "  "
              << (obstacle.empty() ? "would be sent to the " + options.to : "cannot be replayed: " + obstacle)
              << '\n';
  });
  std::cout << possible << " would be replayed to the " << options.to << ", oldest first; " << impossible
            << " cannot; nothing was sent\n";
  return impossible > 0 ? status::refused : status::done;
}

int replay(const Options& options) {
  auto filter = options.filter.filter();
  if (!filter) return complain({filter.error()}, status::wrong_usage);
  if (options.numbers.empty() == options.filter.empty()) {
    return complain({"replay takes either numbers or filters; see 'jembatan replay --help'"},
                    status::wrong_usage);
  }
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  auto law = load_law(*configuration);
  if (!law) return complain(law.error(), status::wrong_usage);

  // Replays are exchanges themselves: what is chosen is what the journal holds now.
  Machinery machinery(*configuration, *law,
                      options.dry_run ? journal::Access::read_only : journal::Access::read_write);
  if (auto unknown = unknown_numbers(machinery.store, options); !unknown.empty()) {
    return complain(unknown, status::refused);
  }
  const auto newest = machinery.store.scan({}, journal::Order::newest_first, 1);
  if (!newest.empty() && !filter->number_to) filter->number_to = newest.front().number;
  const auto mode = options.to == "upstream" ? office::ReplayMode::upstream : office::ReplayMode::gateway;
  if (options.dry_run) return dry_run(machinery.store, options, *filter, mode);

  const std::uint64_t total =
      options.numbers.empty() ? machinery.store.count(*filter) : options.numbers.size();
  if (total == 0) std::cerr << "jembatan: no exchange fits\n";
  office::Progress progress(machinery.clock, office::Terminal::standard_error(), "replay", total);
  Report report(options.json);
  for_each_chosen(machinery.store, options, *filter, [&](const journal::Entry& entry) {
    report.add(office::replay(machinery.gateway, entry, mode));
    progress.advance();
  });
  progress.finish();
  return report.finish(options.fail_on_difference);
}

}  // namespace

void add_replay(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("replay", "Run journaled exchanges again; every attempt is a new exchange");
  auto options = std::make_shared<Options>();
  command->add_option("--config", options->config, "configuration file")->required();
  command->add_option("numbers", options->numbers, "the exchanges to replay");
  command
      ->add_option("--to", options->to,
                   "upstream: what was sent on, again; gateway: the request by today's rules")
      ->required()
      ->check(CLI::IsMember({"upstream", "gateway"}));
  options->filter.add_to(*command);
  command->add_flag("--dry-run", options->dry_run, "say what would be done, send nothing");
  command->add_flag("--fail-on-difference", options->fail_on_difference,
                    "exit status 1 where an answer differs");
  command->add_flag("--json", options->json, "one object a line, for programs");
  command->callback([options, &action] { action = [options] { return replay(*options); }; });
}

}  // namespace jembatan::app
