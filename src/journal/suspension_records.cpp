#include "journal/suspension_records.h"

#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";
constexpr std::string_view kWriting = "record in";

}  // namespace

std::optional<base::WallTime> Suspension::notice_due() const {
  if (!force_majeure) return std::nullopt;
  return since + std::chrono::days{7};
}

bool begin_suspension(Connection& connection, const Suspension& suspension) {
  Query insert{connection,
               "INSERT INTO suspension (party, reason, force_majeure, by, since, until, ended_by, end_reason)"
               " VALUES (?, ?, ?, ?, ?, NULL, '', '') ON CONFLICT DO NOTHING RETURNING id",
               kWriting};
  insert.add_text(suspension.party).add_text(suspension.reason).add(suspension.force_majeure ? 1 : 0);
  insert.add_text(suspension.by).add(stored(suspension.since));
  bool begun = false;
  while (insert.step()) begun = true;
  return begun;
}

bool end_suspension(Connection& connection, std::string_view party, std::string_view by,
                    std::string_view reason, base::WallTime now) {
  Query update{connection,
               "UPDATE suspension SET until = ?, ended_by = ?, end_reason = ?"
               " WHERE party = ? AND until IS NULL RETURNING id",
               kWriting};
  update.add(stored(now)).add_text(by).add_text(reason).add_text(party);
  bool ended = false;
  while (update.step()) ended = true;
  return ended;
}

std::vector<Suspension> suspensions_in(Connection& connection, std::string_view party, bool open_only) {
  Query query{connection,
              "SELECT party, reason, force_majeure, by, since, until, ended_by, end_reason FROM suspension"
              " WHERE (? = '' OR party = ?) AND (? = 0 OR until IS NULL) ORDER BY id",
              kReading};
  query.add_text(party).add_text(party).add(open_only ? 1 : 0);
  std::vector<Suspension> found;
  while (query.step()) {
    Suspension one;
    one.party = query.text(0);
    one.reason = query.text(1);
    one.force_majeure = query.integer(2) != 0;
    one.by = query.text(3);
    one.since = wall_time(query.integer(4));
    if (!query.is_null(5)) one.until = wall_time(query.integer(5));
    one.ended_by = query.text(6);
    one.end_reason = query.text(7);
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace jembatan::journal
