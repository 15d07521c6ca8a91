#include "app/toml_section.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace jembatan::app {

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row[b.size()];
}

std::string nearest(std::string_view key, const std::set<std::string, std::less<>>& known) {
  std::string best;
  std::size_t least = 4;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(key, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace

TomlSection::TomlSection(const toml::table* table, std::string name, std::string file,
                         std::vector<std::string>& errors)
    : table_(table), name_(std::move(name)), file_(std::move(file)), errors_(errors) {}

std::string TomlSection::full(std::string_view key) const {
  return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
}

std::string TomlSection::place(const toml::node* node) const {
  const auto line = node != nullptr ? node->source().begin.line : 0;
  return line > 0 ? file_ + ":" + std::to_string(line) + ": " : file_ + ": ";
}

const toml::node* TomlSection::take(std::string_view key) {
  known_.emplace(key);
  return table_ != nullptr ? table_->get(key) : nullptr;
}

void TomlSection::complain(std::string_view key, const std::string& what) {
  const toml::node* node = table_ != nullptr ? table_->get(key) : nullptr;
  errors_.push_back(place(node != nullptr ? node : table_) + full(key) + ' ' + what);
}

std::optional<std::string> TomlSection::text(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return std::nullopt;
  if (auto value = node->value_exact<std::string>()) return value;
  complain(key, "must be text in quotes");
  return std::nullopt;
}

std::string TomlSection::required_text(std::string_view key) {
  const bool absent = take(key) == nullptr;
  auto value = text(key);
  if (absent) complain(key, "is missing");
  if (value && value->empty()) complain(key, "must not be empty");
  return value.value_or("");
}

std::int64_t TomlSection::integer(std::string_view key, std::int64_t otherwise, std::int64_t least,
                                  std::int64_t most) {
  const toml::node* node = take(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value_exact<std::int64_t>();
  if (value && *value >= least && *value <= most) return *value;
  complain(key, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return otherwise;
}

bool TomlSection::boolean(std::string_view key, bool otherwise) {
  const toml::node* node = take(key);
  if (node == nullptr) return otherwise;
  if (const auto value = node->value_exact<bool>()) return *value;
  complain(key, "must be true or false");
  return otherwise;
}

std::optional<base::Date> TomlSection::required_date(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) {
    complain(key, "is missing; write a date such as 2026-01-31, without quotes");
    return std::nullopt;
  }
  const auto value = node->value_exact<toml::date>();
  if (!value) {
    complain(key, "must be a date such as 2026-01-31, without quotes");
    return std::nullopt;
  }
  return base::Date{std::chrono::year{value->year}, std::chrono::month{value->month},
                    std::chrono::day{value->day}};
}

std::vector<std::string> TomlSection::texts(std::string_view key) {
  const toml::node* node = take(key);
  if (node == nullptr) return {};
  std::vector<std::string> result;
  if (const toml::array* array = node->as_array()) {
    for (const toml::node& element : *array) {
      if (const auto value = element.value_exact<std::string>()) result.push_back(*value);
    }
    if (result.size() == array->size()) return result;
  }
  complain(key, "must be a list of texts, such as [\"a\", \"b\"]");
  return {};
}

std::vector<std::pair<std::string, std::string>> TomlSection::all_texts() {
  std::vector<std::pair<std::string, std::string>> result;
  if (table_ == nullptr) return result;
  for (const auto& [key, node] : *table_) {
    known_.emplace(key.str());
    if (const auto value = node.value_exact<std::string>()) {
      result.emplace_back(std::string(key.str()), *value);
    } else {
      complain(key.str(), "must be text in quotes");
    }
  }
  return result;
}

std::vector<std::pair<std::string, std::string>> TomlSection::text_table(std::string_view key) {
  return section(key).all_texts();
}

TomlSection TomlSection::section(std::string_view key) {
  const toml::node* node = take(key);
  if (node != nullptr && !node->is_table()) complain(key, "must be a section, [" + full(key) + "]");
  return {node != nullptr ? node->as_table() : nullptr, full(key), file_, errors_};
}

std::vector<TomlSection> TomlSection::sections(std::string_view key) {
  const toml::node* node = take(key);
  std::vector<TomlSection> result;
  if (node == nullptr) return result;
  const toml::array* array = node->as_array();
  if (array == nullptr || !array->is_homogeneous<toml::table>()) {
    complain(key, "must be a list of sections, [[" + full(key) + "]]");
    return result;
  }
  for (const toml::node& element : *array) result.emplace_back(element.as_table(), full(key), file_, errors_);
  return result;
}

void TomlSection::finish() {
  if (table_ == nullptr) return;
  for (const auto& [key, node] : *table_) {
    if (known_.count(key.str()) != 0) continue;
    const std::string suggestion = nearest(key.str(), known_);
    errors_.push_back(place(&node) + "unknown key " + full(key.str()) +
                      (suggestion.empty() ? "" : "; did you mean " + suggestion + "?"));
  }
}

std::string beside(const std::string& file, const std::string& path) {
  if (path.empty()) return path;
  return (std::filesystem::path(file).parent_path() / path).lexically_normal().string();
}

}  // namespace jembatan::app
