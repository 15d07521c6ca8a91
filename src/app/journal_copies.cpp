// jembatan journal export|backup|restore: copies of the journal, to keep and to go back to.

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/serve_lock.h"
#include "journal/archive.h"
#include "journal/backup.h"
#include "journal/sqlite_store.h"

namespace jembatan::app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string config, file;
  std::optional<unsigned> older_than;
  bool json = false;
};

int with_configuration(const Options& options, const std::function<int(const JournalConfiguration&)>& work) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  return work(configuration->journal);
}

/// What every copy was read again for.
int complain_of_damage(const std::string& file, const journal::Verified& verified) {
  return complain(
      {"'" + file + "' does not verify, at message " + std::to_string(verified.first_bad->position) + ": " +
       verified.first_bad->what + "; see 'jembatan journal verify' on the journal itself"},
      status::refused);
}

void add_verdict(Json& json, const journal::Verified& verified) {
  json["status"] = verified.first_bad ? "BERUBAH" : "UTUH";
  json["messages"] = verified.messages;
  json["exchanges"] = verified.exchanges;
  json["lastPosition"] = verified.last_position;
  json["signedPosition"] = verified.signed_position;
}

int export_to(const Options& options) {
  return with_configuration(options, [&](const JournalConfiguration& configuration) {
    const base::SystemClock clock;
    journal::SqliteStore store(configuration.path, journal::Access::read_write, clock,
                               journal_keys(configuration));
    journal::ArchiveOptions how;
    how.to_file = options.file;
    if (options.older_than) how.before = clock.wall() - std::chrono::days(*options.older_than);
    const auto archived = journal::export_archive(store, how);
    if (!archived) return complain({archived.error()}, status::refused);
    if (options.json) {
      Json json;
      json["file"] = options.file;
      add_verdict(json, archived->verified);
      json["bytes"] = archived->bytes;
      std::cout << json.dump() << '\n';
    }
    if (archived->verified.first_bad) return complain_of_damage(options.file, archived->verified);
    if (!options.json) {
      std::cout
          << options.file << ": " << archived->messages << " messages of " << archived->exchanges
          << " exchanges up to message " << archived->last_position << ", " << archived->bytes
          << " bytes; verified.\nReading it takes the journal's keys: keep those as long as the archive.\n";
    }
    return status::done;
  });
}

Json copied_json(const std::string& file, const journal::Copied& copy) {
  Json json;
  json["file"] = file;
  add_verdict(json, copy.verified);
  json["bytes"] = copy.bytes;
  json["lastNomor"] = copy.last_number;
  json["lastReceived"] = copy.last_number != 0 ? base::iso8601(copy.last_received) : "";
  json["open"] = copy.open;
  return json;
}

std::string last_exchange(const journal::Copied& copy) {
  if (copy.last_number == 0) return "no exchange";
  return "exchange " + std::to_string(copy.last_number) + ", received " + base::iso8601(copy.last_received);
}

int backup(const Options& options) {
  return with_configuration(options, [&](const JournalConfiguration& configuration) {
    const base::SystemClock clock;
    journal::SqliteStore store(configuration.path, journal::Access::read_only, clock,
                               journal_keys(configuration));
    const auto copy = journal::backup(store, options.file);
    if (!copy) return complain({copy.error()}, status::refused);
    if (options.json) std::cout << copied_json(options.file, *copy).dump() << '\n';
    if (copy->verified.first_bad) return complain_of_damage(options.file, copy->verified);
    if (!options.json) {
      std::cout << options.file << ": up to " << last_exchange(*copy) << "; " << copy->bytes
                << " bytes, verified.\nIt is of use only with the journal's keys: keep a copy of those in "
                   "another place.\n";
    }
    return status::done;
  });
}

/// Everything that happened after the backup is unknown to the journal now: what that means.
void print_consequences(const std::string& path, const journal::Copied& copy) {
  std::cout
      << path << " is restored and verified, up to " << last_exchange(copy)
      << ".\nBefore you start the gateway:\n"
      << "- Exchanges after that one are missing here, though the other party may have them. Ask for their "
         "list\n"
      << "  of what they got since then.\n"
      << "- Their numbers will be given out again, and an idPesan that was used for one of them is new to "
         "the\n"
      << "  gateway: callers must not send such a message again before it is clear what became of it.\n";
  if (copy.open > 0) {
    std::cout
        << "- " << copy.open << " exchanges were open in the backup and may have been delivered since. The "
        << "gateway will\n  deliver them again under their idPesan: ask with 'jembatan journal ask NUMBER' "
        << "first where the other\n  party is not idempotent ('jembatan journal list --state pending').\n";
  }
  std::cout
      << "- Heads that were signed after the backup, kept outside or by the other party, are not in this\n"
      << "  journal: [journal] heads needs a new file, keep the old one as evidence.\n";
}

int restore(const Options& options) {
  return with_configuration(options, [&](const JournalConfiguration& configuration) {
    const auto keys = journal_keys(configuration);
    const ServeLock lock(configuration.path);
    const auto copy = journal::restore(options.file, configuration.path, *keys);
    if (!copy) return complain({copy.error()}, status::refused);
    if (copy->verified.first_bad) return complain_of_damage(configuration.path, copy->verified);
    if (options.json) {
      std::cout << copied_json(configuration.path, *copy).dump() << '\n';
    } else {
      print_consequences(configuration.path, *copy);
    }
    return status::done;
  });
}

CLI::App* add(CLI::App& journal, const std::string& name, const std::string& about,
              const std::shared_ptr<Options>& options) {
  CLI::App* command = journal.add_subcommand(name, about);
  command->add_option("--config", options->config, "configuration file")->required();
  command->add_flag("--json", options->json, "one object, for programs");
  return command;
}

}  // namespace

void add_journal_copies(CLI::App& journal, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* export_command = add(
      journal, "export", "Write the journal to one archive file, sealed and signed, and verify it", options);
  export_command->add_option("--to", options->file, "the new file")->required();
  export_command->add_option("--older-than", options->older_than, "only up to so many days ago");
  export_command->callback([options, &action] { action = [options] { return export_to(*options); }; });

  CLI::App* backup_command =
      add(journal, "backup", "Copy the journal while a gateway may write it, and verify the copy", options);
  backup_command->add_option("--to", options->file, "the new file")->required();
  backup_command->callback([options, &action] { action = [options] { return backup(*options); }; });

  CLI::App* restore_command =
      add(journal, "restore",
          "Put a verified backup where the configuration has its journal; nothing may be there", options);
  restore_command->add_option("--from", options->file, "the backup")->required();
  restore_command->callback([options, &action] { action = [options] { return restore(*options); }; });
}

}  // namespace jembatan::app
