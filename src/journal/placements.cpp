#include "journal/placements.h"

#include "crypto/keyed_hash.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";
constexpr std::string_view kName = "placement";

std::string key_for_writing(Connection& connection) {
  std::string key = placement_key(connection);
  if (!key.empty()) return key;
  key = crypto::random_bytes(32);
  Query insert{connection, "INSERT INTO secret (name, bytes) VALUES (?, ?)", kWriting};
  insert.add_text(kName).add_blob(key).step();
  return key;
}

}  // namespace

std::string placement_key(Connection& connection) {
  Query query{connection, "SELECT bytes FROM secret WHERE name = ?", kReading};
  query.add_text(kName);
  return query.step() ? query.blob(0) : std::string();
}

void record_placements(Connection& connection, std::uint64_t number,
                       const std::vector<Placement>& placements) {
  if (placements.empty()) return;
  const std::string key = key_for_writing(connection);
  for (const Placement& placement : placements) {
    Query insert{connection,
                 "INSERT OR IGNORE INTO placement (worker, party, company)"
                 " SELECT ?, party, ? FROM exchange WHERE number = ?",
                 kWriting};
    insert.add(crypto::keyed_number(key, placement.worker))
        .add(crypto::keyed_number(key, placement.company))
        .add(static_cast<std::int64_t>(number))
        .step();
  }
}

std::vector<bool> elsewhere(Connection& connection, std::string_view party,
                            const std::vector<Placement>& placements) {
  std::vector<bool> result(placements.size(), false);
  const std::string key = placement_key(connection);
  if (key.empty()) return result;
  for (std::size_t i = 0; i < placements.size(); ++i) {
    Query query{connection, "SELECT 1 FROM placement WHERE worker = ? AND party = ? AND company <> ? LIMIT 1",
                kReading};
    query.add(crypto::keyed_number(key, placements[i].worker))
        .add_text(party)
        .add(crypto::keyed_number(key, placements[i].company));
    result[i] = query.step();
  }
  return result;
}

}  // namespace jembatan::journal
