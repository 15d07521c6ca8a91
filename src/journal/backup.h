#pragma once
// A copy of a journal while it is in use, and the way back. Both are verified
// before anybody relies on them. One thread. Fails: see new_file.h.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "journal/sqlite_store.h"
#include "journal/verify.h"

namespace jembatan::journal {

/// What a person must know of a copy to rely on it.
struct Copied {
  Verified verified;  ///< the copy, read again from its file
  std::uint64_t bytes = 0;
  std::uint64_t last_number = 0;  ///< the newest exchange in it; 0: none
  base::WallTime last_received{};
  std::uint64_t open = 0;  ///< exchanges in it that had not ended
};

/// Told of pages done and of all; false stops the copy, which is then removed.
using CopyProgress = std::function<bool(int done, int all)>;

/// Copies one snapshot: everything that was acknowledged before it began, and perhaps a little more.
[[nodiscard]] base::Result<Copied, std::string> backup(SqliteStore& store, const std::string& to_file,
                                                       const CopyProgress& progress = {});

/// Puts a backup where a journal is to be; the caller holds the lock that keeps gateways away. Refuses what
/// does not verify, an archive, other keys, and a place where something is.
[[nodiscard]] base::Result<Copied, std::string> restore(const std::string& from_file,
                                                        const std::string& to_file,
                                                        const crypto::KeyRing& keys);

}  // namespace jembatan::journal
