// jembatan register status|verify|rebuild: whether the register fits its journal, and making it again.

#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/serve_lock.h"
#include "exchange/register_rebuild.h"
#include "journal/register.h"

namespace jembatan::app {

namespace {

struct Options {
  std::string config;
};

constexpr const char* kinds[] = {"badan usaha", "pimpinan", "pekerja"};

int with_journal(const Options& options, const std::function<int(const JournalConfiguration&)>& work) {
  const auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  return work(configuration->journal);
}

int complain_of_misfit(const std::string& why) {
  return complain({"the register does not fit its journal: " + why + "; nothing was changed"},
                  status::refused);
}

int show_status(const JournalConfiguration& journal) {
  const base::SystemClock clock;
  journal::SqliteStore store(journal.path, journal::Access::read_only, clock, journal_keys(journal));
  const auto state = journal::register_status(store, true);
  for (std::size_t kind = 0; kind < state.rows.size(); ++kind) {
    std::cout << kinds[kind] << ": kesatu " << state.rows[kind][0] << ", kedua " << state.rows[kind][1]
              << '\n';
  }
  std::cout << "exchanges: " << state.exchanges << ", the last " << state.last << '\n';
  if (state.floor != 0) std::cout << "cleared up to exchange " << state.floor << '\n';
  if (state.misfit) return complain_of_misfit(*state.misfit);
  std::cout << "it fits its journal\n";
  return status::done;
}

/// Makes the register again beside the one there is, then lets `work` end it.
int made_again(const JournalConfiguration& journal,
               const std::function<int(journal::RegisterRebuild&, std::uint64_t told)>& work) {
  const ServeLock lock(journal.path);
  const base::SystemClock clock;
  journal::SqliteStore store(journal.path, journal::Access::read_write, clock, journal_keys(journal));
  journal::RegisterRebuild rebuild(store);
  constexpr std::uint64_t shown_every = 10'000;
  std::uint64_t shown = 0;
  const auto told = exchange::tell_again(store, rebuild, [&shown](std::uint64_t number) {
    if (number < shown + shown_every) return;
    shown = number;
    std::cerr << "jembatan: exchange " << number << '\n';
  });
  return work(rebuild, told);
}

int complain_of_disturbance() {
  return complain({"the journal was written to meanwhile, nothing was changed: run it again"},
                  status::refused);
}

int rebuild(const JournalConfiguration& journal) {
  return made_again(journal, [](journal::RegisterRebuild& made, std::uint64_t told) {
    if (!made.replace()) return complain_of_disturbance();
    std::cout << "the register was made again from " << told << " exchanges\n";
    return status::done;
  });
}

int verify(const JournalConfiguration& journal) {
  return made_again(journal, [](journal::RegisterRebuild& made, std::uint64_t told) {
    const std::uint64_t differences = made.differences();
    if (!made.undisturbed()) return complain_of_disturbance();
    if (differences != 0) {
      return complain_of_misfit(
          std::to_string(differences) +
          " rows differ from what the journal says: make it again with 'jembatan register "
          "rebuild'");
    }
    std::cout << "the register is what " << told << " exchanges of its journal say\n";
    return status::done;
  });
}

void add(CLI::App& parent, const std::string& name, const std::string& about,
         int (*work)(const JournalConfiguration&), Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = parent.add_subcommand(name, about);
  command->add_option("--config", options->config, "configuration file")->required();
  command->callback(
      [options, work, &action] { action = [options, work] { return with_journal(*options, work); }; });
}

}  // namespace

void add_register(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("register", "The latest that each party has said of companies and workers");
  command->require_subcommand(1);
  add(*command, "status", "Count its rows and see whether it fits its journal", show_status, action);
  add(*command, "verify", "Prove that it is what the journal says; the gateway must be stopped", verify,
      action);
  add(*command, "rebuild", "Make it again from the journal; the gateway must be stopped", rebuild, action);
}

}  // namespace jembatan::app
