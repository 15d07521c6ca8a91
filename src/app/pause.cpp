// jembatan pause|resume: stops the exchange with one party and lets it go on, also while a gateway runs.

#include "app/pause.h"

#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/operating_user.h"
#include "journal/sqlite_store.h"

namespace jembatan::app {

namespace {

struct Options {
  std::string config, party, reason;
  bool force_majeure = false;
};

int with_store(const Options& options, const std::function<int(journal::SqliteStore&)>& work) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  if (options.reason.find_first_not_of(" \t") == std::string::npos) {
    return complain({"--reason must say why: it is recorded with your name"}, status::wrong_usage);
  }
  const base::SystemClock clock;
  journal::SqliteStore store(configuration->journal.path, journal::Access::read_write, clock,
                             journal_keys(configuration->journal));
  return work(store);
}

int pause(const Options& options) {
  return with_store(options, [&options](journal::SqliteStore& store) {
    journal::Suspension suspension;
    suspension.party = options.party;
    suspension.reason = options.reason;
    suspension.force_majeure = options.force_majeure;
    suspension.by = operating_user();
    suspension.since = store.clock().wall();
    if (!store.suspend(suspension)) {
      const auto before = store.suspended(options.party);
      return complain({before ? "already stopped: " + describe(*before)
                              : "the exchange with " + options.party + " was resumed just now; try again"},
                      status::refused);
    }
    std::cout << "stopped: " << describe(suspension) << '\n'
              << "writes to it are kept, questions to it get PERTUKARAN_DIHENTIKAN; a running gateway obeys "
                 "within a second\n";
    return status::done;
  });
}

int resume(const Options& options) {
  return with_store(options, [&options](journal::SqliteStore& store) {
    if (!store.resume(options.party, operating_user(), options.reason)) {
      return complain({"the exchange with " + options.party + " is not stopped"}, status::refused);
    }
    std::cout << "the exchange with " << options.party << " goes on; what was kept is delivered now\n";
    return status::done;
  });
}

CLI::App* add(CLI::App& program, const std::string& name, const std::string& about,
              const std::shared_ptr<Options>& options) {
  CLI::App* command = program.add_subcommand(name, about);
  command->add_option("--config", options->config, "configuration file")->required();
  command->add_option("--party", options->party, "whose system")
      ->required()
      ->check(CLI::IsMember({"kesatu", "kedua"}));
  command->add_option("--reason", options->reason, "why; it is recorded with your name")->required();
  return command;
}

}  // namespace

std::string notice_deadline(const journal::Suspension& suspension) {
  const auto due = suspension.notice_due();
  return due ? base::iso8601(base::date_in_jakarta(*due)) : std::string();
}

std::string describe(const journal::Suspension& suspension) {
  std::string line = "nothing is sent to " + suspension.party + " since " + base::iso8601(suspension.since) +
                     ", by " + suspension.by + ": " + suspension.reason;
  if (const std::string due = notice_deadline(suspension); !due.empty()) {
    line += "; force majeure: the other party must have written notice by " + due + " (Pasal 10)";
  }
  return line;
}

void add_pause(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add(program, "pause", "Stop the exchange with a party; it survives restarts", options);
  command->add_flag("--force-majeure", options->force_majeure,
                    "as Pasal 10 has it: the other party is to be told in writing within 7 days");
  command->callback([options, &action] { action = [options] { return pause(*options); }; });
}

void add_resume(CLI::App& program, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add(program, "resume", "Let the exchange with a stopped party go on", options);
  command->callback([options, &action] { action = [options] { return resume(*options); }; });
}

}  // namespace jembatan::app
