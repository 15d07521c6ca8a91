#pragma once
// Who is let in at a listener that wants the second factor: signed headers within
// a window around our clock, each once. What has been used is remembered by its
// second, of which there is one signature each: the longest window bounds the
// memory, and of the seconds in the window none is ever forgotten, so that it
// cannot be flooded. A clock that jumps does not clear it. After a start nothing
// is remembered, so whatever was signed for the second of the start or before is
// refused. Any thread; throws base::Broken where OpenSSL does not work.

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "crypto/second_factor.h"

namespace jembatan::crypto {

constexpr std::chrono::seconds longest_signature_window{3600};

struct SignatureRules {
  SecondFactorFiles files;
  std::chrono::seconds window{
      300};          ///< that a timestamp may lie before or after our clock; at most the longest
  bool once = true;  ///< each signature counts for one request
};

class SignatureGate {
 public:
  /// `factor`: loaded from the rules' files. `started`: from when on what is used is remembered.
  SignatureGate(SignatureRules rules, std::shared_ptr<const SecondFactor> factor, base::WallTime started);

  /// Nothing where the caller is let in, and its signature is then used; otherwise why not, in words of our
  /// own.
  [[nodiscard]] std::optional<std::string_view> objection(const ShownFactor& shown, base::WallTime now);

  /// Loads anew; what was used stays so. Where it does not load, what was before stays in force.
  [[nodiscard]] base::Result<void, std::vector<std::string>> reload(SignatureRules rules);

 private:
  [[nodiscard]] bool use_up(std::int64_t second, std::int64_t now);

  std::mutex mutex_;
  SignatureRules rules_;
  std::shared_ptr<const SecondFactor> factor_;
  const std::int64_t started_;
  std::set<std::int64_t> used_;  ///< seconds
};

}  // namespace jembatan::crypto
