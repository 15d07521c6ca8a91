#include "journal/properties.h"

#include <algorithm>
#include <vector>

#include "crypto/keyed_hash.h"
#include "crypto/signature.h"
#include "journal/compression.h"
#include "journal/register_rows.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

std::vector<crypto::KeyFact> noted_keys(Connection& connection) {
  Query query{connection, "SELECT kind, id, fingerprint FROM key ORDER BY kind, id", kReading};
  std::vector<crypto::KeyFact> keys;
  while (query.step()) {
    keys.push_back({query.text(0), static_cast<unsigned>(query.integer(1)), query.text(2)});
  }
  return keys;
}

[[noreturn]] void refuse(const Connection& connection, const crypto::KeyFact& key,
                         const base::SafeText& why) {
  throw base::Broken("journal: '" + base::vouched(connection.file(), base::Origin::settings) +
                     "' was written with " + base::vouched(key.kind, base::Origin::program) + " key " +
                     key.id + " (fingerprint " + base::vouched(key.fingerprint, base::Origin::program) +
                     "), but the key file " + why +
                     ": name the key file that belongs to this journal in [journal] keys");
}

}  // namespace

std::string property(Connection& connection, std::string_view name) {
  Query query{connection, "SELECT bytes FROM property WHERE name = ?", kReading};
  query.add_text(name);
  return query.step() ? query.blob(0) : std::string();
}

void set_property(Connection& connection, std::string_view name, const std::string& bytes) {
  Query insert{connection,
               "INSERT INTO property (name, bytes) VALUES (?, ?)"
               " ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes",
               kWriting};
  insert.add_text(name).add_blob(bytes).step();
}

void make_properties(Connection& connection) {
  connection.command("BEGIN IMMEDIATE", kWriting);
  try {
    if (property(connection, kJournalId).empty()) {
      set_property(connection, kJournalId, crypto::random_bytes(16));
      set_property(connection, kDictionary, fresh_dictionary());
      set_property(connection, kRegisterFormProperty, std::string(kRegisterForm));
    }
    connection.command("COMMIT", kWriting);
  } catch (const base::Broken&) {
    if (connection.in_transaction()) connection.execute("ROLLBACK", "take back");
    throw;
  }
}

void check_keys(Connection& connection, const crypto::KeyRing& keys) {
  const auto given = keys.all();
  for (const crypto::KeyFact& noted : noted_keys(connection)) {
    const auto found = std::find_if(given.begin(), given.end(), [&](const crypto::KeyFact& key) {
      return key.kind == noted.kind && key.id == noted.id;
    });
    if (found == given.end()) refuse(connection, noted, "lacks it");
    if (found->fingerprint != noted.fingerprint)
      refuse(connection, noted, "has another one under that number");
  }
}

void note_keys(Connection& connection, const crypto::KeyRing& keys, base::WallTime now) {
  for (const crypto::KeyFact& key : keys.all()) {
    const crypto::Secret* seed = key.kind == "sign" ? keys.signing_seed(key.id) : nullptr;
    const std::string public_key = seed != nullptr ? crypto::SigningKey(*seed).public_key() : std::string();
    Query insert{connection,
                 "INSERT OR IGNORE INTO key (kind, id, fingerprint, public, since) VALUES (?, ?, ?, ?, ?)",
                 kWriting};
    insert.add_text(key.kind)
        .add(key.id)
        .add_text(key.fingerprint)
        .add_blob(public_key)
        .add(stored(now))
        .step();
  }
}

}  // namespace jembatan::journal
