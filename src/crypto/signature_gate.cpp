#include "crypto/signature_gate.h"

#include <iterator>
#include <utility>

namespace jembatan::crypto {

namespace {

std::int64_t second_of(base::WallTime time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace

SignatureGate::SignatureGate(SignatureRules rules, std::shared_ptr<const SecondFactor> factor,
                             base::WallTime started)
    : rules_(std::move(rules)), factor_(std::move(factor)), started_(second_of(started)) {}

std::optional<std::string_view> SignatureGate::objection(const ShownFactor& shown, base::WallTime now) {
  const std::lock_guard lock(mutex_);
  const auto second = factor_->second_signed(shown);
  if (!second) return second.error();
  const std::int64_t now_second = second_of(now);
  if (*second < now_second - rules_.window.count()) return "X-timestamp is too old";
  if (*second > now_second + rules_.window.count()) return "X-timestamp lies in the future";
  if (rules_.once && *second <= started_) return "it was signed before the gateway's start";
  if (!use_up(*second, now_second) && rules_.once) return "its signature has been used";
  return std::nullopt;
}

/// False where it has been used before. Over the bound the second farthest from now goes: one that lies
/// outside any window, which alone cannot fill it.
bool SignatureGate::use_up(std::int64_t second, std::int64_t now) {
  constexpr auto bound = static_cast<std::size_t>(2 * longest_signature_window.count() + 1);
  if (!used_.insert(second).second) return false;
  if (used_.size() <= bound) return true;
  const bool oldest_is_farther = now - *used_.begin() >= *used_.rbegin() - now;
  used_.erase(oldest_is_farther ? used_.begin() : std::prev(used_.end()));
  return true;
}

base::Result<void, std::vector<std::string>> SignatureGate::reload(SignatureRules rules) {
  auto loaded = SecondFactor::load(rules.files);
  if (!loaded) return base::fail(std::move(loaded.error()));
  const std::lock_guard lock(mutex_);
  rules_ = std::move(rules);
  factor_ = std::move(*loaded);
  return {};
}

}  // namespace jembatan::crypto
