#pragma once
// A Filter as SQL. Which index leads is decided here and not by SQLite, which
// does not know that most exchanges end alike. Pure: any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "journal/sqlite_handles.h"
#include "journal/store.h"

namespace jembatan::journal {

struct Selection {
  std::string from_where;  ///< " FROM exchange ... WHERE ..."
  std::vector<std::variant<std::int64_t, std::string>> values;

  /// The selection must outlive the query.
  void add_to(Query& query) const;
};

/// `mark`: the keyed hash of filter.identifier, where that is set.
[[nodiscard]] Selection selection(const Filter& filter, std::optional<std::int64_t> mark = std::nullopt);

}  // namespace jembatan::journal
