// jembatan serve: the gateway until SIGTERM.

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include <cerrno>
#include <iostream>
#include <memory>

#include "app/commands.h"
#include "app/descriptors.h"
#include "app/health.h"
#include "app/housekeeping.h"
#include "app/machinery.h"
#include "app/metrics_page.h"
#include "app/notify.h"
#include "app/serve_lock.h"
#include "app/signature_keeper.h"
#include "app/tls_keeper.h"
#include "app/watchdog.h"
#include "exchange/delivery.h"
#include "exchange/doorway.h"
#include "journal/recovery.h"
#include "journal/register.h"

namespace jembatan::app {

namespace {

using lampiran::Pihak;

/// Signals are taken by sigwait in the main thread only; every thread inherits the mask.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

http::ListenerOptions door(const std::string& name, const ListenerConfiguration& listener,
                           const Configuration& configuration, exchange::Doorway& doorway,
                           std::shared_ptr<const crypto::TlsGate> tls,
                           std::shared_ptr<crypto::SignatureGate> signature) {
  http::ListenerOptions options;
  options.name = name;
  options.address = listener.address.host;
  options.port = listener.address.port;
  options.limits = configuration.limits;
  options.handle = [&doorway](const http::Request& request) { return doorway.handle(request); };
  options.refused = [&doorway](const http::Refused& refused) { doorway.refused(refused); };
  options.tls = std::move(tls);
  options.signature = std::move(signature);
  return options;
}

http::ListenerOptions admin_door(const Address& address, const Configuration& configuration,
                                 const Health& health, const MetricsPage& metrics) {
  http::ListenerOptions options;
  options.name = "admin";
  options.address = address.host;
  options.port = address.port;
  options.limits = configuration.limits;
  options.shares = false;  // operators get in however busy the parties are
  options.limits.connections = 100;
  options.limits.in_flight = 16;
  options.handle = [&](const http::Request& request) {
    return request.target == "/metrics" ? metrics.show() : health.handle(request);
  };
  return options;
}

std::vector<std::string> names_of(const std::vector<http::ListenerOptions>& doors) {
  std::vector<std::string> names;
  for (const http::ListenerOptions& one : doors) names.push_back(one.name);
  return names;
}

void announce(const std::vector<http::ListenerOptions>& doors, const http::Server& server) {
  for (std::size_t i = 0; i < doors.size(); ++i) {
    const std::string host =
        doors[i].address.find(':') == std::string::npos ? doors[i].address : "[" + doors[i].address + "]";
    std::cout << "listening " << doors[i].name << ' ' << host << ':' << server.port(i) << '\n';
  }
  std::cout << "ready" << std::endl;
}

/// SIGHUP: after logrotate has renamed the log's file.
void reopen(const base::Log& log) {
  try {
    log.reopen();
  } catch (const base::Broken& error) {
    log.error("the log stays in its old file: " + error.told());
  }
}

/// SIGHUP: what does not load leaves the old law, or the old certificates, in force.
void reread(const std::string& file, Machinery& machinery, TlsKeeper& tls, SignatureKeeper& signatures) {
  auto configuration = read_configuration(file);
  std::vector<std::string> errors;
  if (configuration) {
    tls.use(*configuration);
    signatures.use(*configuration);
    auto law = load_law(*configuration);
    if (law) {
      machinery.gateway.use(*law);
      machinery.log.info(
          "rules, addenda, lists, secrets, the agreement's terms and certificates reread (all else needs a "
          "restart); "
          "rules " +
          base::vouched((*law)->aturan.digest().substr(0, 16), base::Origin::program) + " in force");
      return;
    }
    errors = std::move(law.error());
  } else {
    errors = std::move(configuration.error());
  }
  for (const std::string& error : errors)
    machinery.log.error("not reread: " + base::vouched(error, base::Origin::settings));
  machinery.log.error("the rules and terms read before stay in force");
}

/// From three months before the agreement's end (Pasal 8 ayat 3): one line a day.
void warn_of_the_end(Machinery& machinery, base::Date today) {
  const std::string warning = machinery.gateway.law()->agreement.warning(today);
  if (!warning.empty()) machinery.log.warn(base::vouched(warning, base::Origin::program));
}

void wait_for_stop(const sigset_t& signals, const std::string& file, Machinery& machinery, TlsKeeper& tls,
                   SignatureKeeper& signatures, const std::vector<exchange::Doorway*>& doorways,
                   const Notify& notify) {
  constexpr timespec between_looks{10, 0};
  base::Date told{};
  for (int signal = 0; signal != SIGTERM && signal != SIGINT;) {
    const base::Date today = base::date_in_jakarta(machinery.clock.wall());
    if (today != told) {
      warn_of_the_end(machinery, today);
      tls.warn_of_ends();
    }
    told = today;
    signal = sigtimedwait(&signals, nullptr, &between_looks);
    if (signal < 0 && errno != EAGAIN && errno != EINTR) throw base::Broken("waiting for signals failed");
    tls.look_at_lists();
    for (exchange::Doorway* doorway : doorways) doorway->summarise();
    if (signal != SIGHUP) continue;
    notify.reloading();
    reopen(machinery.log);
    reread(file, machinery, tls, signatures);
    notify.ready();
  }
}

int serve(const std::string& file) {
  auto configuration = read_configuration(file);
  if (!configuration) return complain(configuration.error(), status::wrong_usage);
  auto law = load_law(*configuration);
  if (!law) return complain(law.error(), status::wrong_usage);
  const auto certificates = certificate_errors(*configuration);
  if (!certificates.empty()) return complain(certificates, status::missing);
  const auto signing = signature_errors(*configuration);
  if (!signing.empty()) return complain(signing, status::missing);

  take_descriptors(descriptors_needed(*configuration));
  const Notify notify;
  const sigset_t signals = block_signals();
  signal(SIGPIPE, SIG_IGN);  // a peer that closes is an error of one call, not the end of the process
  signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk
  Machinery machinery(*configuration, *law, journal::Access::create);
  const ServeLock lock(configuration->journal.path);
  const std::size_t interrupted = journal::recover(machinery.store, machinery.clock);
  if (interrupted > 0) {
    machinery.log.warn(base::SafeText(interrupted) + " exchanges were under way when the gateway last ended");
  }

  if (configuration->register_kesatu || configuration->register_kedua) {
    if (const auto misfit = journal::register_status(machinery.store, false).misfit) {
      return complain(
          {"the register, which is to answer for a party (mode = \"register\"), cannot: " + *misfit},
          status::missing);
    }
  }

  exchange::Doorway kesatu(machinery.gateway, Pihak::kesatu,
                           configuration->kesatu ? configuration->kesatu->public_url : "");
  exchange::Doorway kedua(machinery.gateway, Pihak::kedua,
                          configuration->kedua ? configuration->kedua->public_url : "");
  TlsKeeper tls(*configuration, machinery);
  SignatureKeeper signatures(*configuration, machinery);
  const Health health(machinery.gateway, machinery.store);
  MetricsPage metrics(machinery);
  metrics.add(kesatu);
  metrics.add(kedua);
  metrics.add([&tls] { return tls.days_left(); });
  std::vector<http::ListenerOptions> doors;
  if (configuration->kesatu) {
    doors.push_back(door("listener.kesatu", *configuration->kesatu, *configuration, kesatu,
                         tls.gate(Pihak::kesatu), signatures.gate(Pihak::kesatu)));
  }
  if (configuration->kedua) {
    doors.push_back(door("listener.kedua", *configuration->kedua, *configuration, kedua,
                         tls.gate(Pihak::kedua), signatures.gate(Pihak::kedua)));
  }
  if (configuration->admin)
    doors.push_back(admin_door(*configuration->admin, *configuration, health, metrics));

  http::Server server(
      doors, configuration->workers, [&machinery](const base::SafeText& what) { machinery.log.error(what); },
      configuration->shared_limits);
  metrics.add(server, names_of(doors));
  server.start();
  std::vector<std::unique_ptr<exchange::Deliverer>> deliverers;
  for (const Pihak caller : {Pihak::kesatu, Pihak::kedua}) {
    if (machinery.gateway.surroundings().side(caller).lawan != nullptr && configuration->listener(caller)) {
      deliverers.push_back(
          std::make_unique<exchange::Deliverer>(machinery.gateway, caller, configuration->delivery));
    }
  }
  Housekeeping housekeeping(machinery.store, configuration->journal, machinery.log);
  machinery.log.info("serving; rules " +
                     base::vouched((*law)->aturan.digest().substr(0, 16), base::Origin::program));
  announce(doors, server);
  const Watchdog watchdog(notify, [&server](auto within) { return server.answers(within); });
  notify.ready();

  wait_for_stop(signals, file, machinery, tls, signatures, {&kesatu, &kedua}, notify);
  notify.stopping();
  machinery.log.info("stopping: what is under way is finished first");
  server.stop(configuration->stop_patience);
  for (exchange::Doorway* doorway : {&kesatu, &kedua}) doorway->summarise(true);
  for (auto& deliverer : deliverers) deliverer->stop();
  housekeeping.stop();
  machinery.log.info("stopped");
  return status::done;
}

}  // namespace

void add_serve(CLI::App& program, Action& action) {
  CLI::App* command =
      program.add_subcommand("serve", "Run the gateway; SIGTERM stops it, SIGHUP rereads its rules");
  auto file = std::make_shared<std::string>();
  command->add_option("--config", *file, "configuration file")->required();
  command->callback([file, &action] { action = [file] { return serve(*file); }; });
}

}  // namespace jembatan::app
