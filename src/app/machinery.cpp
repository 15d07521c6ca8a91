#include "app/machinery.h"

#include <random>
#include <utility>

namespace jembatan::app {

namespace {

std::unique_ptr<exchange::HttpUpstream> upstream(const std::optional<http::ClientOptions>& options) {
  return options ? std::make_unique<exchange::HttpUpstream>(*options) : nullptr;
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
  const auto& files = configuration.upstream_tls(pihak);
  if (!options || !files) return options;
  const auto tls = http::load_client_tls(*files);
  if (tls) {
    options->tls = *tls;
    return options;
  }
  std::string all = "upstream." + std::string(lampiran::name(pihak)) + ".tls: ";
  for (const std::string& error : tls.error()) all += (all.ends_with(": ") ? "" : "; ") + error;
  throw base::Broken(all);
}

Machinery::Machinery(const Configuration& configuration, std::shared_ptr<const exchange::Law> law,
                     journal::Access access)
    : log(configuration.log_file),
      store(configuration.journal.path, access, clock, journal_keys(configuration.journal)),
      http_kesatu(upstream(upstream_options(configuration, lampiran::Pihak::kesatu))),
      http_kedua(upstream(upstream_options(configuration, lampiran::Pihak::kedua))),
      upstream_kesatu(guarded(http_kesatu.get(), "kesatu", configuration)),
      upstream_kedua(guarded(http_kedua.get(), "kedua", configuration)),
      gateway(surroundings(configuration), std::move(law)) {}

std::unique_ptr<exchange::GuardedUpstream> Machinery::guarded(exchange::HttpUpstream* upstream,
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
          side(configuration.kesatu, upstream_kedua.get()),
          side(configuration.kedua, upstream_kesatu.get())};
}

}  // namespace jembatan::app
