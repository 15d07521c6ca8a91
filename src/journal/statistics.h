#pragma once
// What a journal holds, counted. Reads every exchange and every message's head,
// never a payload but the notes: some seconds for millions. One thread; a gateway
// may go on writing. Throws base::Broken.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/head.h"
#include "journal/space.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {

struct Statistics {
  struct Group {
    std::string state, outcome;
    std::uint64_t exchanges = 0;
  };
  std::vector<Group> groups;
  std::uint64_t exchanges = 0;
  std::optional<base::WallTime> oldest, newest;  ///< received
  std::uint64_t messages = 0, cleared = 0;
  std::uint64_t sealed_bytes = 0;
  std::map<std::string, std::uint64_t> notes;  ///< by what was done: "show", "prune", ...
  std::int64_t last_position = 0;
  std::optional<Head> last_head;
  Space space;
};

[[nodiscard]] Statistics statistics(SqliteStore& store);

}  // namespace jembatan::journal
