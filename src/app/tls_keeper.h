#pragma once
// The TLS of the running gateway: holds what the listeners' new connections go
// by, and changes it and the upstreams' on SIGHUP or when a list of revoked
// certificates changes. What does not load leaves what was before in force, and
// the log says so. One thread changes; gate() and days_left() are for any.

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "app/certificate_terms.h"
#include "app/machinery.h"

namespace jembatan::app {

class TlsKeeper {
 public:
  /// Throws base::Broken with every error where the files do not load. Borrows the machinery.
  TlsKeeper(const Configuration& configuration, Machinery& machinery);

  /// Null where the listener is plain.
  [[nodiscard]] std::shared_ptr<const crypto::TlsGate> gate(lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? kesatu_ : kedua_;
  }

  /// For new connections; those that are open go on.
  void use(const Configuration& configuration);
  /// Reads lists of revoked certificates again that have changed.
  void look_at_lists();
  /// A line for each certificate that has expired or ends within 30 days.
  void warn_of_ends() const;
  /// Of each certificate, by where it stands and whose it is.
  [[nodiscard]] std::vector<std::pair<std::string, double>> days_left() const;

 private:
  void use_listener(lampiran::Pihak pihak, const Configuration& configuration);
  void use_upstream(lampiran::Pihak pihak, const Configuration& configuration);
  void remember(const Configuration& configuration);
  void tell(const std::string& name, const std::vector<std::string>& errors) const;

  Machinery& machinery_;
  const std::shared_ptr<crypto::TlsGate> kesatu_, kedua_;
  mutable std::mutex mutex_;  ///< guards terms_
  std::vector<Dated> terms_;
};

}  // namespace jembatan::app
