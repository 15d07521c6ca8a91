#include "sandbox/service.h"

#include <string>
#include <utility>

namespace jembatan::sandbox {

namespace {

/// More than processors: a delay on demand holds its worker.
constexpr unsigned workers = 16;
constexpr std::chrono::milliseconds patience{1'000};

std::string listener_name(lampiran::Pihak party) {
  return "sandbox." + std::string(lampiran::name(party));
}

/// Throws base::Broken with every error where the files do not load.
std::shared_ptr<const crypto::TlsGate> gate_of(const std::optional<crypto::TlsServerFiles>& files) {
  if (!files) return nullptr;
  auto server = crypto::TlsServer::load(*files);
  if (server) return std::make_shared<const crypto::TlsGate>(*files, std::move(*server));
  std::string all;
  for (const std::string& error : server.error()) all += (all.empty() ? "" : "; ") + error;
  throw base::Broken(base::vouched(all, base::Origin::settings));
}

}  // namespace

Service::Service(const Options& options, const lampiran::Aturan& aturan, const base::Clock& clock,
                 const base::Log& log)
    : options_(options),
      clock_(clock),
      data_(options.data, options.party, clock.wall()),
      faults_(options.faults),
      entrance_({clock, log, schemas_, aturan, options.party, data_}, faults_, board_),
      server_({listener()}, workers, [&log](const base::SafeText& error) { log.error(error); }) {}

Service::~Service() {
  stop();
}

http::ListenerOptions Service::listener() {
  http::ListenerOptions listener;
  listener.name = listener_name(options_.party);
  const bool behind_front = options_.needs_front();
  listener.address = behind_front ? "127.0.0.1" : options_.address;
  listener.port = behind_front ? std::uint16_t{0} : options_.port;
  listener.tls = gate_of(options_.tls);
  listener.handle = [this](const http::Request& request) { return entrance_.handle(request); };
  return listener;
}

void Service::start() {
  server_.start();
  if (!options_.needs_front()) return;
  front_.emplace(
      DamagedFront::Options{listener_name(options_.party), options_.address, options_.port, server_.port(0)},
      faults_, board_, clock_);
  front_->start();
}

std::uint16_t Service::port() const {
  return front_ ? front_->port() : server_.port(0);
}

void Service::stop() {
  entrance_.stop_waiting();
  server_.stop(patience);
  if (front_) front_->stop();
}

}  // namespace jembatan::sandbox
