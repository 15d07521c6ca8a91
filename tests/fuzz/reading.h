#pragma once
// What must hold for any file of records, whatever its form. For the csv and json targets.

#include <cstdlib>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "office/byte_source.h"
#include "office/record_reader.h"

namespace jembatan::fuzz {

inline office::ByteSource source_of(std::string_view bytes) {
  return {std::make_unique<std::istringstream>(std::string(bytes)), "records"};
}

/// '0' to '2' name the section, anything else leaves it to the file.
inline std::optional<lampiran::Bagian> section_of(char selector) {
  if (selector < '0' || selector > '2') return std::nullopt;
  return static_cast<lampiran::Bagian>(selector - '0');
}

/// Reads to the end: every record has its origin, no batch is larger than asked or empty, and an error stays.
inline void read_whole(office::RecordReader& reader) {
  constexpr std::size_t most = 3;
  while (true) {
    const auto next = reader.next(most);
    if (!next) {
      const auto again = reader.next(most);
      if (again || again.error().fault != next.error().fault || text(again.error()).empty()) std::abort();
      return;
    }
    if (!*next) return;
    const auto& [records, origins] = **next;
    if (origins.empty() || origins.size() > most || lampiran::count(records) != origins.size()) std::abort();
    if (lampiran::bagian_of(records) != reader.bagian()) std::abort();
  }
}

}  // namespace jembatan::fuzz
