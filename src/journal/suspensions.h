#pragma once
// Stops of the exchange with one party that operators have ordered: kept in the
// journal, so that they survive restarts and are evidence. Any thread, any
// process. Throws base::Broken where the journal does not work.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace jembatan::journal {

struct Suspension {
  std::string party;  ///< whose system nothing is sent to: "kesatu" or "kedua"
  std::string reason;
  bool force_majeure = false;  ///< Pasal 10: the other party is to be told in writing within 7 days
  std::string by;              ///< the operating system's user
  base::WallTime since{};
  std::optional<base::WallTime> until;  ///< unset: still suspended
  std::string ended_by, end_reason;

  /// The last moment for the notice of Pasal 10; unset where it is no force majeure.
  [[nodiscard]] std::optional<base::WallTime> notice_due() const;
};

class Suspensions {
 public:
  virtual ~Suspensions() = default;

  /// False, and nothing changed, where the party is suspended already.
  [[nodiscard]] virtual bool suspend(const Suspension& suspension) = 0;
  /// False where the party is not suspended.
  [[nodiscard]] virtual bool resume(std::string_view party, std::string_view by, std::string_view reason) = 0;
  [[nodiscard]] virtual std::optional<Suspension> suspended(std::string_view party) = 0;
  /// All of them, oldest first.
  [[nodiscard]] virtual std::vector<Suspension> suspensions() = 0;
};

}  // namespace jembatan::journal
