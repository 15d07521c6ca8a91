#pragma once
// What a benchmark tells tools/bench: one JSON object a line on stdout.

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace jembatan::bench {

/// A bound that a figure is held to; `none` where it is only shown.
struct Target {
  enum Kind { none, at_least, below } kind = none;
  double bound = 0;
};

/// `what` and `unit` hold no quotes.
inline void print_row(const std::string& what, double value, const char* unit, Target target = {}) {
  std::printf(R"({"what":"%s","value":%.6g,"unit":"%s")", what.c_str(), value, unit);
  if (target.kind == Target::at_least) std::printf(R"(,"at_least":%.6g)", target.bound);
  if (target.kind == Target::below) std::printf(R"(,"below":%.6g)", target.bound);
  std::printf("}\n");
  std::fflush(stdout);
}

/// `values` must not be empty.
inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace jembatan::bench
