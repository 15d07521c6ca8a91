#include "journal/evaluations.h"

#include <charconv>
#include <memory>
#include <string_view>

#include "journal/note.h"
#include "journal/properties.h"
#include "journal/rows.h"
#include "journal/vault.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kWhat = "evaluation";
constexpr std::string_view kBegins = R"({"what":"evaluation","on":")";
constexpr std::string_view kBy = R"("by":")";
constexpr std::size_t kDay = 10;  // YYYY-MM-DD

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<base::Date> day_of(std::string_view text) {
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)),
             day = digits(text.substr(8));
  if (!year || !month || !day) return std::nullopt;
  const base::Date date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                        std::chrono::day{*day}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// What note_text() has written as the member `by`, without its escapes of quote and backslash.
std::string member_by(std::string_view note) {
  const std::size_t at = note.find(kBy);
  std::string by;
  if (at == std::string_view::npos) return by;
  for (std::size_t i = at + kBy.size(); i < note.size() && note[i] != '"'; ++i) {
    if (note[i] == '\\' && i + 1 < note.size()) ++i;
    by += note[i];
  }
  return by;
}

std::optional<Evaluation> told(std::string_view note, base::WallTime at) {
  if (!note.starts_with(kBegins) || note.size() < kBegins.size() + kDay) return std::nullopt;
  const auto day = day_of(note.substr(kBegins.size(), kDay));
  if (!day) return std::nullopt;
  return Evaluation{*day, at, member_by(note)};
}

}  // namespace

void record_evaluation(SqliteStore& store, base::Date held_on, const std::string& by) {
  store.note(0, note_text(kWhat, {{"on", base::iso8601(held_on)}, {"by", by}}));
}

std::optional<Evaluation> last_evaluation(Connection& connection, const crypto::KeyRing& keys) {
  const std::shared_ptr<const crypto::KeyRing> shared(std::shared_ptr<void>{}, &keys);
  Vault vault(shared, std::make_shared<Dictionary>(property(connection, kDictionary)));
  Query query{connection,
              "SELECT at, key, body FROM message INDEXED BY message_number"
              " WHERE number IS NULL AND leg = 5 AND key > 0 ORDER BY position DESC",
              "read from"};
  while (query.step()) {
    const auto note = vault.open(Leg::note, static_cast<unsigned>(query.integer(1)), query.blob_view(2));
    if (!note) continue;
    if (auto evaluation = told(*note, wall_time(query.integer(0)))) return evaluation;
  }
  return std::nullopt;
}

std::optional<Evaluation> last_evaluation(SqliteStore& store) {
  std::optional<Evaluation> found;
  store.read([&](Connection& connection) { found = last_evaluation(connection, store.keys()); });
  return found;
}

}  // namespace jembatan::journal
