#include "journal/placements.h"

#include <optional>
#include <utility>

#include "crypto/keyed_hash.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";
constexpr std::string_view kName = "placement";

/// Numbers of a message's workers and of its company, which is the same from worker to worker.
class Numbers {
 public:
  explicit Numbers(std::string key) : key_(std::move(key)) {}

  [[nodiscard]] std::int64_t worker(const Placement& placement) const {
    return crypto::keyed_number(key_, placement.worker);
  }
  [[nodiscard]] std::int64_t company(const Placement& placement) {
    if (placement.company != company_) {
      company_ = placement.company;
      number_ = crypto::keyed_number(key_, placement.company);
    }
    return number_;
  }

 private:
  std::string key_;
  std::optional<std::string> company_;
  std::int64_t number_ = 0;
};

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
  Numbers numbers(key_for_writing(connection));
  for (const Placement& placement : placements) {
    Query insert{connection,
                 "INSERT OR IGNORE INTO placement (worker, party, company)"
                 " SELECT ?, party, ? FROM exchange WHERE number = ?",
                 kWriting};
    insert.add(numbers.worker(placement))
        .add(numbers.company(placement))
        .add(static_cast<std::int64_t>(number))
        .step();
  }
}

std::vector<bool> elsewhere(Connection& connection, std::string_view party,
                            const std::vector<Placement>& placements) {
  std::vector<bool> result(placements.size(), false);
  std::string key = placement_key(connection);
  if (key.empty()) return result;
  Numbers numbers(std::move(key));
  for (std::size_t i = 0; i < placements.size(); ++i) {
    Query query{connection, "SELECT 1 FROM placement WHERE worker = ? AND party = ? AND company <> ? LIMIT 1",
                kReading};
    query.add(numbers.worker(placements[i])).add_text(party).add(numbers.company(placements[i]));
    result[i] = query.step();
  }
  return result;
}

}  // namespace jembatan::journal
