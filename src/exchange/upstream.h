#pragma once
// The other party's system as the exchange sees it. Implementations are safe
// for any thread.

#include <chrono>
#include <string>
#include <variant>

#include "base/clock.h"
#include "base/safe_text.h"
#include "soap/messages.h"

namespace jembatan::exchange {

struct Outgoing {
  const soap::Operasi* operasi = nullptr;
  soap::SoapVersion version = soap::SoapVersion::v11;
  std::string_view bytes;
};

/// Something came back whole: an answer, a Fault or rubbish; the exchange judges which.
struct Answered {
  unsigned http_status = 0;
  std::string content_type, body;
};
/// No byte of the body left: safe to send again.
struct NotSent {
  base::SafeText reason;
  bool suspended = false;  ///< operators have stopped the exchange with this party (PERTUKARAN_DIHENTIKAN)
};
/// The body may have arrived. Never folded into failure.
struct InDoubt {
  base::SafeText reason;
  std::string first_bytes;
};
using Delivery = std::variant<Answered, NotSent, InDoubt>;

/// Whether a call would be tried now.
struct Standing {
  /// closed: calls go through. open: the party does not answer, nothing is tried until `next_probe`.
  /// half_open: one call at a time finds out whether it answers again. suspended: operators have stopped it.
  enum class Kind { closed, open, half_open, suspended };

  Kind kind = Kind::closed;
  std::string reason;  ///< of the last failure, or the operators'; empty where it is closed
  base::WallTime since{};
  base::SteadyTime next_probe{};  ///< where it is open
};

class Upstream {
 public:
  virtual ~Upstream() = default;
  [[nodiscard]] virtual Delivery send(const Outgoing& outgoing) = 0;
  /// Whether the party honours idPesan, so that a write in doubt may be sent again.
  [[nodiscard]] virtual bool idempotent() const = 0;
  /// Always closed for a system that is called whatever happens.
  [[nodiscard]] virtual Standing standing() const { return {}; }
};

}  // namespace jembatan::exchange
