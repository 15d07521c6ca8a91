#include "journal/space.h"

#include "journal/sqlite_handles.h"

namespace jembatan::journal {

Space space_of(Connection& connection) {
  constexpr std::string_view reading = "read from";
  const auto page = static_cast<std::uint64_t>(connection.number("PRAGMA page_size", reading));
  const auto pages = static_cast<std::uint64_t>(connection.number("PRAGMA page_count", reading));
  const auto idle = static_cast<std::uint64_t>(connection.number("PRAGMA freelist_count", reading));
  return {pages * page, idle * page};
}

}  // namespace jembatan::journal
