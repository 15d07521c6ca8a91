#pragma once
// Exports a journal, or its older part, to one file that is a journal itself:
// sealed and chained as the original, with its signed heads and gaps, so that
// verify() proves it without a secret and a store opens it for reading with the
// keys. One thread; a gateway may go on writing. Fails: see new_file.h.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "journal/sqlite_store.h"
#include "journal/verify.h"

namespace jembatan::journal {

struct ArchiveOptions {
  std::string to_file;
  /// Up to the first head that was signed at or after that time; nothing: up to now.
  std::optional<base::WallTime> before;
};

struct Archived {
  std::int64_t last_position = 0;  ///< the archive holds all that the journal had up to it
  std::uint64_t messages = 0, exchanges = 0, bytes = 0;
  Verified verified;  ///< the archive, read again from its file
};

/// Signs a head first, since an archive ends at a signed one. A file that could not be finished is removed.
[[nodiscard]] base::Result<Archived, std::string> export_archive(SqliteStore& store,
                                                                 const ArchiveOptions& options);

}  // namespace jembatan::journal
