#pragma once
// Exchanges and their messages as rows: the writes of the store, to be run in the
// writer's transaction. Throws Broken.

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "journal/ledger.h"
#include "journal/placements.h"
#include "journal/register_row.h"
#include "journal/sqlite_handles.h"
#include "journal/store.h"

namespace jembatan::journal {

/// What a step brings, made ready outside the transaction.
struct Prepared {
  std::vector<SealedMessage> messages;
  std::vector<std::int64_t> marks;  ///< of the identifiers
  std::vector<std::int64_t> companies;
  std::vector<PlacementRow> placements;
  std::optional<std::vector<Claim>> claims;  ///< on the register
};

[[nodiscard]] std::variant<Opened, Seen> record_new(Connection& connection, Ledger& ledger, Entry entry,
                                                    const Prepared& prepared, base::WallTime now);

[[nodiscard]] bool record_change(Connection& connection, Ledger& ledger, std::uint64_t number, State expected,
                                 const Change& change, const Prepared& prepared, base::WallTime now);

/// A note on an exchange in whatever state, or on the journal as a whole (0). Throws where there is no such
/// exchange.
void record_note(Connection& connection, Ledger& ledger, std::uint64_t number,
                 const std::vector<SealedMessage>& note, base::WallTime now);

}  // namespace jembatan::journal
