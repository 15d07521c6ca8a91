#include "journal/prune_bounds.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";

}  // namespace

std::int64_t newest_received_before(Connection& connection, std::optional<std::int64_t> before) {
  if (!before) return connection.number("SELECT max(number) FROM exchange", kReading);
  // Latest by the clock is not always newest; the highest number among the latest few thousand is.
  Query query{connection,
              "SELECT max(number) FROM (SELECT number FROM exchange INDEXED BY exchange_received"
              " WHERE received_at < ? ORDER BY received_at DESC LIMIT 10000)",
              kReading};
  query.add(*before);
  return query.step() ? query.integer(0) : 0;
}

std::uint64_t unsettled_before(Connection& connection, std::int64_t before) {
  Query query{connection,
              "SELECT count(*) FROM exchange INDEXED BY exchange_state WHERE state <> 'answered'"
              " AND state IN ('received', 'pending', 'sending', 'in_doubt') AND received_at < ?",
              kReading};
  query.add(before);
  return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 0;
}

}  // namespace jembatan::journal
