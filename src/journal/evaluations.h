#pragma once
// The parties' evaluations (Pasal 9), recorded as notes of the journal: who has
// recorded which day, in the chain. Any thread. Throws base::Broken.

#include <optional>
#include <string>

#include "base/clock.h"
#include "journal/sqlite_store.h"

namespace jembatan::journal {

struct Evaluation {
  base::Date held_on{};
  base::WallTime recorded_at{};
  std::string by;
};

/// The day counts from now on as that of the last evaluation, also where it lies before one recorded earlier:
/// that is how a mistake is put right.
void record_evaluation(SqliteStore& store, base::Date held_on, const std::string& by);

/// The one recorded last. Reads the notes on the journal as a whole from the newest back: some hundreds a
/// year.
[[nodiscard]] std::optional<Evaluation> last_evaluation(SqliteStore& store);
[[nodiscard]] std::optional<Evaluation> last_evaluation(Connection& connection, const crypto::KeyRing& keys);

}  // namespace jembatan::journal
