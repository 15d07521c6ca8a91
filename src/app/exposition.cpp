#include "app/exposition.h"

#include <array>
#include <charconv>
#include <cmath>

namespace jembatan::app {

namespace {

std::string_view name(Exposition::Type type) {
  switch (type) {
    case Exposition::Type::counter:
      return "counter";
    case Exposition::Type::gauge:
      return "gauge";
    case Exposition::Type::histogram:
      return "histogram";
  }
  return "untyped";
}

/// Label values and help texts are one line each.
std::string escaped(std::string_view text, bool quoted) {
  std::string result;
  for (const char letter : text) {
    if (letter == '\n') {
      result += "\\n";
    } else if (letter == '\\' || (quoted && letter == '"')) {
      result += {'\\', letter};
    } else {
      result += letter;
    }
  }
  return result;
}

template <class Number>
std::string in_figures(Number value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return in_figures(value);
}

}  // namespace

void Exposition::family(std::string_view family, Type type, std::string_view help) {
  family_ = family;
  text_ += "# HELP " + family_ + ' ' + escaped(help, false) + '\n';
  text_ += "# TYPE " + family_ + ' ' + std::string(name(type)) + '\n';
}

void Exposition::line(std::string_view suffix, const Labels& labels, std::string_view value) {
  text_ += family_;
  text_ += suffix;
  char before = '{';
  for (const auto& [label, text] : labels) {
    text_ += before + std::string(label) + "=\"" + escaped(text, true) + '"';
    before = ',';
  }
  if (!labels.empty()) text_ += '}';
  text_ += ' ';
  text_ += value;
  text_ += '\n';
}

void Exposition::sample(const Labels& labels, std::uint64_t value) {
  line("", labels, in_figures(value));
}

void Exposition::sample(const Labels& labels, double value) {
  line("", labels, number(value));
}

void Exposition::histogram(const Labels& labels, const base::Histogram::Look& look, double per_unit) {
  Labels bounded = labels;
  bounded.emplace_back("le", "");
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < look.counts.size(); ++i) {
    so_far += look.counts[i];
    const bool last = i == look.bounds.size();
    bounded.back().second = last ? "+Inf" : number(static_cast<double>(look.bounds[i]) / per_unit);
    line("_bucket", bounded, in_figures(so_far));
  }
  line("_sum", labels, number(static_cast<double>(look.sum) / per_unit));
  line("_count", labels, in_figures(so_far));
}

}  // namespace jembatan::app
