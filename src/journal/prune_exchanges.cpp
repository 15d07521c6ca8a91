#include "journal/prune_exchanges.h"

#include <algorithm>
#include <string>

#include "journal/chain_check.h"
#include "journal/gaps.h"
#include "journal/permit.h"
#include "journal/prune_bounds.h"
#include "journal/register_rows.h"
#include "journal/rows.h"
#include "journal/transitions.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kPruning = "prune";

constexpr std::size_t kRowsAtOnce = 500;
constexpr std::int64_t kLookedAtAtOnce = 2000;

/// Where the first exchange begins that came after `number`; nothing where none did.
std::optional<std::int64_t> beginning_after(Connection& connection, std::int64_t number) {
  Query query{connection,
              "SELECT min(position) FROM message"
              " WHERE number = (SELECT min(number) FROM exchange WHERE number > ?)",
              kReading};
  query.add(number);
  if (!query.step() || query.is_null(0)) return std::nullopt;
  return query.integer(0);
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

std::size_t messages_of(Connection& connection, std::int64_t number) {
  Query query{connection, "SELECT count(*) FROM message WHERE number = ?", kReading};
  query.add(number);
  return query.step() ? static_cast<std::size_t>(query.integer(0)) : 0;
}

void delete_exchange(Connection& connection, std::int64_t number) {
  Query query{connection, "DELETE FROM exchange WHERE number = ?", kPruning};
  query.add(number).step();
}

/// Calls `work(first, last)` for every contiguous run of ascending positions.
template <class Rows, class Work>
void each_run(const Rows& rows, const Work& work) {
  for (auto first = rows.begin(); first != rows.end();) {
    auto last = first;
    for (auto next = last + 1; next != rows.end() && next->position == last->position + 1; ++next)
      last = next;
    work(first->position, last->position);
    first = last + 1;
  }
}

}  // namespace

ExchangeWalk::ExchangeWalk(SqliteStore& store, const PrunePolicy& policy, base::WallTime before,
                           Pruned& result)
    : store_(store), policy_(policy), before_(stored(before)), result_(result) {
  store_.read([&](Connection& connection) {
    newest_ = newest_received_before(connection, before_);
    // The chain's end stays: what comes next is linked to it.
    end_ = connection.number("SELECT max(position) FROM message", kReading) - 1;
    if (policy_.until_position) end_ = std::min(end_, *policy_.until_position);
    last_ = std::min(end_, beginning_after(connection, newest_).value_or(end_ + 1) - 1);
  });
}

bool ExchangeWalk::step() {
  Batch batch;
  const std::int64_t start = position_;
  store_.read([&](Connection& connection) { batch = next_batch(connection); });
  if (!policy_.dry_run && !batch.rows.empty() && !remove(batch)) return misfit_ == 0;
  result_.messages += batch.rows.size();
  result_.exchanges += batch.numbers.size();
  for (const Row& row : batch.rows) result_.bytes_freed += static_cast<std::uint64_t>(row.bytes);
  return position_ > start;
}

ExchangeWalk::Batch ExchangeWalk::next_batch(Connection& connection) {
  Query rows{connection,
             "SELECT message.position, message.number, length(message.body), message.at, exchange.state,"
             " coalesce(exchange.finished_at, exchange.received_at) FROM message"
             " LEFT JOIN exchange ON exchange.number = message.number"
             " WHERE message.position > ? AND message.position <= ? ORDER BY message.position LIMIT ?",
             kReading};
  rows.add(position_).add(last_).add(kLookedAtAtOnce);
  Batch batch;
  while (batch.rows.size() < kRowsAtOnce && rows.step()) {
    position_ = rows.integer(0);
    const auto state = state_named(rows.text(4));
    if (rows.is_null(1)) {
      if (rows.integer(3) >= before_) continue;
      batch.rows.push_back({position_, rows.integer(2)});
      ++batch.notes;
    } else if (state && final_state(*state) && rows.integer(5) < before_) {
      add_exchange(connection, rows.integer(1), batch);
    }
  }
  std::sort(batch.rows.begin(), batch.rows.end(),
            [](const Row& a, const Row& b) { return a.position < b.position; });
  return batch;
}

/// At its first message; nothing where one of its messages has to stay yet.
void ExchangeWalk::add_exchange(Connection& connection, std::int64_t number, Batch& batch) const {
  Query query{connection, "SELECT position, length(body) FROM message WHERE number = ? ORDER BY position",
              kReading};
  query.add(number);
  std::vector<Row> rows;
  while (query.step()) rows.push_back({query.integer(0), query.integer(1)});
  if (rows.empty() || rows.front().position != position_ || rows.back().position > end_) return;
  batch.rows.insert(batch.rows.end(), rows.begin(), rows.end());
  batch.numbers.push_back(number);
}

/// False where nothing of it was removed.
bool ExchangeWalk::remove(const Batch& batch) {
  bool gone = false;
  store_.write([&](Connection& connection) {
    gone = may_go(connection, batch);
    if (!gone) return;
    with_permit(connection, [&] {
      each_run(batch.rows,
               [&](std::int64_t first, std::int64_t last) { remove_run(connection, first, last); });
      for (const std::int64_t number : batch.numbers) delete_exchange(connection, number);
      if (!batch.numbers.empty()) {
        const auto newest = *std::max_element(batch.numbers.begin(), batch.numbers.end());
        raise_register_floor(connection, static_cast<std::uint64_t>(newest));
      }
    });
  });
  if (misfit_ == 0) return gone;
  result_.warnings.push_back("message " + std::to_string(misfit_) +
                             " is missing or was changed: exchanges from about there on are not deleted; "
                             "'jembatan journal verify' says more");
  return false;
}

/// Asked in the transaction that would remove it. Pruning must not take away the traces of a change; and what
/// has got a note meanwhile, or was removed by another process, is left to the next run.
bool ExchangeWalk::may_go(Connection& connection, const Batch& batch) {
  std::size_t rows = batch.notes;
  for (const std::int64_t number : batch.numbers) rows += messages_of(connection, number);
  bool all = rows == batch.rows.size();
  each_run(batch.rows, [&](std::int64_t first, std::int64_t last) {
    const auto misfit = all ? first_misfit(connection, first, last) : std::nullopt;
    if (!misfit) return;
    all = false;
    if (!pruned(connection, *misfit)) misfit_ = *misfit;
  });
  return all;
}

void ExchangeWalk::remove_run(Connection& connection, std::int64_t first, std::int64_t last) {
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
}

}  // namespace jembatan::journal
