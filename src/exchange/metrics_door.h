#pragma once
// What was refused before there was a message, by status and reason. Any thread.
// Reasons are our own words; should there ever be more than the bound, the rest
// counts as "other".

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace jembatan::exchange {

class DoorMetrics {
 public:
  using Refusals = std::map<std::pair<unsigned, std::string>, std::uint64_t>;  ///< by status and reason
  static constexpr std::size_t most_reasons = 100;

  void refused(unsigned status, const std::string& reason) {
    const std::scoped_lock lock(mutex_);
    const std::pair key(status, reason);
    const bool known = refusals_.size() < most_reasons || refusals_.contains(key);
    ++refusals_[known ? key : std::pair(0U, std::string("other"))];
  }
  [[nodiscard]] Refusals refusals() const {
    const std::scoped_lock lock(mutex_);
    return refusals_;
  }

 private:
  mutable std::mutex mutex_;
  Refusals refusals_;
};

}  // namespace jembatan::exchange
