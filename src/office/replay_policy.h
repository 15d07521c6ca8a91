#pragma once
// What may be replayed to the other party, operation by operation ([replay] in
// the configuration). Plain values, any thread, nothing fails.

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "soap/operasi.h"

namespace jembatan::office {

enum class ReplayRule {
  free,     ///< again as it was, or under a new idPesan
  same_id,  ///< under its own idPesan only, so that a party that honours it does nothing twice
  never,
};

[[nodiscard]] std::string_view name(ReplayRule rule);  ///< "free", "same-id", "never"
[[nodiscard]] std::optional<ReplayRule> replay_rule_named(std::string_view text);

class ReplayPolicy {
 public:
  void set(std::string_view operation, ReplayRule rule) {
    rules_.insert_or_assign(std::string(operation), rule);
  }

  /// What was set; otherwise free for what reads, same_id for what writes.
  [[nodiscard]] ReplayRule rule(const soap::Operasi& operasi) const;

 private:
  std::map<std::string, ReplayRule, std::less<>> rules_;
};

}  // namespace jembatan::office
