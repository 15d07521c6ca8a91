#include "journal/prune_payloads.h"

#include <algorithm>
#include <string>
#include <utility>

#include "journal/chain.h"
#include "journal/permit.h"
#include "journal/prune_bounds.h"
#include "journal/register_rows.h"
#include "journal/rows.h"
#include "journal/transitions.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kPruning = "prune";

constexpr std::size_t kExchangesAtOnce = 150;
constexpr std::size_t kRowsAtOnce = 500;
constexpr std::int64_t kBytesAtOnce = 8'388'608;
constexpr std::size_t kMostLeft = 100'000;
constexpr int kKeepEvery = 100;

/// A message as it stays when its bytes have gone.
struct ClearedRow {
  std::int64_t position = 0, number = 0, leg = 0, state = 0, at = 0, key = 0;
  std::string digest, link;
};

std::optional<ClearedRow> cleared_row(Connection& connection, Chain& chain, std::int64_t position) {
  Query query{connection,
              "SELECT position, number, leg, state, at, key, body, link FROM message"
              " WHERE position = ? AND key > 0",
              kReading};
  query.add(position);
  if (!query.step()) return std::nullopt;  // another process was quicker
  return ClearedRow{query.integer(0),
                    query.integer(1),
                    query.integer(2),
                    query.integer(3),
                    query.integer(4),
                    -query.integer(5),
                    chain.digest(query.blob(6)),
                    query.blob(7)};
}

/// Deleted and inserted again rather than updated: SQLite gives back the pages of rows that were deleted, but
/// not the room that a row leaves in its page when it shrinks.
void write_again(Connection& connection, const std::vector<ClearedRow>& rows) {
  for (const ClearedRow& row : rows) {
    Query query{connection, "DELETE FROM message WHERE position = ?", kPruning};
    query.add(row.position).step();
  }
  for (const ClearedRow& row : rows) {
    Query query{connection,
                "INSERT INTO message (position, number, leg, state, at, key, body, link)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                kPruning};
    query.add(row.position).add(row.number).add(row.leg).add(row.state).add(row.at).add(row.key);
    query.add_blob(row.digest).add_blob(row.link).step();
  }
}

std::uint64_t newest_of(const std::vector<ClearedRow>& rows) {
  std::int64_t newest = 0;
  for (const ClearedRow& row : rows) newest = std::max(newest, row.number);
  return static_cast<std::uint64_t>(newest);
}

}  // namespace

PayloadWalk::PayloadWalk(SqliteStore& store, const PrunePolicy& policy, Pruned& result)
    : store_(store), policy_(policy), result_(result) {
  store_.read([&](Connection& connection) { kept_ = prune_progress(connection); });
  progress_ = kept_;
}

void PayloadWalk::begin(std::optional<base::WallTime> before) {
  before_.reset();
  if (before) before_ = stored(*before);
  again_.erase(again_.begin(), again_.begin() + static_cast<std::ptrdiff_t>(looked_again_));
  again_.insert(again_.end(), progress_.left.begin(), progress_.left.end());
  std::sort(again_.begin(), again_.end());
  progress_.left.clear();
  looked_again_ = 0;
  store_.read([&](Connection& connection) { last_ = newest_received_before(connection, before_); });
}

bool PayloadWalk::step() {
  std::vector<Target> targets;
  bool some = false;
  store_.read([&](Connection& connection) {
    const auto numbers = next_numbers(connection);
    for (const std::int64_t number : numbers) look_at(connection, number, targets);
    some = !numbers.empty();
  });
  clear(targets);
  if (++steps_ % kKeepEvery == 0) keep();
  return some;
}

void PayloadWalk::keep() {
  PruneProgress now{progress_.walked,
                    {again_.begin() + static_cast<std::ptrdiff_t>(looked_again_), again_.end()}};
  now.left.insert(now.left.end(), progress_.left.begin(), progress_.left.end());
  std::sort(now.left.begin(), now.left.end());
  if (policy_.dry_run || now == kept_) return;
  store_.write([&](Connection& connection) { keep_progress(connection, now); });
  kept_ = std::move(now);
}

std::vector<std::int64_t> PayloadWalk::next_numbers(Connection& connection) {
  std::vector<std::int64_t> numbers;
  while (looked_again_ < again_.size() && numbers.size() < kExchangesAtOnce) {
    numbers.push_back(again_[looked_again_++]);
  }
  if (!numbers.empty()) return numbers;
  if (progress_.left.size() >= kMostLeft) {
    result_.warnings.push_back(
        std::to_string(progress_.left.size()) +
        " old exchanges have not ended: no newer one is cleared until some of them have");
    return numbers;
  }
  Query query{connection,
              "SELECT number FROM exchange WHERE number > ? AND number <= ? ORDER BY number LIMIT ?",
              kReading};
  query.add(progress_.walked).add(last_).add(static_cast<std::int64_t>(kExchangesAtOnce));
  while (query.step()) numbers.push_back(query.integer(0));
  if (!numbers.empty()) progress_.walked = numbers.back();
  return numbers;
}

void PayloadWalk::look_at(Connection& connection, std::int64_t number, std::vector<Target>& targets) {
  bool done = true;
  {
    Query query{connection, "SELECT state, coalesce(finished_at, received_at) FROM exchange WHERE number = ?",
                kReading};
    query.add(number);
    if (!query.step()) return;  // deleted since
    const auto state = state_named(query.text(0));
    done = state && final_state(*state) && (!before_ || query.integer(1) < *before_);
  }
  if (!done || !add_targets(connection, number, targets)) progress_.left.push_back(number);
}

/// False where one of its messages must stay yet: then all do.
bool PayloadWalk::add_targets(Connection& connection, std::int64_t number, std::vector<Target>& targets) {
  Query query{
      connection,
      "SELECT position, length(body) FROM message WHERE number = ? AND key > 0 AND leg BETWEEN 1 AND 4"
      " ORDER BY position",
      kReading};
  query.add(number);
  const std::size_t before = targets.size();
  while (query.step()) targets.push_back({query.integer(0), query.integer(1)});
  const bool all = targets.size() == before || !policy_.until_position ||
                   targets.back().position <= *policy_.until_position;
  if (!all) targets.resize(before);
  return all;
}

void PayloadWalk::clear(const std::vector<Target>& targets) {
  Chain chain;
  std::size_t at = 0;
  while (at < targets.size()) {
    std::int64_t bytes = 0;
    const std::size_t first = at;
    while (at < targets.size() && at - first < kRowsAtOnce && bytes < kBytesAtOnce)
      bytes += targets[at++].bytes;
    result_.payloads += at - first;
    result_.bytes_freed += static_cast<std::uint64_t>(bytes);
    if (policy_.dry_run) continue;
    store_.write([&](Connection& connection) {
      std::vector<ClearedRow> rows;
      for (std::size_t i = first; i < at; ++i) {
        if (auto row = cleared_row(connection, chain, targets[i].position)) rows.push_back(std::move(*row));
      }
      with_permit(connection, [&] {
        write_again(connection, rows);
        raise_register_floor(connection, newest_of(rows));
      });
    });
  }
}

}  // namespace jembatan::journal
