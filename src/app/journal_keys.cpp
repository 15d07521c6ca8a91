// jembatan journal keys: makes a key file, adds keys to it, shows which keys are in use.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>
#include <memory>
#include <string_view>
#include <system_error>

#include "app/commands.h"
#include "app/configuration.h"
#include "crypto/key_ring.h"
#include "crypto/key_source.h"

namespace jembatan::app {

namespace {

struct Options {
  std::string config, fresh, rotate;
  bool signing = false;
};

std::string system_error() {
  return std::generic_category().message(errno);
}

/// Writes a new file that only its owner may use, durable before this returns; "" or what went wrong.
std::string write_private(const std::string& path, std::string_view text) {
  const int file =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (file < 0) return path + " cannot be made: " + system_error();
  std::string error;
  std::size_t done = 0;
  while (done < text.size() && error.empty()) {
    const ssize_t written = ::write(file, text.data() + done, text.size() - done);
    if (written < 0) error = path + " cannot be written: " + system_error();
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  if (error.empty() && ::fsync(file) != 0) error = path + " cannot be kept: " + system_error();
  ::close(file);
  return error;
}

int make_new(const std::string& path) {
  if (const std::string error = write_private(path, crypto::KeyRing::fresh_text().view()); !error.empty()) {
    return complain({error + "; a key file is never overwritten, name another or move the old one away"},
                    status::refused);
  }
  std::cout << "new keys in " << path
            << " (mode 0600). Name the file in [journal] keys, and keep a copy in a\n"
            << "safe place apart from the journal's backups: without it no message can be read again.\n";
  return status::done;
}

int rotate(const Options& options) {
  const auto old = crypto::read_key_file(options.rotate);
  if (!old) return complain({old.error()}, status::refused);
  const auto text = crypto::KeyRing::rotated_text(old->view(), options.rotate, options.signing);
  if (!text) return complain(text.error(), status::refused);

  const std::string next = options.rotate + ".new";
  if (const std::string error = write_private(next, text->view()); !error.empty())
    return complain({error}, status::refused);
  if (::rename(next.c_str(), options.rotate.c_str()) != 0) {
    return complain({options.rotate + " cannot be replaced: " + system_error()}, status::refused);
  }
  std::cout << "a new seal key" << (options.signing ? " and a new signing key are" : " is") << " in "
            << options.rotate << "; the old ones stay for what was written under them.\n"
            << "Restart the gateway, which then writes under the new one, and renew the safe copy.\n";
  return status::done;
}

int show(const std::string& config) {
  auto configuration = read_configuration(config);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  const auto ring = journal_keys(configuration->journal);
  for (const crypto::KeyFact& key : ring->all()) {
    const bool used = (key.kind == "seal" && key.id == ring->newest_seal()) ||
                      (key.kind == "sign" && key.id == ring->newest_signing()) || key.kind == "index";
    std::cout << key.kind << ' ' << key.id << "  fingerprint " << key.fingerprint << (used ? "  in use" : "")
              << '\n';
  }
  return status::done;
}

int keys(const Options& options) {
  const int given = int{!options.fresh.empty()} + int{!options.rotate.empty()} + int{!options.config.empty()};
  if (given != 1) {
    return complain({"journal keys takes one of --new FILE, --rotate FILE and --config FILE"},
                    status::wrong_usage);
  }
  if (!options.fresh.empty()) return make_new(options.fresh);
  return options.rotate.empty() ? show(options.config) : rotate(options);
}

}  // namespace

void add_journal_keys(CLI::App& journal, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      journal.add_subcommand("keys", "Make a key file, add keys to it, or show which are in use");
  command->add_option("--new", options->fresh, "make this file with one key of each kind");
  command->add_option("--rotate", options->rotate, "add a new seal key to this file");
  command->add_flag("--sign", options->signing, "with --rotate: add a new signing key too");
  command->add_option("--config", options->config, "show the fingerprints of this configuration's keys");
  command->callback([options, &action] { action = [options] { return keys(*options); }; });
}

}  // namespace jembatan::app
