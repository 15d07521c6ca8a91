#include "office/replay_policy.h"

namespace jembatan::office {

std::string_view name(ReplayRule rule) {
  switch (rule) {
    case ReplayRule::free:
      return "free";
    case ReplayRule::same_id:
      return "same-id";
    case ReplayRule::never:
      return "never";
  }
  return "";
}

std::optional<ReplayRule> replay_rule_named(std::string_view text) {
  for (const ReplayRule rule : {ReplayRule::free, ReplayRule::same_id, ReplayRule::never}) {
    if (name(rule) == text) return rule;
  }
  return std::nullopt;
}

ReplayRule ReplayPolicy::rule(const soap::Operasi& operasi) const {
  const auto set = rules_.find(operasi.nama);
  if (set != rules_.end()) return set->second;
  return operasi.writes() ? ReplayRule::same_id : ReplayRule::free;
}

}  // namespace jembatan::office
