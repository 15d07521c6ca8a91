#pragma once
// How much of its file a journal uses. For whoever holds the connection. Throws
// Broken.

#include <cstdint>

namespace jembatan::journal {

class Connection;

struct Space {
  std::uint64_t file_bytes = 0;  ///< of the database file once all is moved into it from the WAL
  std::uint64_t free_bytes = 0;  ///< of them in pages that nothing uses: new rows take them first

  [[nodiscard]] std::uint64_t used() const { return file_bytes - free_bytes; }
};

[[nodiscard]] Space space_of(Connection& connection);

}  // namespace jembatan::journal
