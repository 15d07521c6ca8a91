// Whether the register fits its journal, as far as that can be told without
// opening a message: the same exchanges in both.

#include <string>

#include "journal/properties.h"
#include "journal/register.h"
#include "journal/register_rows.h"
#include "journal/rows.h"
#include "journal/snapshot.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {
namespace {

constexpr std::string_view kReading = "read from";

struct Place {
  std::uint64_t origin = 0, number = 0;
};

/// The exchanges that the register knows of, in the order of their numbers.
class Known {
 public:
  explicit Known(Connection& connection)
      : query_(connection, "SELECT number, max(origin) FROM register_change GROUP BY number ORDER BY number",
               kReading) {}

  [[nodiscard]] std::optional<Place> next() {
    if (!query_.step()) return std::nullopt;
    return Place{static_cast<std::uint64_t>(query_.integer(1)),
                 static_cast<std::uint64_t>(query_.integer(0))};
  }

 private:
  Query query_;
};

/// The exchanges that say something, in the same order.
class Due {
 public:
  Due(Connection& connection, std::uint64_t floor)
      : connection_(connection),
        floor_(floor),
        query_(connection,
               "SELECT number, operation, state, outcome, replay_of FROM exchange WHERE number > ?"
               " ORDER BY number",
               kReading) {
    query_.add(row_number(floor));
  }

  [[nodiscard]] std::optional<Place> next() {
    while (query_.step()) {
      Entry entry;
      entry.number = static_cast<std::uint64_t>(query_.integer(0));
      entry.operation = query_.text(1);
      entry.state = state_in(query_, 2);
      entry.outcome = query_.text(3);
      entry.replay_of = static_cast<std::uint64_t>(query_.integer(4));
      if (!says_something(entry)) continue;
      const std::uint64_t origin = origin_of(connection_, entry.number, entry.replay_of);
      if (origin > floor_) return Place{origin, entry.number};
    }
    return std::nullopt;
  }

 private:
  Connection& connection_;
  const std::uint64_t floor_;
  Query query_;
};

std::string exchange(std::uint64_t number) {
  return "exchange " + std::to_string(number);
}

constexpr const char* kRemedy = "make it again with 'jembatan register rebuild'";

void compare(Connection& connection, RegisterStatus& status) {
  Known known(connection);
  Due due(connection, status.floor);
  auto mine = known.next();
  auto theirs = due.next();
  while (mine || theirs) {
    if (!mine || (theirs && theirs->number < mine->number)) {
      status.misfit = "it does not know of " + exchange(theirs->number) + ": " + kRemedy;
      return;
    }
    if (!theirs || mine->number < theirs->number || mine->origin != theirs->origin) {
      status.misfit =
          "it knows of " + exchange(mine->number) + ", of which this journal has nothing to say: " + kRemedy;
      return;
    }
    ++status.exchanges;
    status.last = mine->number;
    mine = known.next();
    theirs = due.next();
  }
}

void count(Connection& connection, RegisterStatus& status) {
  Query query{connection, "SELECT kind, party, count(*) FROM register GROUP BY kind, party", kReading};
  while (query.step()) {
    status.rows.at(static_cast<std::size_t>(query.integer(0)))
        .at(static_cast<std::size_t>(query.integer(1))) = static_cast<std::uint64_t>(query.integer(2));
  }
}

}  // namespace

RegisterStatus register_status(SqliteStore& store, bool count_rows) {
  RegisterStatus status;
  store.read([&](Connection& connection) {
    const Snapshot snapshot(connection);
    status.floor = register_floor(connection);
    const std::string form = property(connection, kRegisterFormProperty);
    if (form != kRegisterForm) {
      status.misfit = (form.empty() ? std::string("it was never made")
                                    : "it was made by another version of this program (form " + form + ")") +
                      ": " + kRemedy;
    } else {
      compare(connection, status);
    }
    if (count_rows) count(connection, status);
  });
  return status;
}

}  // namespace jembatan::journal
