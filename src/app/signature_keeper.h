#pragma once
// The second factor of the running gateway: holds what the listeners ask of
// their callers, and rereads it and what the upstreams are sent on SIGHUP. What
// does not load leaves what was before in force, and the log says so. One thread
// changes; gate() is for any.

#include <memory>
#include <string>
#include <vector>

#include "app/machinery.h"
#include "crypto/signature_gate.h"

namespace jembatan::app {

class SignatureKeeper {
 public:
  /// Throws base::Broken with every error where the files do not load. Borrows the machinery.
  SignatureKeeper(const Configuration& configuration, Machinery& machinery);

  /// Null where the listener asks for none.
  [[nodiscard]] std::shared_ptr<crypto::SignatureGate> gate(lampiran::Pihak pihak) const {
    return pihak == lampiran::Pihak::kesatu ? kesatu_ : kedua_;
  }

  void use(const Configuration& configuration);

 private:
  void use_listener(lampiran::Pihak pihak, const Configuration& configuration);
  void use_upstream(lampiran::Pihak pihak, const Configuration& configuration);
  void tell(const std::string& name, const std::vector<std::string>& errors) const;

  Machinery& machinery_;
  const std::shared_ptr<crypto::SignatureGate> kesatu_, kedua_;
};

/// Why calls could not be signed or their signatures not be judged, each with its section and remedy.
[[nodiscard]] std::vector<std::string> signature_errors(const Configuration& configuration);

}  // namespace jembatan::app
