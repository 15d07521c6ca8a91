#pragma once
// Harm done to an answer: the answers that come instead of one, and the ones
// that look like one. Pure functions, and the board on which a worker tells the
// damaged front what to do to a connection.

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "http/server.h"
#include "sandbox/fault_spec.h"
#include "soap/codec.h"

namespace jembatan::sandbox {

/// For what strikes afterwards and not on the wire: what becomes of a sound answer to `operasi`, which may be
/// null. An answer that cannot suffer the fault stays as it is.
[[nodiscard]] http::Response damaged(http::Response response, FaultKind kind, const soap::Operasi* operasi,
                                     soap::SoapVersion version, soap::Codec& codec);

/// What the front does instead of passing the answer on.
struct WireDamage {
  FaultKind kind = FaultKind::reset;
  unsigned status = 0;
};

/// Which wire damage a fault does, if any.
[[nodiscard]] std::optional<WireDamage> wire_damage(const FaultSpec& spec);

/// By the peer that the server behind the front sees ("127.0.0.1:51234"). Any thread.
class DamageBoard {
 public:
  void post(const std::string& peer, WireDamage damage) {
    const std::scoped_lock lock(mutex_);
    posted_[peer] = damage;
  }
  [[nodiscard]] std::optional<WireDamage> take(const std::string& peer) {
    const std::scoped_lock lock(mutex_);
    const auto found = posted_.extract(peer);
    return found ? std::optional(found.mapped()) : std::nullopt;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, WireDamage> posted_;
};

}  // namespace jembatan::sandbox
