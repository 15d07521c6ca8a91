#pragma once
// The gateway's parts put together from a configuration, in the order in which
// they need each other. Owns them all; built and torn down in main's thread.
// Throws base::Broken where a part does not work.

#include <memory>

#include "app/configuration.h"
#include "base/log.h"
#include "exchange/gateway.h"
#include "exchange/guarded_upstream.h"
#include "exchange/http_upstream.h"
#include "journal/sqlite_store.h"

namespace jembatan::app {

/// What the configuration says of the law: every error at once.
[[nodiscard]] base::Result<std::shared_ptr<const exchange::Law>, std::vector<std::string>> load_law(
    const Configuration& configuration);

/// How the party's system is called, its TLS loaded. Throws base::Broken with every error where that fails.
[[nodiscard]] std::optional<http::ClientOptions> upstream_options(const Configuration& configuration,
                                                                  lampiran::Pihak pihak);

class Machinery {
 public:
  Machinery(const Configuration& configuration, std::shared_ptr<const exchange::Law> law,
            journal::Access access);

  base::SystemClock clock;
  base::Log log;
  journal::SqliteStore store;
  xml::SchemaSet schemas;
  std::unique_ptr<exchange::HttpUpstream> http_kesatu, http_kedua;
  std::unique_ptr<exchange::GuardedUpstream> upstream_kesatu, upstream_kedua;
  exchange::Gateway gateway;

 private:
  std::unique_ptr<exchange::GuardedUpstream> guarded(exchange::HttpUpstream* upstream,
                                                     const std::string& party,
                                                     const Configuration& configuration);
  exchange::Surroundings surroundings(const Configuration& configuration);
};

}  // namespace jembatan::app
