// jembatan check: everything that would stop the gateway from working, each with its remedy.

#include <filesystem>
#include <iostream>
#include <memory>

#include "app/certificate_terms.h"
#include "app/commands.h"
#include "app/health.h"
#include "app/machinery.h"

namespace jembatan::app {

namespace {

using lampiran::Pihak;

/// One line a finding: "ok", "warning" or "ERROR", what, and what to do.
class Findings {
 public:
  void ok(const std::string& what) { std::cout << "ok       " << what << '\n'; }
  void warning(const std::string& what) { std::cout << "warning  " << what << '\n'; }
  void error(const std::string& what) {
    std::cout << "ERROR    " << what << '\n';
    good_ = false;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  bool good_ = true;
};

void check_clock(Findings& findings, const base::Clock& clock) {
  // The agreement was signed on 2020-11-03: an earlier clock is wrong.
  const base::WallTime signing{std::chrono::sys_days{std::chrono::year{2020} / 11 / 3}};
  if (clock.wall() < signing) {
    findings.error("clock: " + base::iso8601(clock.wall()) + " lies before the agreement; set it (NTP)");
  } else {
    findings.ok("clock: " + base::iso8601(clock.wall()));
  }
}

void check_agreement(Findings& findings, const exchange::Agreement& agreement, base::Date today) {
  const auto end = agreement.ends(today);
  if (!end) {
    findings.error("agreement: not in force on " + base::iso8601(today) +
                   "; every exchange would be refused; see [agreement] valid_from and valid_until");
    return;
  }
  const std::string warning = agreement.warning(today);
  warning.empty() ? findings.ok("agreement: in force until " + base::iso8601(*end))
                  : findings.warning("agreement: " + warning);
}

void check_space(Findings& findings, const std::string& path) {
  const auto space = free_space_beside(path);
  if (!space) {
    findings.error("disk: the folder of " + path + " cannot be looked at; create it");
  } else if (*space < least_free_space) {
    findings.error("disk: less than 64 MiB free for the journal; free space");
  } else {
    findings.ok("disk: " + std::to_string(*space / 1'048'576) + " MiB free for the journal");
  }
}

void check_journal(Findings& findings, const JournalConfiguration& journal, const base::Clock& clock) {
  const std::string& path = journal.path;
  try {
    const auto keys = journal_keys(journal);
    std::error_code unknown;
    if (!std::filesystem::exists(path, unknown)) {
      findings.warning(
          "journal: " + path +
          " is not there yet: the gateway makes it at its first start; after that it means a wrong "
          "path or a lost file");
      return check_space(findings, path);
    }
    journal::SqliteStore store(path, journal::Access::read_only, clock, keys);
    findings.ok("journal: " + path + ", " + std::to_string(store.count({})) + " exchanges");
    for (const auto& [state, remedy] :
         {std::pair{journal::State::pending, "they are sent when the party answers"},
          std::pair{journal::State::in_doubt, "see 'jembatan journal list --state in_doubt'"}}) {
      journal::Filter filter;
      filter.state = state;
      if (const auto count = store.count(filter); count > 0) {
        findings.warning("journal: " + std::to_string(count) + ' ' + std::string(journal::name(state)) +
                         "; " + remedy);
      }
    }
    for (const std::string& line : what_waits_for_people(store)) findings.warning("delivery: " + line);
  } catch (const base::Broken& error) {
    findings.error(std::string("journal: ") + error.what());
  }
  check_space(findings, path);
}

void check_upstream(Findings& findings, const Configuration& configuration, Pihak pihak) {
  const std::string name = "upstream." + std::string(lampiran::name(pihak));
  std::optional<http::ClientOptions> options;
  try {
    options = upstream_options(configuration, pihak);
  } catch (const base::Broken&) {
    return;  // check_certificates has said why
  }
  if (!options) return;
  http::Client client(*options);
  const auto answer = client.get("/ws/pekerja?wsdl");
  if (!answer) {
    findings.error(name + ": " + options->url + ": " + answer.error().reason +
                   "; start that system, or mend the address and the VPN");
  } else if (answer->status != 200) {
    findings.warning(name + ": " + options->url + " answers HTTP " + std::to_string(answer->status) +
                     " to /ws/pekerja?wsdl; is it the contract's system?");
  } else {
    findings.ok(name + ": " + options->url + " answers");
  }
}

void check_certificates(Findings& findings, const Configuration& configuration, base::WallTime now) {
  for (const std::string& error : certificate_errors(configuration)) findings.error(error);
  for (const Dated& one : certificate_terms(configuration)) {
    if (one.expired(now) || now < one.not_before) {
      findings.error(one.tell(now));
    } else {
      one.ends_soon(now) ? findings.warning(one.tell(now)) : findings.ok(one.tell(now));
    }
  }
}

int check(const std::string& file) {
  auto configuration = read_configuration(file);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  const auto law = load_law(*configuration);
  if (!law) return complain(law.error(), status::wrong_usage);

  Findings findings;
  const base::SystemClock clock;
  findings.ok("configuration: " + file);
  findings.ok("rules: " + (*law)->aturan.digest());
  for (const std::string& missing : (*law)->aturan.missing()) findings.warning("rules: " + missing);
  check_clock(findings, clock);
  check_agreement(findings, configuration->agreement, base::date_in_jakarta(clock.wall()));
  check_journal(findings, configuration->journal, clock);
  check_certificates(findings, *configuration, clock.wall());
  check_upstream(findings, *configuration, Pihak::kesatu);
  check_upstream(findings, *configuration, Pihak::kedua);
  return findings.good() ? status::done : status::refused;
}

}  // namespace

void add_check(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("check", "Everything that would stop the gateway from working, and its remedy");
  auto file = std::make_shared<std::string>();
  command->add_option("--config", *file, "configuration file")->required();
  command->callback([file, &action] { action = [file] { return check(*file); }; });
}

}  // namespace jembatan::app
