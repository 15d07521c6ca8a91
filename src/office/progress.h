#pragma once
// A progress bar on a terminal; silent anywhere else. One thread; the clock
// outlives it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace jembatan::office {

/// Where the bar is drawn. Without `write` nothing is.
struct Terminal {
  std::function<void(std::string_view)> write;
  std::size_t columns = 80;

  /// stderr where it is a terminal, otherwise silent.
  [[nodiscard]] static Terminal standard_error();
};

class Progress {
 public:
  Progress(const base::Clock& clock, Terminal terminal, std::string_view label,
           std::optional<std::uint64_t> total = std::nullopt);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  /// Finishes where finish() was not called.
  ~Progress();

  /// Redraws at most ten times a second.
  void advance(std::uint64_t by = 1);
  /// Draws the last state and ends the line, once.
  void finish();

 private:
  void draw(base::SteadyTime now);

  const base::Clock& clock_;
  Terminal terminal_;
  std::string label_;
  std::optional<std::uint64_t> total_;
  std::uint64_t done_ = 0;
  base::SteadyTime started_;
  base::SteadyTime drawn_;
  bool finished_ = false;
};

/// "pekerja [#####-----]  50%  1,000 of 2,000  500/s  0:02 left", cut to `columns`. Without a total:
/// "pekerja  1,000  500/s".
[[nodiscard]] std::string progress_line(std::string_view label, std::uint64_t done,
                                        std::optional<std::uint64_t> total, std::chrono::milliseconds elapsed,
                                        std::size_t columns);

}  // namespace jembatan::office
