#include "journal/chain_check.h"

#include <string>

#include "journal/chain.h"
#include "journal/properties.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";

/// The link that the message at `first` follows; "" where there is none.
std::string link_before(Connection& connection, Chain& chain, std::int64_t first) {
  if (first == 1) return chain.beginning(property(connection, kJournalId));
  for (const char* sql :
       {"SELECT link FROM message WHERE position = ?", "SELECT link FROM gap WHERE last = ?"}) {
    Query query{connection, sql, kReading};
    query.add(first - 1);
    if (query.step()) return query.blob(0);
  }
  return {};
}

std::string facts_of(Connection& connection, Chain& chain, const Link& link) {
  if (link.number == 0) return Chain::no_facts();
  static const std::string sql =
      "SELECT " + std::string{kExchangeColumns} + " FROM exchange WHERE number = ?";
  Query query{connection, sql, kReading};
  query.add(link.number);
  if (!query.step()) return {};
  Entry entry = entry_of(query);
  entry.state = static_cast<State>(link.state);
  return chain.facts(entry);
}

Link link_of(const Query& row, Chain& chain) {
  Link link;
  link.position = row.integer(0);
  link.number = row.integer(1);
  link.leg = static_cast<int>(row.integer(2));
  link.state = static_cast<int>(row.integer(3));
  link.at = row.integer(4);
  const std::int64_t key = row.integer(5);
  link.key = key < 0 ? -key : key;
  link.digest = key < 0 ? row.blob(6) : chain.digest(row.blob(6));
  return link;
}

}  // namespace

std::optional<std::int64_t> first_misfit(Connection& connection, std::int64_t first, std::int64_t last) {
  Chain chain;
  std::string before = link_before(connection, chain, first);
  std::int64_t expected = first;
  Query rows{connection,
             "SELECT position, number, leg, state, at, key, body, link FROM message"
             " WHERE position BETWEEN ? AND ? ORDER BY position",
             kReading};
  rows.add(first).add(last);
  for (; rows.step(); ++expected) {
    const Link link = link_of(rows, chain);
    if (link.position != expected) return expected;
    const std::string facts = facts_of(connection, chain, link);
    const std::string kept = rows.blob(7);
    if (chain.link(before, link, facts) != kept) return expected;
    before = kept;
  }
  if (expected <= last) return expected;
  return std::nullopt;
}

}  // namespace jembatan::journal
