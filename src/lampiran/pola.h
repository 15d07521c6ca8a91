#pragma once
// The patterns an addendum may give a field: a small part of XML Schema's
// regular expressions, matched against the whole text in time bounded by
// the number of its parts times the square of the length. Plain values; any
// thread.
//
// A pattern is a row of parts, each a character, \d, \ and a character, or a
// class like [A-Z0-9-], followed by nothing, ?, *, +, {n} or {n,m}. ASCII only;
// no groups, no alternatives, and every other sign needs its \.

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace jembatan::lampiran {

class Pola {
 public:
  /// What is wrong with the pattern, in words.
  [[nodiscard]] static base::Result<Pola, std::string> parse(std::string_view text);

  [[nodiscard]] bool matches(std::string_view text) const;

 private:
  struct Part {
    std::bitset<128> allowed;
    std::size_t least = 1;
    std::size_t most = 1;
    [[nodiscard]] bool allows(char c) const {
      const auto byte = static_cast<unsigned char>(c);
      return byte < allowed.size() && allowed[byte];
    }
  };
  /// Whether the text divides with each part taking all it can from the left; most texts that match do.
  [[nodiscard]] bool matches_greedily(std::string_view text) const;
  /// Whether it divides in any way.
  [[nodiscard]] bool matches_somehow(std::string_view text) const;

  std::vector<Part> parts_;

  friend class PolaReader;
};

}  // namespace jembatan::lampiran
