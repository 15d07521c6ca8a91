// jembatan journal prune|stats: clears what is old, and counts what there is. Copies of the journal have a
// file of their own, journal_copies.cpp.

#include <iomanip>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/configuration.h"
#include "app/housekeeping.h"
#include "app/operating_user.h"
#include "journal/archive.h"
#include "journal/prune.h"
#include "journal/sqlite_store.h"
#include "journal/statistics.h"

namespace jembatan::app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string config, archive;
  std::optional<unsigned> payload_days, exchange_days;
  bool dry_run = false, json = false;
};

/// What the command line says wins over the configuration.
journal::PrunePolicy policy_of(const Options& options, const JournalConfiguration& configuration,
                               base::WallTime now) {
  journal::PrunePolicy policy = prune_policy(configuration, now);
  if (options.payload_days) policy.payloads_before = now - std::chrono::days(*options.payload_days);
  if (options.exchange_days) policy.exchanges_before = now - std::chrono::days(*options.exchange_days);
  // An exchange does not outlast its messages in any sense: where it goes, they go.
  if (policy.exchanges_before && !policy.payloads_before) policy.payloads_before = policy.exchanges_before;
  policy.dry_run = options.dry_run;
  policy.all_marks = true;
  policy.by = operating_user();
  return policy;
}

std::string objection(const journal::PrunePolicy& policy) {
  if (!policy.payloads_before && policy.most_bytes == 0) {
    return "nothing says what is old: give --payloads-older-than or --exchanges-older-than DAYS, or set "
           "keep_payload_days, keep_days or most_mib in [journal]";
  }
  if (policy.exchanges_before && *policy.exchanges_before > *policy.payloads_before) {
    return "exchanges would go before their messages: the age for exchanges must not be the shorter one";
  }
  return {};
}

/// What is to be deleted is first in an archive that verifies; "" or why it is not.
std::string archive_first(journal::SqliteStore& store, const std::string& file,
                          journal::PrunePolicy& policy) {
  journal::ArchiveOptions how;
  how.to_file = file;
  if (policy.most_bytes == 0) how.before = policy.payloads_before;
  const auto archived = journal::export_archive(store, how);
  if (!archived) return archived.error();
  if (const auto& bad = archived->verified.first_bad) {
    return "the archive does not verify, at message " + std::to_string(bad->position) + ": " + bad->what +
           "; see 'jembatan journal verify'";
  }
  policy.until_position = archived->last_position;
  return {};
}

std::string pruned_json(const journal::Pruned& done, const journal::PrunePolicy& policy) {
  Json json;
  json["dryRun"] = policy.dry_run;
  json["payloads"] = done.payloads;
  json["exchanges"] = done.exchanges;
  json["messages"] = done.messages;
  json["marks"] = done.marks;
  json["bytesFreed"] = done.bytes_freed;
  json["keptUnsettled"] = done.kept_unsettled;
  json["usedBefore"] = done.used_before;
  json["usedAfter"] = done.used_after;
  json["archivedTo"] = policy.until_position.value_or(0);
  json["warnings"] = done.warnings;
  return json.dump();
}

std::string pruned_text(const journal::Pruned& done, bool dry_run) {
  const std::string verb = dry_run ? " would be " : " ";
  std::string text = std::to_string(done.payloads) + " messages" + verb + "cleared, " +
                     std::to_string(done.exchanges) + " exchanges with " + std::to_string(done.messages) +
                     " messages" + verb + "deleted: " + std::to_string(done.bytes_freed) +
                     " bytes of messages\n";
  if (done.kept_unsettled > 0) {
    text += std::to_string(done.kept_unsettled) +
            " older exchanges have not ended and stay; 'jembatan check' says what waits for a person\n";
  }
  if (!dry_run) {
    text += "in use " + std::to_string(done.used_after) + " bytes, before " +
            std::to_string(done.used_before) + '\n';
  }
  return text;
}

int prune(const Options& options) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  const base::SystemClock clock;
  journal::PrunePolicy policy = policy_of(options, configuration->journal, clock.wall());
  if (const std::string why = objection(policy); !why.empty()) return complain({why}, status::wrong_usage);
  journal::SqliteStore store(configuration->journal.path, journal::Access::read_write, clock,
                             journal_keys(configuration->journal));
  if (!options.archive.empty() && !options.dry_run) {
    const std::string why = archive_first(store, options.archive, policy);
    if (!why.empty()) return complain({why, "nothing was cleared or deleted"}, status::refused);
  }
  const journal::Pruned done = journal::prune(store, policy, [] { return true; });
  std::cout << (options.json ? pruned_json(done, policy) + "\n" : pruned_text(done, policy.dry_run));
  return done.warnings.empty() ? status::done : complain(done.warnings, status::refused);
}

