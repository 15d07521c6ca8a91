// jembatan journal verify|head: proves that nothing was changed, and what to give the other party so that
// they can prove it too.

#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/configuration.h"
#include "base/clock.h"
#include "crypto/digest.h"
#include "crypto/signature.h"
#include "journal/sqlite_store.h"
#include "journal/verify.h"
#include "office/head_json.h"

namespace jembatan::app {

namespace {

using Lines = std::vector<std::string>;

struct Options {
  std::string config, archive;
  Lines heads, public_keys;
  bool json = false;
};

/// Public keys from hexadecimal digits; errors for people.
Lines read_public_keys(const Lines& texts, std::vector<std::string>& keys) {
  Lines errors;
  for (const std::string& text : texts) {
    auto key = crypto::from_hex(text);
    if (key && key->size() == 32) {
      keys.push_back(std::move(*key));
    } else {
      errors.push_back("--public-key takes the 64 hexadecimal digits that 'jembatan journal head' shows");
    }
  }
  return errors;
}

/// Heads as lines of JSON, the form in which they are exported and in which [journal] heads keeps them.
Lines read_heads(const std::string& file, std::vector<journal::Head>& heads) {
  std::ifstream in(file);
  if (!in) return {file + " cannot be read: it should hold signed heads, one JSON object a line"};
  Lines errors;
  const std::size_t before = heads.size();
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    auto head = office::head_of_json(line);
    if (head) {
      heads.push_back(std::move(*head));
    } else {
      errors.push_back(file + ":" + std::to_string(number) + ": " + head.error());
    }
  }
  if (errors.empty() && heads.size() == before)
    errors.push_back(file + " holds no signed head: it proves nothing");
  return errors;
}

/// Whoever holds the keys trusts them and no others. Keys that are not the journal's are an error, not a
/// finding.
void trust_own_keys(const JournalConfiguration& journal, std::vector<std::string>& trusted) {
  const auto ring = journal_keys(journal);
  const base::SystemClock clock;
  const journal::SqliteStore fits(journal.path, journal::Access::read_only, clock, ring);
  for (const crypto::KeyFact& key : ring->all()) {
    if (key.kind == "sign") trusted.push_back(crypto::SigningKey(*ring->signing_seed(key.id)).public_key());
  }
}

std::string verdict_json(const std::string& file, const journal::Verified& result) {
  nlohmann::ordered_json json;
  json["file"] = file;
  json["status"] = result.first_bad ? "BERUBAH" : "UTUH";
  json["messages"] = result.messages;
  json["cleared"] = result.cleared;
  json["exchanges"] = result.exchanges;
  json["heads"] = result.heads;
  json["gaps"] = result.gaps;
  json["bytes"] = result.bytes;
  json["lastPosition"] = result.last_position;
  json["signedPosition"] = result.signed_position;
  json["signedAt"] = result.last_head ? base::iso8601(result.last_head->at) : "";
  if (result.first_bad) {
    json["firstBad"] = {{"position", result.first_bad->position},
                        {"nomor", result.first_bad->number},
                        {"what", result.first_bad->what}};
  }
  return json.dump();
}

std::string verdict_text(const std::string& file, const journal::Verified& result, std::size_t witnesses) {
  std::string text = file + ": " + std::to_string(result.messages) + " messages of " +
                     std::to_string(result.exchanges) + " exchanges, " + std::to_string(result.cleared) +
                     " of them cleared, " + std::to_string(result.heads) + " signed heads, " +
                     std::to_string(result.gaps) + " signed gaps\n";
  if (result.first_bad) {
    const journal::Finding& bad = *result.first_bad;
    return text + "NOT INTACT at message " + std::to_string(bad.position) +
           (bad.number != 0 ? ", exchange " + std::to_string(bad.number) : "") + ": " + bad.what +
           "\nStop the gateway, keep the file as it is, and compare it with the last backup and with the "
           "heads "
           "that were given to the other party.\n";
  }
  text += "intact";
  if (result.last_head) {
    text += "; signed up to message " + std::to_string(result.signed_position) + " of " +
            std::to_string(result.last_position) + " at " + base::iso8601(result.last_head->at);
  } else {
    text += "; not signed yet: a gateway signs every minute and when it stops";
  }
  if (witnesses > 0) text += "; " + std::to_string(witnesses) + " heads kept outside agree with it";
  return text + '\n';
}

int verify(const Options& options) {
  if (options.config.empty() == options.archive.empty()) {
    return complain({"journal verify takes either --config FILE or --archive FILE"}, status::wrong_usage);
  }
  journal::VerifyOptions how;
  std::string file = options.archive;
  Lines errors = read_public_keys(options.public_keys, how.trusted_keys);
  Lines head_files = options.heads;
  if (!options.config.empty()) {
    auto configuration = read_configuration(options.config);
    if (!configuration) return complain(configuration.error(), status::wrong_usage);
    file = configuration->journal.path;
    if (how.trusted_keys.empty()) trust_own_keys(configuration->journal, how.trusted_keys);
    const std::string& kept = configuration->journal.heads_file;
    // A gateway that has signed nothing yet has made it and left it empty.
    if (!kept.empty() && std::ifstream(kept).peek() != std::ifstream::traits_type::eof())
      head_files.push_back(kept);
  }
  for (const std::string& head_file : head_files) {
    for (std::string& error : read_heads(head_file, how.witnesses)) errors.push_back(std::move(error));
  }
  if (!errors.empty()) return complain(errors, status::wrong_usage);

  const journal::Verified result = journal::verify(file, how);
  std::cout << (options.json ? verdict_json(file, result) + "\n"
                             : verdict_text(file, result, how.witnesses.size()));
  return result.first_bad ? status::refused : status::done;
}

int head(const Options& options) {
  auto configuration = read_configuration(options.config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  const base::SystemClock clock;
  const auto keys = journal_keys(configuration->journal);
  journal::SqliteStore store(configuration->journal.path, journal::Access::read_write, clock, keys);
  static_cast<void>(store.sign_head());
  const auto latest = store.latest_head();
  if (!latest) return complain({"the journal is empty: there is nothing to sign yet"}, status::refused);
  if (options.json) {
    std::cout << office::head_json(*latest) << '\n';
    return status::done;
  }
  std::cout
      << "journal     " << crypto::hex(latest->journal_id) << "\nmessage     " << latest->position
      << "\nlink        " << crypto::hex(latest->link) << "\nsigned at   " << base::iso8601(latest->at)
      << "\npublic key  " << crypto::hex(latest->public_key) << "\nsignature   "
      << crypto::hex(latest->signature)
      << "\nGive the other party this, as --json prints it, once a day: with it they can prove later that\n"
         "nothing before it was changed ('jembatan journal verify --heads FILE').\n";
  return status::done;
}

}  // namespace

void add_journal_evidence(CLI::App& journal, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* verify_command = journal.add_subcommand(
      "verify",
      "Prove that the journal, or an archive of it, is what was recorded; needs no secret for an archive");
  verify_command->add_option("--config", options->config, "configuration file: its journal, keys and heads");
  verify_command->add_option("--archive", options->archive,
                             "an exported archive, a backup or a journal file");
  verify_command->add_option("--heads", options->heads,
                             "signed heads that were kept outside, one JSON a line");
  verify_command->add_option("--public-key", options->public_keys,
                             "trust signatures of this key only (64 hexadecimal digits)");
  verify_command->add_flag("--json", options->json, "one object, for programs");
  verify_command->callback([options, &action] { action = [options] { return verify(*options); }; });

  CLI::App* head_command = journal.add_subcommand(
      "head", "Sign where the journal stands now and show it, to be given to the other party");
  head_command->add_option("--config", options->config, "configuration file")->required();
  head_command->add_flag("--json", options->json, "one line, the form that verify --heads reads");
  head_command->callback([options, &action] { action = [options] { return head(*options); }; });
}

}  // namespace jembatan::app
