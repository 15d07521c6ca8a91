#include "journal/survey.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "journal/heads.h"
#include "journal/ledger.h"
#include "journal/properties.h"
#include "journal/rows.h"
#include "journal/snapshot.h"
#include "journal/suspension_records.h"
#include "journal/transitions.h"
#include "journal/vault.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::size_t kExchangesAtOnce = 200;

std::string select_exchanges(std::string_view rest) {
  return "SELECT " + std::string{kExchangeColumns} + " FROM exchange " + std::string{rest};
}

std::optional<base::WallTime> moment(Connection& connection, std::string_view sql) {
  Query query{connection, sql, kReading};
  if (!query.step() || query.is_null(0)) return std::nullopt;
  return wall_time(query.integer(0));
}

bool fits_the_chain(Connection& connection, const Head& head) {
  if (!is_genuine(head)) return false;
  Query query{connection, "SELECT link FROM message WHERE position = ?", kReading};
  query.add(head.position);
  if (query.step()) return query.blob_view(0) == head.link;
  Query gap{connection, "SELECT link FROM gap WHERE last = ?", kReading};
  gap.add(head.position);
  return !gap.step() || gap.blob_view(0) == head.link;  // inside a gap only `verify` can tell
}

SurveyFrame frame_of(Connection& connection, const crypto::KeyRing& keys) {
  SurveyFrame frame;
  frame.last_position = connection.number("SELECT coalesce(max(position), 0) FROM message", kReading);
  // The order is the position's; the clock may have jumped among the last ones.
  frame.last_recorded =
      moment(connection, "SELECT max(at) FROM (SELECT at FROM message ORDER BY position DESC LIMIT 1000)");
  frame.oldest = moment(connection, "SELECT min(received_at) FROM exchange");
  frame.newest = moment(connection, "SELECT max(received_at) FROM exchange");
  frame.last_number = static_cast<std::uint64_t>(
      connection.number("SELECT coalesce(max(number), 0) FROM exchange", kReading));
  frame.head = latest_head(connection);
  frame.head_fits = frame.head && fits_the_chain(connection, *frame.head);
  frame.journal_id = property(connection, kJournalId);
  frame.suspensions = suspensions_in(connection, "", false);
  frame.evaluation = last_evaluation(connection, keys);
  return frame;
}

void walk_exchanges(Connection& connection, const Span& span, const std::function<void(const Entry&)>& use) {
  const std::string sql = select_exchanges(
      "INDEXED BY exchange_received WHERE received_at >= ? AND received_at < ? ORDER BY received_at");
  Query query{connection, sql, kReading};
  query.add(stored(span.since)).add(stored(span.until));
  while (query.step()) use(entry_of(query));
}

void walk_open(Connection& connection, const std::function<void(const Entry&)>& use) {
  const std::string sql = select_exchanges(
      "INDEXED BY exchange_state WHERE state IN ('pending', 'in_doubt') AND state <> 'answered'"
      " ORDER BY number");
  Query query{connection, sql, kReading};
  while (query.step()) use(entry_of(query));
}

void walk_notes(Connection& connection, Vault& vault, const Span& span,
                const std::function<void(const SurveyedNote&)>& use) {
  Query query{connection,
              "SELECT number, at, key, body FROM message INDEXED BY message_note"
              " WHERE leg = 5 AND key > 0 AND at >= ? AND at < ? ORDER BY position",
              kReading};
  query.add(stored(span.since)).add(stored(span.until));
  while (query.step()) {
    auto text = vault.open(Leg::note, static_cast<unsigned>(query.integer(2)), query.blob_view(3));
    if (!text) continue;
    use({query.is_null(0) ? 0 : static_cast<std::uint64_t>(query.integer(0)), wall_time(query.integer(1)),
         std::move(*text)});
  }
}

std::shared_ptr<const crypto::KeyRing> borrowed(const crypto::KeyRing& keys) {
  return {std::shared_ptr<void>{}, &keys};
}

/// The state of the exchange when the message at `until` was the journal's last; nothing where it was not yet
/// there.
std::optional<State> state_then(Connection& connection, std::uint64_t number, std::int64_t until) {
  Query query{connection,
              "SELECT state FROM message INDEXED BY message_number WHERE number = ? AND position <= ?"
              " ORDER BY position DESC LIMIT 1",
              kReading};
  query.add(row_number(number)).add(until);
  if (!query.step()) return std::nullopt;
  return static_cast<State>(query.integer(0));
}

std::vector<Entry> next_page(Connection& connection, const Span& span, std::uint64_t after,
                             std::uint64_t last) {
  const std::string sql = select_exchanges(
      "WHERE number > ? AND number <= ? AND received_at >= ? AND received_at < ? ORDER BY number LIMIT ?");
  Query query{connection, sql, kReading};
  query.add(row_number(after)).add(row_number(last)).add(stored(span.since)).add(stored(span.until));
  query.add(static_cast<std::int64_t>(kExchangesAtOnce));
  std::vector<Entry> page;
  while (query.step()) page.push_back(entry_of(query));
  return page;
}

/// Numbers ascend with time but for jumps of the clock: the least number of the span, to begin the walk at.
std::uint64_t least_number(Connection& connection, const Span& span) {
  Query query{connection,
              "SELECT coalesce(min(number), 1) FROM exchange INDEXED BY exchange_received"
              " WHERE received_at >= ? AND received_at < ?",
              kReading};
  query.add(stored(span.since)).add(stored(span.until));
  return query.step() ? static_cast<std::uint64_t>(query.integer(0)) : 1;
}

}  // namespace

SurveyFrame survey(SqliteStore& store, const Span& span, const SurveyUse& use) {
  SurveyFrame frame;
  store.read([&](Connection& connection) {
    const Snapshot snapshot(connection);
    Vault vault(borrowed(store.keys()), std::make_shared<Dictionary>(property(connection, kDictionary)));
    frame = frame_of(connection, store.keys());
    walk_exchanges(connection, span, use.exchange);
    walk_open(connection, use.open);
    walk_notes(connection, vault, span, use.note);
  });
  return frame;
}

void survey_messages(SqliteStore& store, const Span& span, const SurveyFrame& frame,
                     const std::function<void(const Entry&, const std::vector<Message>&)>& use) {
  std::unique_ptr<Vault> vault;
  std::uint64_t after = 0;
  for (bool more = true; more;) {
    store.read([&](Connection& connection) {
      if (!vault) {
        vault = std::make_unique<Vault>(borrowed(store.keys()),
                                        std::make_shared<Dictionary>(property(connection, kDictionary)));
        after = least_number(connection, span) - 1;
      }
      const Snapshot snapshot(connection);
      const std::vector<Entry> page = next_page(connection, span, after, frame.last_number);
      more = page.size() == kExchangesAtOnce;
      for (const Entry& entry : page) {
        after = entry.number;
        const auto state = state_then(connection, entry.number, frame.last_position);
        if (state && final_state(*state)) use(entry, messages_of(connection, *vault, entry.number));
      }
    });
  }
}

std::uint64_t last_number_before(SqliteStore& store, base::WallTime time) {
  std::uint64_t number = 0;
  store.read([&](Connection& connection) {
    Query query{
        connection,
        "SELECT coalesce(max(number), 0) FROM (SELECT number FROM exchange INDEXED BY exchange_received"
        " WHERE received_at < ? ORDER BY received_at DESC LIMIT 1000)",
        kReading};
    query.add(stored(time));
    if (query.step()) number = static_cast<std::uint64_t>(query.integer(0));
  });
  return number;
}

}  // namespace jembatan::journal