std::string told(const std::optional<base::WallTime>& time) {
  return time ? base::iso8601(*time) : "";
}

std::string stats_json(const journal::Statistics& figures, base::WallTime now) {
  Json json;
  json["exchanges"] = figures.exchanges;
  json["groups"] = Json::array();
  for (const auto& group : figures.groups) {
    json["groups"].push_back(
        {{"state", group.state}, {"outcome", group.outcome}, {"exchanges", group.exchanges}});
  }
  json["oldest"] = told(figures.oldest);
  json["newest"] = told(figures.newest);
  json["messages"] = figures.messages;
  json["cleared"] = figures.cleared;
  json["sealedBytes"] = figures.sealed_bytes;
  json["notes"] = figures.notes;
  json["fileBytes"] = figures.space.file_bytes;
  json["freeBytes"] = figures.space.free_bytes;
  json["lastPosition"] = figures.last_position;
  json["signedPosition"] = figures.last_head ? figures.last_head->position : 0;
  json["signedAt"] = figures.last_head ? base::iso8601(figures.last_head->at) : "";
  if (figures.last_head) json["signedSecondsAgo"] = (now - figures.last_head->at) / std::chrono::seconds(1);
  return json.dump();
}

void print_stats(const journal::Statistics& figures, base::WallTime now) {
  std::cout << "exchanges    " << figures.exchanges << '\n';
  for (const auto& group : figures.groups) {
    std::cout << "  " << std::left << std::setw(10) << group.state << ' ' << std::setw(28)
              << (group.outcome.empty() ? "-" : group.outcome) << ' ' << group.exchanges << '\n';
  }
  if (figures.oldest) {
    std::cout << "received     " << told(figures.oldest) << " to " << told(figures.newest) << '\n';
  }
  std::cout << "messages     " << figures.messages << ", " << figures.cleared << " of them cleared; "
            << figures.sealed_bytes << " bytes sealed\n";
  for (const auto& [what, count] : figures.notes)
    std::cout << "notes        " << what << ' ' << count << '\n';
  std::cout << "file         " << figures.space.file_bytes << " bytes, " << figures.space.free_bytes
            << " of them free for new messages\n";
  if (figures.last_head) {
    std::cout << "signed       up to message " << figures.last_head->position << " of "
              << figures.last_position << " at " << base::iso8601(figures.last_head->at) << ", "
              << (now - figures.last_head->at) / std::chrono::minutes(1) << " minutes ago\n";
  } else {
    std::cout << "signed       not yet; a gateway signs every minute and when it stops\n";
  }
}

int stats(const Options& options) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  const base::SystemClock clock;
  journal::SqliteStore store(configuration->journal.path, journal::Access::read_only, clock,
                             journal_keys(configuration->journal));
  const journal::Statistics figures = journal::statistics(store);
  if (options.json) {
    std::cout << stats_json(figures, clock.wall()) << '\n';
  } else {
    print_stats(figures, clock.wall());
  }
  return status::done;
}

}  // namespace

void add_journal_upkeep(CLI::App& journal, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* prune_command = journal.add_subcommand(
      "prune",
      "Clear old messages and delete old exchanges, never what has not ended; also while a gateway serves");
  prune_command->add_option("--config", options->config, "configuration file")->required();
  prune_command->add_option(
      "--payloads-older-than", options->payload_days,
      "clear messages of exchanges that ended so many days ago; keep_payload_days unless told");
  prune_command->add_option("--exchanges-older-than", options->exchange_days,
                            "delete exchanges that ended so many days ago; keep_days unless told");
  prune_command->add_option("--archive", options->archive,
                            "first export to this new file; nothing goes unless it verifies");
  prune_command->add_flag("--dry-run", options->dry_run, "only count what would go");
  prune_command->add_flag("--json", options->json, "one object, for programs");
  prune_command->callback([options, &action] { action = [options] { return prune(*options); }; });

  CLI::App* stats_command = journal.add_subcommand("stats", "Count what the journal holds and what it takes");
  stats_command->add_option("--config", options->config, "configuration file")->required();
  stats_command->add_flag("--json", options->json, "one object, for programs");
  stats_command->callback([options, &action] { action = [options] { return stats(*options); }; });
}

}  // namespace jembatan::app
