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
#include "exchange/own_reads_upstream.h"
#include "exchange/register_upstream.h"
#include "journal/sqlite_store.h"

namespace jembatan::app {

/// What the configuration says of the law: every error at once.
[[nodiscard]] base::Result<std::shared_ptr<const exchange::Law>, std::vector<std::string>> load_law(
    const Configuration& configuration);

/// How the party's system is called, its TLS and what signs loaded. Throws base::Broken with every error
/// where that fails.
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
  exchange::RegisterUpstream register_kesatu, register_kedua;  ///< what each party has given
  std::unique_ptr<exchange::GuardedUpstream> upstream_kesatu, upstream_kedua;
  std::unique_ptr<exchange::OwnReadsUpstream> own_reads_kesatu, own_reads_kedua;  ///< by who reads
  exchange::Gateway gateway;

  /// Whether the party has no system of its own, and the register answers for it.
  [[nodiscard]] bool answers_from_register(std::string_view party) const {
    return (party == "kesatu" ? http_kesatu : http_kedua) == nullptr;
  }

 private:
  std::unique_ptr<exchange::GuardedUpstream> guarded(exchange::Upstream* upstream, const std::string& party,
                                                     const Configuration& configuration);
  exchange::Surroundings surroundings(const Configuration& configuration);
  [[nodiscard]] exchange::Upstream* lawan_of_kesatu() const;
  [[nodiscard]] exchange::Upstream* lawan_of_kedua() const;
};

}  // namespace jembatan::app
