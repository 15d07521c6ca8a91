#include "journal/records.h"

#include <limits>
#include <string>

#include "journal/placements.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

/// A number that no row can have is 0 to SQLite.
std::int64_t key(std::uint64_t number) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return number <= most ? static_cast<std::int64_t>(number) : 0;
}

void append(Connection& connection, std::int64_t number, const LegBytes& messages, base::WallTime now) {
  if (messages.empty()) return;
  std::int64_t seq = 0;
  {
    Query last{connection, "SELECT max(seq) FROM message WHERE number = ?", kReading};
    last.add(number).step();
    seq = last.integer(0);
  }
  for (const auto& [leg, bytes] : messages) {
    Query insert{connection, "INSERT INTO message (number, seq, leg, at, bytes) VALUES (?, ?, ?, ?, ?)",
                 kWriting};
    insert.add(number).add(++seq).add(static_cast<int>(leg)).add(stored(now)).add_blob(bytes).step();
  }
}

/// Only the members that are set: an index entry is rewritten where its column is named, changed or not.
std::string update_of(const Change& change) {
  std::string sql = "UPDATE exchange SET state = ?";
  if (change.outcome) sql += ", outcome = ?";
  if (change.reason) sql += ", reason = ?";
  if (change.id_pesan) sql += ", id_pesan = ?";
  if (change.operation) sql += ", operation = ?";
  if (change.section) sql += ", section = ?";
  if (change.content_digest) sql += ", content_digest = ?";
  if (change.rules_digest) sql += ", rules_digest = ?";
  if (change.binds_id) sql += ", binds_id = ?";
  if (change.finished_at) sql += ", finished_at = ?";
  if (change.durations) sql += ", guard_us = ?, decode_us = ?, judge_us = ?, send_us = ?, total_us = ?";
  if (change.attempts) sql += ", attempts = ?";
  if (change.records) sql += ", records = ?";
  if (change.rejected) sql += ", rejected = ?";
  return sql + " WHERE number = ? AND state = ?";
}

/// In the order of update_of().
void add_members(Query& update, const Change& change) {
  update.add_text(name(change.to));
  for (const auto* text : {&change.outcome, &change.reason, &change.id_pesan, &change.operation,
                           &change.section, &change.content_digest, &change.rules_digest}) {
    if (*text) update.add_text(**text);
  }
  if (change.binds_id) update.add(*change.binds_id ? 1 : 0);
  if (change.finished_at) update.add(stored(*change.finished_at));
  if (const auto& took = change.durations) {
    update.add(took->guard).add(took->decode).add(took->judge).add(took->send).add(took->total);
  }
  for (const auto* count : {&change.attempts, &change.records, &change.rejected}) {
    if (*count) update.add(**count);
  }
}

}  // namespace

std::variant<Opened, Seen> record_new(Connection& connection, const Entry& entry, const LegBytes& messages,
                                      base::WallTime now) {
  if (entry.binds_id) {
    if (auto seen = bound_exchange(connection, entry.party, entry.id_pesan)) return Seen{std::move(*seen)};
  }
  {
    Query insert{
        connection,
        "INSERT INTO exchange (party, section, operation, id_pesan, binds_id, content_digest,"
        " soap_version, peer, state, outcome, reason, received_at, finished_at, guard_us, decode_us,"
        " judge_us, send_us, total_us, rules_digest, replay_of, replay_mode, attempts, records, rejected)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        kWriting};
    add_columns(insert, entry);
    insert.step();
  }
  const std::int64_t number = sqlite3_last_insert_rowid(connection.handle());
  append(connection, number, messages, now);
  return Opened{static_cast<std::uint64_t>(number)};
}

bool record_change(Connection& connection, std::uint64_t number, State expected, const Change& change,
                   base::WallTime now) {
  {
    const std::string sql = update_of(change);
    Query update{connection, sql, kWriting};
    add_members(update, change);
    update.add(key(number)).add_text(name(expected)).step();
  }
  if (sqlite3_changes(connection.handle()) == 0) return false;
  append(connection, key(number), change.messages, now);
  record_placements(connection, number, change.placements);
  return true;
}

std::optional<Entry> exchange(Connection& connection, std::uint64_t number) {
  static const std::string sql =
      "SELECT " + std::string{kExchangeColumns} + " FROM exchange WHERE number = ?";
  Query query{connection, sql, kReading};
  query.add(key(number));
  if (!query.step()) return std::nullopt;
  return entry_of(query);
}

std::optional<Entry> bound_exchange(Connection& connection, std::string_view party,
                                    std::string_view id_pesan) {
  static const std::string sql = "SELECT " + std::string{kExchangeColumns} +
                                 " FROM exchange INDEXED BY exchange_bound"
                                 " WHERE id_pesan = ? AND party = ? AND binds_id = 1";
  Query query{connection, sql, kReading};
  query.add_text(id_pesan).add_text(party);
  if (!query.step()) return std::nullopt;
  return entry_of(query);
}

std::vector<Message> messages_of(Connection& connection, std::uint64_t number) {
  Query query{connection, "SELECT leg, at, bytes FROM message WHERE number = ? ORDER BY seq", kReading};
  query.add(key(number));
  std::vector<Message> messages;
  while (query.step()) {
    messages.push_back({static_cast<Leg>(query.integer(0)), wall_time(query.integer(1)), query.blob(2)});
  }
  return messages;
}

}  // namespace jembatan::journal
