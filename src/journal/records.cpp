#include "journal/records.h"

#include <string>
#include <utility>

#include "journal/marks.h"
#include "journal/register_rows.h"
#include "journal/rows.h"
#include "journal/transitions.h"
#include "journal/waiting.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

/// Only the members that are set: an index entry is rewritten where its column is named, changed or not.
std::string update_of(const Change& change) {
  std::string sql = "UPDATE exchange SET state = ?";
  if (change.outcome) sql += ", outcome = ?";
  if (change.reason) sql += ", reason = ?";
  if (change.binds_id) sql += ", binds_id = ?";
  if (change.held) sql += ", held = ?";
  if (change.finished_at) sql += ", finished_at = ?";
  if (change.durations) sql += ", guard_us = ?, decode_us = ?, judge_us = ?, send_us = ?, total_us = ?";
  if (change.attempts) sql += ", attempts = ?";
  if (change.refusals) sql += ", refusals = ?";
  if (change.records) sql += ", records = ?";
  if (change.rejected) sql += ", rejected = ?";
  return sql + " WHERE number = ? AND state = ? RETURNING " + std::string{kExchangeColumns};
}

/// In the order of update_of().
void add_members(Query& update, const Change& change) {
  update.add_text(name(change.to));
  for (const auto* text : {&change.outcome, &change.reason}) {
    if (*text) update.add_text(**text);
  }
  for (const auto* flag : {&change.binds_id, &change.held}) {
    if (*flag) update.add(**flag ? 1 : 0);
  }
  if (change.finished_at) update.add(stored(*change.finished_at));
  if (const auto& took = change.durations) {
    update.add(took->guard).add(took->decode).add(took->judge).add(took->send).add(took->total);
  }
  for (const auto* count : {&change.attempts, &change.refusals, &change.records, &change.rejected}) {
    if (*count) update.add(**count);
  }
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

/// Before the numbers have an exchange to refer to, none can be added.
std::int64_t insert_exchange(Connection& connection, const Entry& entry) {
  Query insert{connection,
               "INSERT INTO exchange (party, section, operation, id_pesan, binds_id, content_digest,"
               " soap_version, peer, state, outcome, reason, received_at, finished_at, guard_us, decode_us,"
               " judge_us, send_us, total_us, rules_digest, replay_of, replay_mode, attempts, refusals, held,"
               " records, rejected)"
               " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
               kWriting};
  add_columns(insert, entry);
  insert.step();
  return sqlite3_last_insert_rowid(connection.handle());
}

}  // namespace

std::variant<Opened, Seen> record_new(Connection& connection, Ledger& ledger, Entry entry,
                                      const Prepared& prepared, base::WallTime now) {
  if (entry.binds_id) {
    if (auto seen = bound_exchange(connection, entry.party, entry.id_pesan)) return Seen{std::move(*seen)};
  }
  Opened opened;
  if (entry.state == State::sending && somebody_waits(connection, prepared.companies)) {
    opened.queued = true;
    entry.state = State::pending;
    entry.attempts = 0;
  }
  const std::int64_t number = insert_exchange(connection, entry);
  opened.number = entry.number = static_cast<std::uint64_t>(number);
  if (!final_state(entry.state)) take_lanes(connection, number, prepared.companies);
  add_marks(connection, number, prepared.marks);
  ledger.append(connection, entry, prepared.messages, now);
  return opened;
}

bool record_change(Connection& connection, Ledger& ledger, std::uint64_t number, State expected,
                   const Change& change, const Prepared& prepared, base::WallTime now) {
  std::optional<Entry> after;
  {
    const std::string sql = update_of(change);
    Query update{connection, sql, kWriting};
    add_members(update, change);
    update.add(row_number(number)).add_text(name(expected));
    while (update.step()) after = entry_of(update);
  }
  if (!after) return false;
  const std::int64_t row = row_number(number);
  if (final_state(after->state)) leave_lanes(connection, row);
  add_marks(connection, row, prepared.marks);
  record_placements(connection, after->party, prepared.placements);
  if (prepared.claims) record_claims(connection, {}, *after, *prepared.claims);
  ledger.append(connection, *after, prepared.messages, now);
  return true;
}

void record_note(Connection& connection, Ledger& ledger, std::uint64_t number,
                 const std::vector<SealedMessage>& note, base::WallTime now) {
  if (number == 0) return ledger.append_note(connection, note.front(), now);
  static const std::string sql =
      "SELECT " + std::string{kExchangeColumns} + " FROM exchange WHERE number = ?";
  std::optional<Entry> entry;
  {
    Query query{connection, sql, kReading};
    query.add(row_number(number));
    if (query.step()) entry = entry_of(query);
  }
  if (!entry)
    throw base::Broken(base::SafeText("journal: there is no exchange ") + number + " to note anything on");
  ledger.append(connection, *entry, note, now);
}

}  // namespace jembatan::journal
