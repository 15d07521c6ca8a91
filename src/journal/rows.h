#pragma once
// Between an Entry and a row of the table exchange. Pure but for the query.

#include <string_view>

#include "journal/entry.h"
#include "journal/sqlite_handles.h"

namespace jembatan::journal {

/// In the order in which entry_of() reads them.
inline constexpr std::string_view kExchangeColumns =
    "number, party, section, operation, id_pesan, binds_id, content_digest, soap_version, peer, state, "
    "outcome,"
    " reason, received_at, finished_at, guard_us, decode_us, judge_us, send_us, total_us, rules_digest,"
    " replay_of, replay_mode, attempts, refusals, held, records, rejected";

/// The row that `row` stands on.
/// Throws base::Broken where the column holds no state.
[[nodiscard]] State state_in(const Query& row, int column);
[[nodiscard]] Entry entry_of(const Query& row);

/// Adds every column but number.
void add_columns(Query& query, const Entry& entry);

/// A number that no row can have is 0 to SQLite.
[[nodiscard]] std::int64_t row_number(std::uint64_t number);

[[nodiscard]] std::int64_t stored(base::WallTime time);
[[nodiscard]] base::WallTime wall_time(std::int64_t stored);

}  // namespace jembatan::journal
