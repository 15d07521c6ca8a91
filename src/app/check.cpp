// jembatan check: everything that would stop the gateway from working, each with its remedy.

#include <cerrno>
#include <filesystem>
#include <iostream>
#include <memory>
#include <system_error>

#include "app/certificate_terms.h"
#include "app/commands.h"
#include "app/descriptors.h"
#include "app/health.h"
#include "app/machinery.h"
#include "app/reach.h"
#include "app/serve_lock.h"
#include "app/signature_keeper.h"
#include "exchange/agreement_calendar.h"
#include "journal/evaluations.h"
#include "journal/register.h"

namespace jembatan::app {

namespace {

using lampiran::Pihak;

/// Why the register cannot answer; nothing where it can, or there is no journal yet.
std::optional<std::string> register_misfit(const Configuration& configuration, const base::Clock& clock) {
  std::error_code unknown;
  if (!std::filesystem::exists(configuration.journal.path, unknown)) return std::nullopt;
  try {
    journal::SqliteStore store(configuration.journal.path, journal::Access::read_only, clock,
                               journal_keys(configuration.journal));
    return journal::register_status(store, false).misfit;
  } catch (const base::Broken&) {
    return std::nullopt;  // said of the journal
  }
}

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

/// Pasal 8 and 9: what the parties have to do by when.
void check_calendar(Findings& findings, const exchange::Agreement& agreement,
                    const std::optional<journal::Evaluation>& evaluation, base::Date today) {
  const auto last = evaluation ? std::optional(evaluation->held_on) : std::nullopt;
  const auto calendar = exchange::calendar_of(agreement, last, today);
  if (!calendar) return;
  if (calendar->standing == exchange::AgreementStanding::in_force) {
    findings.ok("agreement: " + std::to_string(calendar->days_left) +
                " days left; renewal or ending is to be decided by " + base::iso8601(calendar->decide_by) +
                " (Pasal 8)");
  }
  const std::string before = calendar->last_evaluation
                                 ? "evaluation: the last on " + base::iso8601(*calendar->last_evaluation)
                                 : "evaluation: none is recorded";
  if (calendar->evaluation_overdue()) {
    findings.warning(before + ", overdue since " + base::iso8601(calendar->evaluation_due) +
                     " (Pasal 9); hold it, then 'jembatan report --record-evaluation DAY'");
  } else {
    findings.ok(before + ", the next is due by " + base::iso8601(calendar->evaluation_due) + " (Pasal 9)");
  }
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

void check_journal(Findings& findings, const JournalConfiguration& journal, const base::Clock& clock,
                   std::optional<journal::Evaluation>& evaluation) {
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
    evaluation = journal::last_evaluation(store);
  } catch (const base::Broken& error) {
    findings.error(std::string("journal: ") + error.what());
  }
  check_space(findings, path);
}

/// Whether the register can answer for a party that can only call.
void check_register_mode(Findings& findings, const Configuration& configuration, const base::Clock& clock) {
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    if (!configuration.from_register(pihak)) continue;
    const std::string party(lampiran::name(pihak));
    const std::string name = "upstream." + party;
    findings.ok(name + ": the register answers for a party without a system of its own");
    if (!configuration.listener(pihak)) {
      findings.warning(name + ": without [listener." + party + "] nobody can fetch what is kept for it");
    }
    if (configuration.journal.keep_payloads.count() > 0 || configuration.journal.most_bytes > 0) {
      findings.warning(
          name +
          ": what [journal] clears cannot be answered or fetched any more; let it be kept longer than "
          "the party takes to fetch");
    }
  }
  if (!configuration.register_kesatu && !configuration.register_kedua) return;
  if (const auto misfit = register_misfit(configuration, clock)) findings.error("register: " + *misfit);
}

void check_upstream(Findings& findings, const Configuration& configuration, Pihak pihak) {
  const std::string name = "upstream." + std::string(lampiran::name(pihak));
  std::optional<http::ClientOptions> options;
  try {
    options = upstream_options(configuration, pihak);
  } catch (const base::Broken&) {
    return;  // said above
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

/// Whether a gateway serves this journal now: then its ports are its own.
bool gateway_runs(const std::string& journal_path) {
  std::error_code unknown;
  if (!std::filesystem::exists(journal_path + ".lock", unknown)) return false;
  try {
    const ServeLock lock(journal_path);
    return false;
  } catch (const base::Broken&) {
    return true;
  }
}

void check_port(Findings& findings, const std::string& name, const Address& address, bool running) {
  const int error = objection_to_port(address.host, address.port);
  const std::string where = name + ": port " + std::to_string(address.port) + " of " + address.host;
  if (error == 0)
    return findings.ok(where + (address.port == 0 ? " is for the system to choose" : " is free"));
  if (error == EADDRINUSE && running) return findings.ok(where + " is held by the gateway that runs");
  if (error == EADDRINUSE) {
    return findings.error(where +
                          " is taken by another program; end it, or choose another port ('ss -ltnp' shows "
                          "who has it)");
  }
  if (error == EACCES) {
    return findings.warning(where +
                            " may not be listened on by this user; choose one over 1023, or see "
                            "CAP_NET_BIND_SERVICE");
  }
  findings.error(where + " cannot be listened on: " + std::generic_category().message(error));
}

void check_listeners(Findings& findings, const Configuration& configuration) {
  const bool running = gateway_runs(configuration.journal.path);
  const auto here = local_addresses();
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    const auto& listener = configuration.listener(pihak);
    if (!listener) continue;
    const std::string name = "listener." + std::string(lampiran::name(pihak));
    const Reach reach = reach_of(listener->address.host, listener->interface, here);
    const std::string told = name + ": " + listener->address.host + " is " + reach.text;
    if (reach.kind == Reach::Kind::nowhere) {
      findings.error(name + ": " + listener->address.host + ": " + reach.text);
      continue;
    }
    reach.kind == Reach::Kind::as_meant ? findings.ok(told) : findings.warning(told);
    check_port(findings, name, listener->address, running);
  }
  if (configuration.admin) check_port(findings, "admin", *configuration.admin, running);
}

void check_descriptors(Findings& findings, const Configuration& configuration) {
  const std::uint64_t needed = descriptors_needed(configuration), granted = descriptors_granted();
  const std::string told = "descriptors: [limits] connections needs " + std::to_string(needed);
  if (granted >= needed) return findings.ok(told + ", the system grants " + std::to_string(granted));
  findings.warning(told + ", the system grants " + std::to_string(granted) +
                   ": from there on nobody gets in; raise LimitNOFILE= in the unit (here: ulimit -Hn), or "
                   "lower connections");
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
  std::optional<journal::Evaluation> evaluation;
  check_journal(findings, configuration->journal, clock, evaluation);
  check_calendar(findings, configuration->agreement, evaluation, base::date_in_jakarta(clock.wall()));
  check_listeners(findings, *configuration);
  check_descriptors(findings, *configuration);
  check_certificates(findings, *configuration, clock.wall());
  for (const std::string& error : signature_errors(*configuration)) findings.error(error);
  check_upstream(findings, *configuration, Pihak::kesatu);
  check_upstream(findings, *configuration, Pihak::kedua);
  check_register_mode(findings, *configuration, clock);
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
