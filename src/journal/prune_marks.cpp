#include "journal/prune_marks.h"

#include <limits>
#include <string>

#include "journal/properties.h"
#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kPruning = "prune";

constexpr std::string_view kSwept = "marks_swept_at";  ///< milliseconds since 1970, decimal digits
constexpr std::int64_t kKeysAtOnce = 20'000;
constexpr std::size_t kRowsAtOnce = 1000;

bool exists(Connection& connection, std::int64_t number) {
  Query query{connection, "SELECT 1 FROM exchange WHERE number = ?", kReading};
  query.add(number);
  return query.step();
}

}  // namespace

MarkSweep::MarkSweep(SqliteStore& store, std::int64_t newest, Pruned& result)
    : store_(store), newest_(newest), result_(result), last_(std::numeric_limits<std::int64_t>::min(), 0) {
  store_.read([&](Connection& connection) {
    oldest_kept_ = connection.number("SELECT min(number) FROM exchange", kReading);
  });
}

bool MarkSweep::due() {
  std::string kept;
  store_.read([&](Connection& connection) { kept = property(connection, kSwept); });
  if (kept.empty()) return true;
  const auto passed = store_.clock().wall() - wall_time(std::stoll(kept));
  return passed < std::chrono::hours{0} || passed >= std::chrono::hours{24};
}

bool MarkSweep::step() {
  std::vector<Mark> orphans;
  store_.read([&](Connection& connection) { orphans = next_orphans(connection); });
  std::size_t at = 0;
  while (at < orphans.size()) {
    const std::size_t end = std::min(orphans.size(), at + kRowsAtOnce);
    remove({orphans.begin() + static_cast<std::ptrdiff_t>(at),
            orphans.begin() + static_cast<std::ptrdiff_t>(end)});
    at = end;
  }
  return more_;
}

void MarkSweep::finish() {
  const std::string now = std::to_string(stored(store_.clock().wall()));
  store_.write([&](Connection& connection) { set_property(connection, kSwept, now); });
}

std::vector<MarkSweep::Mark> MarkSweep::next_orphans(Connection& connection) {
  std::vector<Mark> keys, orphans;
  {
    Query query{connection,
                "SELECT hash, number FROM mark WHERE (hash, number) > (?, ?) ORDER BY hash, number LIMIT ?",
                kReading};
    query.add(last_.first).add(last_.second).add(kKeysAtOnce);
    while (query.step()) keys.emplace_back(query.integer(0), query.integer(1));
  }
  more_ = !keys.empty();
  if (more_) last_ = keys.back();
  for (const Mark& key : keys) {
    const bool kept = key.second >= oldest_kept_ && (key.second > newest_ || exists(connection, key.second));
    if (!kept) orphans.push_back(key);
  }
  return orphans;
}

void MarkSweep::remove(const std::vector<Mark>& marks) {
  store_.write([&](Connection& connection) {
    for (const auto& [hash, number] : marks) {
      Query query{connection, "DELETE FROM mark WHERE hash = ? AND number = ?", kPruning};
      query.add(hash).add(number).step();
    }
  });
  result_.marks += marks.size();
}

}  // namespace jembatan::journal
