#pragma once
// How long the certificates and revocation lists of a configuration are still
// good, and what keeps them from being used. Reads the files each time; any
// thread.

#include <string>
#include <vector>

#include "app/configuration.h"

namespace jembatan::app {

struct Dated {
  std::string where;    ///< "listener.kesatu.tls certificate"
  std::string subject;  ///< or the issuer of a list
  base::WallTime not_before, end;
  bool is_list = false;  ///< of revoked certificates: these are made for days, not for years

  [[nodiscard]] bool expired(base::WallTime now) const { return now >= end; }
  [[nodiscard]] bool ends_soon(base::WallTime now) const;
  /// "listener.kesatu.tls certificate: CN=...: 12 days left (2026-12-06)", and what to do where that is
  /// needed.
  [[nodiscard]] std::string tell(base::WallTime now) const;
};

/// Of files that can be read.
[[nodiscard]] std::vector<Dated> certificate_terms(const Configuration& configuration);

/// Why TLS could not be begun with these files, each with its place and remedy: unreadable files, keys that
/// others may read, keys that do not fit.
[[nodiscard]] std::vector<std::string> certificate_errors(const Configuration& configuration);

}  // namespace jembatan::app
