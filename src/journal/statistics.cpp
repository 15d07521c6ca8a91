#include "journal/statistics.h"

#include <memory>

#include "journal/properties.h"
#include "journal/rows.h"
#include "journal/vault.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";

void count_exchanges(Connection& connection, Statistics& result) {
  Query query{connection, "SELECT state, outcome, count(*) FROM exchange GROUP BY state, outcome", kReading};
  while (query.step()) {
    result.groups.push_back({query.text(0), query.text(1), static_cast<std::uint64_t>(query.integer(2))});
    result.exchanges += result.groups.back().exchanges;
  }
}

std::optional<base::WallTime> received(Connection& connection, const char* sql) {
  Query query{connection, sql, kReading};
  if (!query.step() || query.is_null(0)) return std::nullopt;
  return wall_time(query.integer(0));
}

void count_messages(Connection& connection, Statistics& result) {
  Query query{connection,
              "SELECT count(*), coalesce(sum(key < 0), 0), coalesce(sum(iif(key > 0, length(body), 0)), 0),"
              " coalesce(max(position), 0) FROM message",
              kReading};
  if (!query.step()) return;
  result.messages = static_cast<std::uint64_t>(query.integer(0));
  result.cleared = static_cast<std::uint64_t>(query.integer(1));
  result.sealed_bytes = static_cast<std::uint64_t>(query.integer(2));
  result.last_position = query.integer(3);
}

/// The first member's value: notes are written by note_text(), some by others; those count as "other".
std::string what_is_told(const std::string& note) {
  constexpr std::string_view begins = "{\"what\":\"";
  if (note.compare(0, begins.size(), begins) != 0) return "other";
  return note.substr(begins.size(), note.find('"', begins.size()) - begins.size());
}

void count_notes(Connection& connection, Vault& vault, Statistics& result) {
  Query query{connection, "SELECT key, body FROM message INDEXED BY message_note WHERE leg = 5 AND key > 0",
              kReading};
  while (query.step()) {
    const std::string note =
        vault.open(Leg::note, static_cast<unsigned>(query.integer(0)), query.blob(1)).value_or("");
    ++result.notes[what_is_told(note)];
  }
}

}  // namespace

Statistics statistics(SqliteStore& store) {
  Statistics result;
  result.last_head = store.latest_head();
  store.read([&](Connection& connection) {
    const std::shared_ptr<const crypto::KeyRing> keys(std::shared_ptr<void>{}, &store.keys());
    Vault vault(keys, std::make_shared<Dictionary>(property(connection, kDictionary)));
    count_exchanges(connection, result);
    result.oldest = received(connection, "SELECT min(received_at) FROM exchange");
    result.newest = received(connection, "SELECT max(received_at) FROM exchange");
    count_messages(connection, result);
    count_notes(connection, vault, result);
    result.space = space_of(connection);
  });
  return result;
}

}  // namespace jembatan::journal
