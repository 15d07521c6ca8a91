// jembatan-sandbox: a stand-in for a party's own system under the contract.

#include <csignal>
#include <iostream>
#include <utility>

#include "sandbox/service.h"

namespace {

using namespace jembatan;

constexpr int done = 0, wrong_usage = 2, part_missing = 3;

/// Blocked here and so in every thread that is made later: only wait_for_signals() takes them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void reread_faults(sandbox::Service& service, const std::string& file, const base::Log& log) {
  if (file.empty()) return log.warn("SIGHUP: there is no --faults-from to read");
  auto specs = sandbox::read_faults(file);
  if (!specs)
    return log.error("the faults stay as they are: " + base::vouched(specs.error(), base::Origin::settings));
  log.info(base::SafeText("faults in force: ") + specs->size());
  service.use_faults(std::move(*specs));
}

/// Returns when the program is to end.
void wait_for_signals(const sigset_t& signals, sandbox::Service& service, const std::string& faults_file,
                      const base::Log& log) {
  for (;;) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal != SIGHUP) return;
    reread_faults(service, faults_file, log);
  }
}

int run(const sandbox::Options& options, const lampiran::Aturan& aturan) {
  const sigset_t signals = block_signals();
  const base::SystemClock clock;
  const base::Log log;
  sandbox::Service service(options, aturan, clock, log);
  service.start();
  if (!sandbox::is_loopback(options.address)) {
    log.warn("other machines can reach this sandbox without encryption or a password: fictitious data only");
  }
  std::cout << "listening sandbox." << lampiran::name(options.party) << ' '
            << sandbox::host_and_port(options.address, service.port()) << "\nready" << std::endl;
  wait_for_signals(signals, service, options.faults_file, log);
  service.stop();
  return done;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const auto options = sandbox::parse_options(argc, argv);
    if (!options) {
      (options.error().exit_status == done ? std::cout : std::cerr) << options.error().text;
      return options.error().exit_status;
    }
    const auto aturan = lampiran::Aturan::load(options->aturan);
    if (!aturan) {
      for (const std::string& error : aturan.error()) std::cerr << error << '\n';
      return wrong_usage;
    }
    return run(*options, *aturan);
  } catch (const std::exception& error) {
    std::cerr << "jembatan-sandbox: " << error.what() << '\n';
    return part_missing;
  }
}
