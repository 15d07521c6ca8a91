#pragma once
// What this process takes of the system, as it tells of itself. Any thread.
// Figures that the system does not tell are 0.

#include <cstdint>

namespace jembatan::app {

struct ProcessFigures {
  std::uint64_t open_descriptors = 0, most_descriptors = 0;
  std::uint64_t resident_bytes = 0;
};

[[nodiscard]] ProcessFigures process_figures();

}  // namespace jembatan::app
