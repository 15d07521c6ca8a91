#include "journal/marks.h"

namespace jembatan::journal {

void add_marks(Connection& connection, std::int64_t number, const std::vector<std::int64_t>& marks) {
  Query insert{connection, "INSERT OR IGNORE INTO mark (hash, number) VALUES (?, ?)", "record in"};
  for (const std::int64_t mark : marks) insert.again().add(mark).add(number).step();
}

}  // namespace jembatan::journal
