#include "journal/selection.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include "journal/rows.h"

namespace jembatan::journal {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::int64_t clamped(std::uint64_t number) {
  return static_cast<std::int64_t>(std::min(number, static_cast<std::uint64_t>(kMost)));
}

bool unusual_state(const Filter& filter) {
  return filter.state && *filter.state != State::answered;
}
bool unusual_outcome(const Filter& filter) {
  return filter.outcome && !filter.outcome->empty() && *filter.outcome != "SELESAI";
}
bool replays_only(const Filter& filter) {
  return filter.replays.value_or(false) || filter.replay_of.value_or(0) != 0;
}

/// The rarest first. Within equal entries an index is in the order of number, so that a scan needs no
/// sorting.
std::string_view leading_index(const Filter& filter) {
  // By number, which `id_pesan` and `identifier` look up.
  if (filter.number || filter.id_pesan || filter.identifier) return "NOT INDEXED";
  if (filter.held.value_or(false)) return "INDEXED BY exchange_held";
  if (unusual_state(filter)) return "INDEXED BY exchange_state";
  if (unusual_outcome(filter)) return "INDEXED BY exchange_outcome";
  if (replays_only(filter)) return "INDEXED BY exchange_replay";
  if (filter.operation) return "INDEXED BY exchange_operation";
  return "NOT INDEXED";
}

class Builder {
 public:
  explicit Builder(std::string_view index) {
    made_.from_where.append(" FROM exchange ").append(index).append(" WHERE 1");
  }

  template <class... Values>
  void also(std::string_view condition, Values... values) {
    made_.from_where.append(" AND ").append(condition);
    (made_.values.emplace_back(std::move(values)), ...);
  }

  void equal(std::string_view column, const std::optional<std::string>& value) {
    if (value) also(std::string{column} + " = ?", *value);
  }

  Selection take() { return std::move(made_); }

 private:
  Selection made_;
};

void numbers(Builder& sql, const Filter& filter) {
  if (filter.number) sql.also("number = ?", clamped(*filter.number));
  if (filter.number_from) sql.also("number >= ?", clamped(*filter.number_from));
  if (filter.number_to) sql.also("number <= ?", clamped(*filter.number_to));
}

/// Scans go by number, so a span of time is turned into the span of numbers that encloses it (the wall clock
/// may have jumped), and each row is then asked for its time. An open end needs no bound: rows there match.
void span(Builder& sql, const Filter& filter) {
  if (filter.since) sql.also("received_at >= ?", stored(*filter.since));
  if (filter.until) sql.also("received_at < ?", stored(*filter.until));
  if (filter.number || filter.id_pesan || filter.identifier) return;
  const std::int64_t since = filter.since ? stored(*filter.since) : kLeast;
  const std::int64_t until = filter.until ? stored(*filter.until) : kMost;
  const std::string in_span =
      "(number) FROM exchange INDEXED BY exchange_received WHERE received_at >= ? AND received_at < ?)";
  if (filter.since) sql.also("number >= (SELECT min" + in_span, since, until);
  if (filter.until) sql.also("number <= (SELECT max" + in_span, since, until);
}

void replay(Builder& sql, const Filter& filter) {
  if (filter.replay_of) sql.also("replay_of = ?", clamped(*filter.replay_of));
  if (replays_only(filter)) sql.also("replay_of <> 0");
  if (filter.replays && !*filter.replays) sql.also("replay_of = 0");
}

}  // namespace

Selection selection(const Filter& filter, std::optional<std::int64_t> mark) {
  Builder sql{leading_index(filter)};
  numbers(sql, filter);
  span(sql, filter);
  if (filter.id_pesan) {
    sql.also(
        "number IN (SELECT number FROM exchange INDEXED BY exchange_bound WHERE id_pesan = ? AND binds_id = 1"
        " UNION ALL"
        " SELECT number FROM exchange INDEXED BY exchange_unbound WHERE id_pesan = ? AND binds_id = 0)",
        *filter.id_pesan, *filter.id_pesan);
  }
  if (mark) sql.also("number IN (SELECT number FROM mark WHERE hash = ?)", *mark);
  if (filter.bound) sql.also("binds_id = ?", std::int64_t{*filter.bound});
  if (filter.held) sql.also(*filter.held ? "held = 1" : "held = 0");
  if (filter.state) sql.also("state = ?", std::string{name(*filter.state)});
  if (unusual_state(filter)) sql.also("state <> 'answered'");
  sql.equal("outcome", filter.outcome);
  if (unusual_outcome(filter)) sql.also("outcome <> '' AND outcome <> 'SELESAI'");
  sql.equal("operation", filter.operation);
  sql.equal("party", filter.party);
  sql.equal("section", filter.section);
  replay(sql, filter);
  return sql.take();
}

void Selection::add_to(Query& query) const {
  for (const auto& value : values) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      query.add_text(*text);
    } else {
      query.add(std::get<std::int64_t>(value));
    }
  }
}

}  // namespace jembatan::journal
