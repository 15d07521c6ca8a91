#include "journal/backlog.h"

#include "journal/rows.h"
#include "journal/snapshot.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "count what waits in";

std::uint64_t counted(Connection& connection, std::string_view sql) {
  return static_cast<std::uint64_t>(connection.number(sql, kReading));
}

}  // namespace

Backlog backlog(SqliteStore& store) {
  Backlog result;
  store.read([&](Connection& connection) {
    const Snapshot snapshot(connection);
    // The second condition is what the partial index is made by.
    result.pending = counted(connection,
                             "SELECT count(*) FROM exchange INDEXED BY exchange_state"
                             " WHERE state = 'pending' AND state <> 'answered'");
    result.in_doubt = counted(connection,
                              "SELECT count(*) FROM exchange INDEXED BY exchange_state"
                              " WHERE state = 'in_doubt' AND state <> 'answered'");
    result.held =
        counted(connection, "SELECT count(*) FROM exchange INDEXED BY exchange_held WHERE held = 1");
    Query oldest{connection,
                 "SELECT received_at FROM exchange INDEXED BY exchange_state"
                 " WHERE state = 'pending' AND state <> 'answered' ORDER BY number LIMIT 1",
                 kReading};
    if (oldest.step()) result.oldest_pending = wall_time(oldest.integer(0));
  });
  return result;
}

}  // namespace jembatan::journal
