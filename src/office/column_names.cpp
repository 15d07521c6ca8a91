// Names in files: which section they tell of, and what a misspelt one may have meant.

#include <algorithm>
#include <cctype>
#include <numeric>

#include "office/columns.h"

namespace jembatan::office {

using lampiran::Bagian;

namespace {

constexpr std::size_t longest_name = 40;

std::string folded(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) plain += static_cast<char>(std::tolower(byte));
  }
  return plain;
}

/// Levenshtein's distance.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row.back();
}

/// Whether the name is an element of this section and of no other.
bool only_in(Bagian bagian, std::string_view name) {
  for (const Bagian each : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
    if ((find_column(each, name) != nullptr) != (each == bagian)) return false;
  }
  return true;
}

}  // namespace

Bagian bagian_from(const std::vector<std::string>& names) {
  for (const Bagian bagian : {Bagian::pekerja, Bagian::pimpinan}) {
    const auto tells = [bagian](const std::string& name) { return only_in(bagian, name); };
    if (std::any_of(names.begin(), names.end(), tells)) return bagian;
  }
  return Bagian::badan_usaha;
}

std::optional<std::string_view> nearest_column(Bagian bagian, std::string_view name) {
  if (name.size() > longest_name) return std::nullopt;
  const std::string wanted = folded(name);
  std::optional<std::string_view> nearest;
  std::size_t least = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  for (const Column& column : columns_of(bagian)) {
    const std::size_t away = distance(wanted, folded(column.name));
    if (away < least && column.kind != ColumnKind::field_lain) {
      least = away;
      nearest = column.name;
    }
  }
  return nearest;
}

std::string shown_name(std::string_view name, std::string otherwise) {
  const bool is_name =
      name.size() <= longest_name && std::all_of(name.begin(), name.end(), [](char c) {
        return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '_' || c == ' ';
      });
  return is_name ? "\"" + std::string(name) + "\"" : std::move(otherwise);
}

std::string suggestion(Bagian bagian, std::string_view name) {
  const auto nearest = nearest_column(bagian, name);
  return nearest ? ", did you mean " + std::string(*nearest) + "?" : "";
}

}  // namespace jembatan::office
