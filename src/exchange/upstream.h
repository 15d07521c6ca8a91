#pragma once
// The other party's system as the exchange sees it. Implementations are safe
// for any thread.

#include <chrono>
#include <string>
#include <variant>

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
  std::string reason;
};
/// The body may have arrived. Never folded into failure.
struct InDoubt {
  std::string reason;
  std::string first_bytes;
};
using Delivery = std::variant<Answered, NotSent, InDoubt>;

class Upstream {
 public:
  virtual ~Upstream() = default;
  [[nodiscard]] virtual Delivery send(const Outgoing& outgoing) = 0;
  /// Whether the party honours idPesan, so that a write in doubt may be sent again.
  [[nodiscard]] virtual bool idempotent() const = 0;
};

}  // namespace jembatan::exchange
