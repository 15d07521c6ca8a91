#include "journal/prune_exchanges.h"

#include <algorithm>
#include <set>
#include <string>

#include "journal/chain_check.h"
#include "journal/gaps.h"
#include "journal/permit.h"
#include "journal/prune_bounds.h"
#include "journal/rows.h"
#include "journal/transitions.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kPruning = "prune";

constexpr std::int64_t kRowsAtOnce = 500;

std::int64_t last_message_of(Connection& connection, std::int64_t number) {
  Query query{connection, "SELECT max(position) FROM message WHERE number = ?", kReading};
  query.add(number);
  return query.step() ? query.integer(0) : 0;
}

/// Heads over messages that are gone prove nothing any more; the last one stays whatever it covers.
void delete_heads_inside(Connection& connection, const Gap& gap) {
  Query query{connection,
              "DELETE FROM head WHERE position >= ? AND position < ?"
              " AND position < (SELECT max(position) FROM head)",
              kPruning};
  query.add(gap.first).add(gap.last).step();
}

bool pruned(Connection& connection, std::int64_t position) {
  Query query{connection, "SELECT 1 FROM gap WHERE first <= ? AND last >= ?", kReading};
  query.add(position).add(position);
  return query.step();
}

bool delete_if_empty(Connection& connection, std::int64_t number) {
  Query query{connection,
              "DELETE FROM exchange WHERE number = ?"
              " AND NOT EXISTS (SELECT 1 FROM message WHERE message.number = exchange.number)",
              kPruning};
  query.add(number).step();
  return sqlite3_changes(connection.handle()) > 0;
}

}  // namespace

ExchangeWalk::ExchangeWalk(SqliteStore& store, const PrunePolicy& policy, base::WallTime before,
                           Pruned& result)
    : store_(store), policy_(policy), before_(stored(before)), result_(result) {
  store_.read([&](Connection& connection) {
    newest_ = newest_received_before(connection, before_);
    last_ = last_message_of(connection, newest_);
    // The chain's end stays: what comes next is linked to it.
    last_ = std::min(last_, connection.number("SELECT max(position) FROM message", kReading) - 1);
  });
  if (policy_.until_position) last_ = std::min(last_, *policy_.until_position);
}

bool ExchangeWalk::step() {
  std::vector<Run> runs;
  const std::int64_t start = position_;
  store_.read([&](Connection& connection) { runs = next_runs(connection); });
  if (policy_.dry_run) {
    count(runs);
  } else if (!runs.empty()) {
    remove(runs);
  }
  return position_ > start && misfit_ == 0;
}

std::vector<ExchangeWalk::Run> ExchangeWalk::next_runs(Connection& connection) {
  Query rows{connection,
             "SELECT message.position, message.number, length(message.body), message.at, exchange.state,"
             " coalesce(exchange.finished_at, exchange.received_at) FROM message"
             " LEFT JOIN exchange ON exchange.number = message.number"
             " WHERE message.position > ? AND message.position <= ? ORDER BY message.position LIMIT ?",
             kReading};
  rows.add(position_).add(last_).add(kRowsAtOnce);
  std::vector<Run> runs;
  std::int64_t end_of_run = 0;
  while (rows.step()) {
    position_ = rows.integer(0);
    const auto state = state_named(rows.text(4));
    const bool goes = rows.is_null(1) ? rows.integer(3) < before_
                                      : state && final_state(*state) && rows.integer(5) < before_;
    if (!goes) continue;
    if (runs.empty() || end_of_run + 1 != position_) runs.emplace_back();
    runs.back().push_back({position_, rows.integer(1), rows.integer(2)});
    end_of_run = position_;
  }
  return runs;
}

void ExchangeWalk::remove(const std::vector<Run>& runs) {
  store_.write([&](Connection& connection) {
    for (const Run& run : runs) {
      if (const auto misfit = first_misfit(connection, run.front().position, run.back().position)) {
        if (pruned(connection, *misfit)) continue;  // another process was quicker
        misfit_ = *misfit;
        return;
      }
      with_permit(connection, [&] { remove(connection, run); });
    }
  });
  if (misfit_ == 0) return;
  result_.warnings.push_back(
      "message " + std::to_string(misfit_) +
      " is missing or was changed: nothing is deleted from there on; 'jembatan journal "
      "verify' says more");
}

void ExchangeWalk::remove(Connection& connection, const Run& run) {
  const std::int64_t first = run.front().position, last = run.back().position;
  std::string link;
  {
    Query query{connection, "SELECT link FROM message WHERE position = ?", kReading};
    query.add(last);
    if (query.step()) link = query.blob(0);
  }
  {
    Query query{connection, "DELETE FROM message WHERE position BETWEEN ? AND ?", kPruning};
    query.add(first).add(last).step();
  }
  delete_heads_inside(connection,
                      keep_gap(connection, store_.keys(), first, last, link, store_.clock().wall()));
  std::set<std::int64_t> numbers;
  for (const Row& row : run) {
    if (row.number != 0) numbers.insert(row.number);
    result_.bytes_freed += static_cast<std::uint64_t>(row.bytes);
  }
  result_.messages += run.size();
  for (const std::int64_t number : numbers) result_.exchanges += delete_if_empty(connection, number) ? 1 : 0;
}

void ExchangeWalk::count(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    result_.messages += run.size();
    for (const Row& row : run) {
      result_.bytes_freed += static_cast<std::uint64_t>(row.bytes);
      if (row.number != 0 && counted_.insert(row.number).second) ++result_.exchanges;
    }
  }
}

}  // namespace jembatan::journal
