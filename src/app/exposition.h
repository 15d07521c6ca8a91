#pragma once
// Prometheus' text exposition format, version 0.0.4: families of samples with
// HELP and TYPE. Numbers go in with their own unit and come out in the base unit.
// One thread.
// https://prometheus.io/docs/instrumenting/exposition_formats/

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/histogram.h"

namespace jembatan::app {

class Exposition {
 public:
  enum class Type { counter, gauge, histogram };
  using Labels = std::vector<std::pair<std::string_view, std::string>>;

  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

  /// What follows belongs to this family. `name` in full: "jembatan_requests_total".
  void family(std::string_view name, Type type, std::string_view help);
  void sample(const Labels& labels, std::uint64_t value);
  void sample(const Labels& labels, double value);
  /// `per_unit` of the histogram's units make one base unit: 1e6 for microseconds in seconds.
  void histogram(const Labels& labels, const base::Histogram::Look& look, double per_unit);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void line(std::string_view suffix, const Labels& labels, std::string_view value);

  std::string text_;
  std::string family_;
};

}  // namespace jembatan::app
