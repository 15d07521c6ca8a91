#include "app/tls_keeper.h"

namespace jembatan::app {

namespace {

using lampiran::Pihak;
using Errors = std::vector<std::string>;

std::string joined(const Errors& errors) {
  std::string all;
  for (const std::string& error : errors) all += (all.empty() ? "" : "; ") + error;
  return all;
}

std::shared_ptr<crypto::TlsGate> gate_of(const std::optional<ListenerConfiguration>& listener) {
  if (!listener || !listener->tls) return nullptr;
  auto server = crypto::TlsServer::load(*listener->tls);
  if (!server) throw base::Broken("TLS: " + base::vouched(joined(server.error()), base::Origin::settings));
  return std::make_shared<crypto::TlsGate>(*listener->tls, std::move(*server));
}

}  // namespace

TlsKeeper::TlsKeeper(const Configuration& configuration, Machinery& machinery)
    : machinery_(machinery), kesatu_(gate_of(configuration.kesatu)), kedua_(gate_of(configuration.kedua)) {
  remember(configuration);
}

void TlsKeeper::use(const Configuration& configuration) {
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    use_listener(pihak, configuration);
    use_upstream(pihak, configuration);
  }
  remember(configuration);
}

void TlsKeeper::use_listener(Pihak pihak, const Configuration& configuration) {
  const std::string name = "listener." + std::string(lampiran::name(pihak)) + ".tls";
  const auto& gate = pihak == Pihak::kesatu ? kesatu_ : kedua_;
  const auto& listener = configuration.listener(pihak);
  const bool wanted = listener && listener->tls;
  if (wanted != (gate != nullptr)) {
    machinery_.log.warn(base::vouched(name, base::Origin::program) +
                        ": to begin or to end TLS the gateway has to be started again");
    return;
  }
  if (!wanted) return;
  const auto loaded = gate->reload(*listener->tls);
  loaded ? machinery_.log.info(base::vouched(name, base::Origin::program) +
                               ": certificates reread, for new connections")
         : tell(name, loaded.error());
}

void TlsKeeper::use_upstream(Pihak pihak, const Configuration& configuration) {
  const std::string name = "upstream." + std::string(lampiran::name(pihak)) + ".tls";
  const auto& upstream = pihak == Pihak::kesatu ? machinery_.http_kesatu : machinery_.http_kedua;
  const auto& files = configuration.upstream_tls(pihak);
  if (!files || !upstream) return;
  const auto loaded = http::load_client_tls(*files);
  if (!loaded) return tell(name, loaded.error());
  upstream->use(*loaded);
  machinery_.log.info(base::vouched(name, base::Origin::program) +
                      ": certificates reread, for new connections");
}

void TlsKeeper::look_at_lists() {
  for (const auto& [pihak, gate] : {std::pair{Pihak::kesatu, kesatu_}, std::pair{Pihak::kedua, kedua_}}) {
    if (!gate) continue;
    const auto reloaded = gate->reload_if_crl_changed();
    if (!reloaded) continue;
    const std::string name = "listener." + std::string(lampiran::name(pihak)) + ".tls";
    *reloaded ? machinery_.log.info(base::vouched(name, base::Origin::program) +
                                    ": the list of revoked certificates has changed and is in force")
              : tell(name, reloaded->error());
  }
}

void TlsKeeper::tell(const std::string& name, const Errors& errors) const {
  for (const std::string& error : errors)
    machinery_.log.error(base::vouched(name, base::Origin::program) +
                         ": not reread: " + base::vouched(error, base::Origin::settings));
  machinery_.log.error(base::vouched(name, base::Origin::program) +
                       ": the certificates read before stay in force");
}

void TlsKeeper::remember(const Configuration& configuration) {
  auto terms = certificate_terms(configuration);
  const std::lock_guard lock(mutex_);
  terms_ = std::move(terms);
}

void TlsKeeper::warn_of_ends() const {
  const base::WallTime now = machinery_.clock.wall();
  const std::lock_guard lock(mutex_);
  for (const Dated& one : terms_) {
    if (one.ends_soon(now)) machinery_.log.warn(base::vouched(one.tell(now), base::Origin::settings));
  }
}

std::vector<std::pair<std::string, double>> TlsKeeper::days_left() const {
  using Days = std::chrono::duration<double, std::chrono::days::period>;
  const base::WallTime now = machinery_.clock.wall();
  const std::lock_guard lock(mutex_);
  std::vector<std::pair<std::string, double>> all;
  for (const Dated& one : terms_)
    all.emplace_back(one.where + ": " + one.subject, Days(one.end - now).count());
  return all;
}

}  // namespace jembatan::app
