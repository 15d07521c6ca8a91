#include "journal/ledger.h"

#include <utility>

#include "journal/properties.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

constexpr int kNoLeg = 0;

}  // namespace

ChainEnd chain_end(Connection& connection, Chain& chain) {
  ChainEnd end;
  {
    Query last{connection, "SELECT position, link FROM message ORDER BY position DESC LIMIT 1", kReading};
    if (last.step()) end = {last.integer(0), last.blob(1)};
  }
  if (end.position != 0) return end;
  Query gap{connection, "SELECT last, link FROM gap ORDER BY first DESC LIMIT 1", kReading};
  if (gap.step()) return {gap.integer(0), gap.blob(1)};
  return {0, chain.beginning(property(connection, kJournalId))};
}

void Ledger::append(Connection& connection, const Entry& after, const std::vector<SealedMessage>& messages,
                    base::WallTime now) {
  ChainEnd end = chain_end(connection, chain_);
  const std::string facts = chain_.facts(after);
  Link row;
  row.number = static_cast<std::int64_t>(after.number);
  row.state = static_cast<int>(after.state);
  row.at = stored(now);
  row.leg = kNoLeg;
  row.digest = nothing_;
  if (messages.empty()) add_row(connection, end, row, facts, {});
  for (const SealedMessage& message : messages) {
    row.leg = static_cast<int>(message.leg);
    row.key = message.key;
    row.digest = message.digest;
    add_row(connection, end, row, facts, message.body);
  }
}

void Ledger::append_note(Connection& connection, const SealedMessage& note, base::WallTime now) {
  ChainEnd end = chain_end(connection, chain_);
  Link row;
  row.leg = static_cast<int>(note.leg);
  row.at = stored(now);
  row.key = note.key;
  row.digest = note.digest;
  add_row(connection, end, std::move(row), Chain::no_facts(), note.body);
}

void Ledger::add_row(Connection& connection, ChainEnd& end, Link row, const std::string& facts,
                     std::string_view body) {
  row.position = end.position + 1;
  std::string link = chain_.link(end.link, row, facts);
  {
    Query insert{connection,
                 "INSERT INTO message (position, number, leg, state, at, key, body, link)"
                 " VALUES (?, nullif(?, 0), ?, ?, ?, ?, ?, ?)",
                 kWriting};
    insert.add(row.position).add(row.number).add(row.leg).add(row.state).add(row.at).add(row.key);
    insert.add_blob(body).add_blob(link).step();
  }
  end = {row.position, std::move(link)};
}

std::vector<Message> messages_of(Connection& connection, Vault& vault, std::uint64_t number) {
  Query query{connection,
              number == 0 ? "SELECT leg, at, key, body FROM message WHERE number IS NULL AND leg <> 0"
                            " ORDER BY position"
                          : "SELECT leg, at, key, body FROM message WHERE number = ? AND leg <> 0"
                            " ORDER BY position",
              kReading};
  if (number != 0) query.add(row_number(number));
  std::vector<Message> messages;
  while (query.step()) {
    Message message{static_cast<Leg>(query.integer(0)), wall_time(query.integer(1)), {}, false};
    const std::int64_t key = query.integer(2);
    message.cleared = key < 0;
    if (!message.cleared) {
      const bool known = !messages.empty() && !messages.back().cleared;
      auto bytes = vault.open(message.leg, static_cast<unsigned>(key), query.blob(3),
                              known ? &messages.back().bytes : nullptr);
      message.cleared = !bytes;  // what it was packed over has been cleared
      if (bytes) message.bytes = std::move(*bytes);
    }
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace jembatan::journal
