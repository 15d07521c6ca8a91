#include "app/machinery.h"

#include <utility>

namespace jembatan::app {

namespace {

std::unique_ptr<exchange::HttpUpstream> upstream(const std::optional<http::ClientOptions>& options) {
  return options ? std::make_unique<exchange::HttpUpstream>(*options) : nullptr;
}

std::unique_ptr<exchange::WatchedUpstream> watched(exchange::HttpUpstream* upstream, const std::string& name,
                                                   const base::Log& log) {
  return upstream != nullptr ? std::make_unique<exchange::WatchedUpstream>(*upstream, name, log) : nullptr;
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

Machinery::Machinery(const Configuration& configuration, std::shared_ptr<const exchange::Law> law,
                     journal::Access access)
    : log(configuration.log_file),
      store(configuration.journal_path, access, clock),
      http_kesatu(upstream(configuration.upstream_kesatu)),
      http_kedua(upstream(configuration.upstream_kedua)),
      upstream_kesatu(watched(http_kesatu.get(), "upstream.kesatu", log)),
      upstream_kedua(watched(http_kedua.get(), "upstream.kedua", log)),
      gateway(surroundings(configuration), std::move(law)) {}

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
