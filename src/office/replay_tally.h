#pragma once
// What a replay came to: counted while it runs, summed up at its end, for people
// and for programs. One thread at a time.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "office/replay.h"

namespace jembatan::office {

class ReplayTally {
 public:
  /// `named`: the exchanges were named by number, so that one that is forbidden is a refusal.
  ReplayTally(ReplayMode mode, bool named) : mode_(mode), named_(named) {}

  void add(const Attempt& attempt);
  /// `left` were due and not begun, since `why`.
  void stopped(const std::string& why, std::uint64_t left);

  [[nodiscard]] std::uint64_t tried() const { return tried_; }
  [[nodiscard]] bool differs() const { return different_ > 0; }
  /// Whether all that was asked for has been done: nothing failed, was refused or is left.
  [[nodiscard]] bool clean() const;

  [[nodiscard]] std::string text() const;

  struct Occasion {
    std::vector<std::pair<std::string, std::string>> filter;  ///< as given, without identifiers of persons
    base::WallTime started{}, finished{};
  };
  /// One JSON object.
  [[nodiscard]] std::string json(const Occasion& occasion) const;

 private:
  ReplayMode mode_;
  bool named_;
  std::uint64_t tried_ = 0, failed_ = 0, impossible_ = 0, forbidden_ = 0, before_ = 0;
  std::uint64_t same_ = 0, different_ = 0, kept_ = 0, left_ = 0;
  std::string stopped_;  ///< why; "" where it was not
  std::map<std::string, std::uint64_t> outcomes_;
  std::vector<std::pair<std::uint64_t, std::string>> failures_;
};

/// One line about the attempt for people, and one more for each thing to know about it.
[[nodiscard]] std::string attempt_text(const Attempt& attempt);

}  // namespace jembatan::office
