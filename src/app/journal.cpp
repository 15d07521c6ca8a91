// jembatan journal list|show|search: reads the journal, also while a gateway writes it. The other journal
// commands have files of their own.

#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/filter_options.h"
#include "app/operating_user.h"
#include "journal/note.h"
#include "journal/sqlite_store.h"
#include "office/journal_view.h"

namespace jembatan::app {

namespace {

struct Options {
  std::string config, reason;
  FilterOptions filter;
  std::uint64_t number = 0, before = 0;
  std::size_t limit = 20;
  bool json = false, full = false;
};

int with_store(const std::string& config, journal::Access access,
               const std::function<int(journal::SqliteStore&, const JournalConfiguration&)>& work) {
  auto configuration = read_configuration(config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  const base::SystemClock clock;
  journal::SqliteStore store(configuration->journal.path, access, clock,
                             journal_keys(configuration->journal));
  return work(store, configuration->journal);
}

void print(const std::vector<journal::Entry>& entries, const Options& options, bool more) {
  if (options.json) {
    for (const journal::Entry& entry : entries) std::cout << office::entry_json(entry) << '\n';
    return;
  }
  std::cout << office::entries_table(entries);
  if (entries.empty()) std::cout << "no exchange fits\n";
  if (more) std::cout << "older ones: add --before " << entries.back().number << '\n';
}

int list(const Options& options) {
  auto filter = options.filter.filter();
  if (!filter) return complain({filter.error()}, status::wrong_usage);
  if (options.before > 0) filter->number_to = options.before - 1;
  return with_store(options.config, journal::Access::read_only,
                    [&](journal::SqliteStore& store, const JournalConfiguration&) {
                      auto entries = store.scan(*filter, journal::Order::newest_first, options.limit + 1);
                      const bool more = entries.size() > options.limit;
                      if (more) entries.pop_back();
                      print(entries, options, more);
                      return status::done;
                    });
}

int search(const Options& options) {
  if (options.filter.empty()) {
    return complain(
        {"journal search needs something to search by, such as --id-pesan or --outcome; see --help"},
        status::wrong_usage);
  }
  return list(options);
}

/// Opening a payload is itself evidence: recorded before anything is shown.
void record_reading(journal::SqliteStore& store, const Options& options) {
  store.note(options.number, journal::note_text("show", {{"by", operating_user()},
                                                         {"reason", options.reason},
                                                         {"full", options.full ? "yes" : "no"}}));
  static_cast<void>(store.sign_head());
}

int show(const Options& options) {
  return with_store(
      options.config, journal::Access::read_write,
      [&](journal::SqliteStore& store, const JournalConfiguration& configuration) {
        const auto entry = store.find(options.number);
        if (!entry) {
          return complain({"exchange " + std::to_string(options.number) +
                           " is not in the journal; see 'jembatan journal list'"},
                          status::refused);
        }
        if (configuration.reason_required && options.reason.empty()) {
          return complain({"[journal] reason_required: say with --reason why exchange " +
                           std::to_string(options.number) + " is opened; it is recorded with your name"},
                          status::wrong_usage);
        }
        record_reading(store, options);
        const auto messages = store.messages(options.number);
        std::cout << (options.json ? office::exchange_json(*entry, messages, options.full) + "\n"
                                   : office::exchange_page(*entry, messages, options.full));
        return status::done;
      });
}

CLI::App* add(CLI::App& parent, const std::string& name, const std::string& about,
              const std::shared_ptr<Options>& options) {
  CLI::App* command = parent.add_subcommand(name, about);
  command->add_option("--config", options->config, "configuration file")->required();
  command->add_flag("--json", options->json, "one object a line, for programs");
  return command;
}

void add_page(CLI::App& command, const std::shared_ptr<Options>& options) {
  options->filter.add_to(command);
  command.add_option("--limit", options->limit, "at most so many, 20 unless told")
      ->check(CLI::Range(1, 100'000));
  command.add_option("--before", options->before, "only numbers below: the next page");
}

}  // namespace

void add_journal(CLI::App& program, Action& action) {
  CLI::App* journal = program.add_subcommand("journal", "Read the journal of exchanges");
  journal->require_subcommand(1);
  auto options = std::make_shared<Options>();

  CLI::App* list_command = add(*journal, "list", "The latest exchanges, newest first", options);
  add_page(*list_command, options);
  list_command->callback([options, &action] { action = [options] { return list(*options); }; });

  CLI::App* search_command = add(*journal, "search", "The exchanges that fit every filter given", options);
  add_page(*search_command, options);
  search_command->callback([options, &action] { action = [options] { return search(*options); }; });

  CLI::App* show_command =
      add(*journal, "show", "One exchange with its messages, personal values masked", options);
  show_command->add_option("number", options->number, "nomorPertukaran")->required();
  show_command->add_flag("--full", options->full, "show the messages as they are, with personal data");
  show_command->add_option("--reason", options->reason, "why it is opened; recorded with your name");
  show_command->callback([options, &action] { action = [options] { return show(*options); }; });

  add_journal_keys(*journal, action);
  add_journal_evidence(*journal, action);
  add_settle(*journal, action);
  add_journal_upkeep(*journal, action);
  add_journal_copies(*journal, action);
}

}  // namespace jembatan::app
