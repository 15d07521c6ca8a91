#include "app/machinery.h"

#include <random>
#include <utility>

namespace jembatan::app {

namespace {

std::unique_ptr<exchange::HttpUpstream> upstream(const std::optional<http::ClientOptions>& options) {
  return options ? std::make_unique<exchange::HttpUpstream>(*options) : nullptr;
}

template <class Loaded>
Loaded loaded_or_broken(std::string all, base::Result<Loaded, std::vector<std::string>> loaded) {
  if (loaded) return std::move(*loaded);
  for (const std::string& error : loaded.error()) all += (all.ends_with(": ") ? "" : "; ") + error;
  throw base::Broken(base::vouched(all, base::Origin::settings));
}

/// Where the other party has no live system either, the register answers all.
std::unique_ptr<exchange::OwnReadsUpstream> own_reads(const std::optional<OwnReads>& reads,
                                                      bool live_is_there, exchange::Upstream* live,
                                                      exchange::RegisterUpstream& kept) {
  if (reads != OwnReads::kept || !live_is_there) return nullptr;
  return std::make_unique<exchange::OwnReadsUpstream>(*live, kept);
}

exchange::Side side(const std::optional<ListenerConfiguration>& listener, exchange::Upstream* lawan) {
  exchange::Side result;
  result.lawan = lawan;
  if (listener) result.operations.insert(listener->operations.begin(), listener->operations.end());
  return result;
}

}  // namespace

base::Result<std::shared_ptr<const exchange::Law>, std::vector<std::string>> load_law(
    const Configuration& configuration) {
  auto aturan = lampiran::Aturan::load(configuration.rules);
  if (!aturan) return base::fail(std::move(aturan.error()));
  return std::make_shared<const exchange::Law>(exchange::Law{std::move(*aturan), configuration.agreement});
}

std::optional<http::ClientOptions> upstream_options(const Configuration& configuration,
                                                    lampiran::Pihak pihak) {
  auto options = configuration.upstream(pihak);
  if (!options) return options;
  const std::string name = "upstream." + std::string(lampiran::name(pihak));
  if (const auto& files = configuration.upstream_tls(pihak)) {
    options->tls = loaded_or_broken(name + ".tls: ", http::load_client_tls(*files));
  }
  if (const auto& files = configuration.upstream_signature(pihak)) {
    options->second_factor = loaded_or_broken(name + ".signature: ", crypto::SecondFactor::load(*files));
  }
  return options;
}

Machinery::Machinery(const Configuration& configuration, std::shared_ptr<const exchange::Law> law,
                     journal::Access access)
    : log(configuration.log_file, configuration.log_format),
      store(configuration.journal.path, access, clock, journal_keys(configuration.journal)),
      http_kesatu(upstream(upstream_options(configuration, lampiran::Pihak::kesatu))),
      http_kedua(upstream(upstream_options(configuration, lampiran::Pihak::kedua))),
      register_kesatu(store, lampiran::Pihak::kesatu),
      register_kedua(store, lampiran::Pihak::kedua),
      upstream_kesatu(guarded(configuration.register_kesatu
                                  ? static_cast<exchange::Upstream*>(&register_kesatu)
                                  : http_kesatu.get(),
                              "kesatu", configuration)),
      upstream_kedua(guarded(
          configuration.register_kedua ? static_cast<exchange::Upstream*>(&register_kedua) : http_kedua.get(),
          "kedua", configuration)),
      own_reads_kesatu(own_reads(configuration.register_kesatu, http_kedua != nullptr, upstream_kedua.get(),
                                 register_kedua)),
      own_reads_kedua(own_reads(configuration.register_kedua, http_kesatu != nullptr, upstream_kesatu.get(),
                                register_kesatu)),
      gateway(surroundings(configuration), std::move(law)) {}

std::unique_ptr<exchange::GuardedUpstream> Machinery::guarded(exchange::Upstream* upstream,
                                                              const std::string& party,
                                                              const Configuration& configuration) {
  if (upstream == nullptr) return nullptr;
  return std::make_unique<exchange::GuardedUpstream>(*upstream, "upstream." + party, party,
                                                     configuration.delivery.breaker, store, clock, log,
                                                     std::random_device{}());
}

exchange::Surroundings Machinery::surroundings(const Configuration& configuration) {
  return {clock,
          log,
          store,
          schemas,
          configuration.guard,
          side(configuration.kesatu, lawan_of_kesatu()),
          side(configuration.kedua, lawan_of_kedua())};
}

exchange::Upstream* Machinery::lawan_of_kesatu() const {
  return own_reads_kesatu ? static_cast<exchange::Upstream*>(own_reads_kesatu.get()) : upstream_kedua.get();
}

exchange::Upstream* Machinery::lawan_of_kedua() const {
  return own_reads_kedua ? static_cast<exchange::Upstream*>(own_reads_kedua.get()) : upstream_kesatu.get();
}

}  // namespace jembatan::app
