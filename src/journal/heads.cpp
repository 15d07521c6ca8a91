#include "journal/heads.h"

#include "crypto/signature.h"
#include "journal/ledger.h"
#include "journal/properties.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

constexpr const char* kColumns =
    "SELECT position, link, at, head.key, signature, key.public FROM head LEFT JOIN key"
    " ON key.kind = 'sign' AND key.id = head.key";

Head head_of(const Query& row, const std::string& journal_id) {
  Head head;
  head.journal_id = journal_id;
  head.position = row.integer(0);
  head.link = row.blob(1);
  head.at = wall_time(row.integer(2));
  head.key = static_cast<unsigned>(row.integer(3));
  head.signature = row.blob(4);
  head.public_key = row.blob(5);
  return head;
}

}  // namespace

std::string signed_text(const Head& head) {
  return "jembatan journal head 1\njournal " + crypto::hex(head.journal_id) + "\nposition " +
         std::to_string(head.position) + "\nlink " + crypto::hex(head.link) + "\nat " +
         base::iso8601(head.at) + "\n";
}

bool is_genuine(const Head& head) {
  return crypto::verify(head.public_key, signed_text(head), head.signature);
}

std::optional<Head> sign_head(Connection& connection, const crypto::KeyRing& keys, base::WallTime now) {
  Chain chain;
  const ChainEnd end = chain_end(connection, chain);
  if (end.position == 0) return std::nullopt;
  if (const auto latest = latest_head(connection); latest && latest->position >= end.position) {
    return std::nullopt;
  }
  Head head;
  head.journal_id = property(connection, kJournalId);
  head.position = end.position;
  head.link = end.link;
  head.at = now;
  head.key = keys.newest_signing();
  const crypto::SigningKey key(*keys.signing_seed(head.key));
  head.public_key = key.public_key();
  head.signature = key.sign(signed_text(head));
  Query insert{connection, "INSERT INTO head (position, link, at, key, signature) VALUES (?, ?, ?, ?, ?)",
               kWriting};
  insert.add(head.position)
      .add_blob(head.link)
      .add(stored(head.at))
      .add(head.key)
      .add_blob(head.signature)
      .step();
  return head;
}

std::optional<Head> latest_head(Connection& connection) {
  const std::string id = property(connection, kJournalId);
  Query query{connection, std::string(kColumns) + " ORDER BY position DESC LIMIT 1", kReading};
  if (!query.step()) return std::nullopt;
  return head_of(query, id);
}

std::vector<Head> heads_in(Connection& connection, std::int64_t after, std::size_t limit) {
  const std::string id = property(connection, kJournalId);
  Query query{connection, std::string(kColumns) + " WHERE position > ? ORDER BY position LIMIT ?", kReading};
  query.add(after).add(static_cast<std::int64_t>(limit));
  std::vector<Head> heads;
  while (query.step()) heads.push_back(head_of(query, id));
  return heads;
}

}  // namespace jembatan::journal
