#include "journal/rows.h"

#include <limits>

namespace jembatan::journal {
namespace {

unsigned count_of(std::int64_t value) {
  return static_cast<unsigned>(value);
}

}  // namespace

std::int64_t row_number(std::uint64_t number) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return number <= most ? static_cast<std::int64_t>(number) : 0;
}

std::int64_t stored(base::WallTime time) {
  return time.time_since_epoch().count();
}

base::WallTime wall_time(std::int64_t value) {
  return base::WallTime{base::WallTime::duration{value}};
}

State state_in(const Query& row, int column) {
  // A CHECK of the table keeps others out; a damaged file may hold them all the same.
  if (const auto state = state_named(row.text(column))) return *state;
  throw base::Broken(
      "journal: an exchange is in no state that there is: the file is damaged; take the latest backup");
}

Entry entry_of(const Query& row) {
  int column = 0;
  Entry entry;
  entry.number = static_cast<std::uint64_t>(row.integer(column++));
  entry.party = row.text(column++);
  entry.section = row.text(column++);
  entry.operation = row.text(column++);
  entry.id_pesan = row.text(column++);
  entry.binds_id = row.integer(column++) != 0;
  entry.content_digest = row.text(column++);
  entry.soap_version = row.text(column++);
  entry.peer = row.text(column++);
  entry.state = state_in(row, column++);
  entry.outcome = row.text(column++);
  entry.reason = row.text(column++);
  entry.received_at = wall_time(row.integer(column++));
  if (!row.is_null(column)) entry.finished_at = wall_time(row.integer(column));
  ++column;
  entry.durations.guard = row.integer(column++);
  entry.durations.decode = row.integer(column++);
  entry.durations.judge = row.integer(column++);
  entry.durations.send = row.integer(column++);
  entry.durations.total = row.integer(column++);
  entry.rules_digest = row.text(column++);
  entry.replay_of = static_cast<std::uint64_t>(row.integer(column++));
  entry.replay_mode = row.text(column++);
  entry.attempts = count_of(row.integer(column++));
  entry.refusals = count_of(row.integer(column++));
  entry.held = row.integer(column++) != 0;
  entry.records = count_of(row.integer(column++));
  entry.rejected = count_of(row.integer(column++));
  return entry;
}

void add_columns(Query& query, const Entry& entry) {
  query.add_text(entry.party).add_text(entry.section).add_text(entry.operation).add_text(entry.id_pesan);
  query.add(entry.binds_id ? 1 : 0).add_text(entry.content_digest).add_text(entry.soap_version);
  query.add_text(entry.peer).add_text(name(entry.state)).add_text(entry.outcome).add_text(entry.reason);
  query.add(stored(entry.received_at));
  if (entry.finished_at) {
    query.add(stored(*entry.finished_at));
  } else {
    query.add_null();
  }
  const Durations& took = entry.durations;
  query.add(took.guard).add(took.decode).add(took.judge).add(took.send).add(took.total);
  query.add_text(entry.rules_digest)
      .add(static_cast<std::int64_t>(entry.replay_of))
      .add_text(entry.replay_mode);
  query.add(entry.attempts).add(entry.refusals).add(entry.held ? 1 : 0);
  query.add(entry.records).add(entry.rejected);
}

}  // namespace jembatan::journal
