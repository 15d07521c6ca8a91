#pragma once
// What the parties have answered to PotensiPekerja: for each company the latest
// answer that the journal has, beside which the register's own count is put. One
// thread. Throws base::Broken.

#include <cstdint>
#include <map>
#include <string>

#include "base/clock.h"
#include "journal/sqlite_store.h"
#include "office/reconcile_match.h"

namespace jembatan::office {

struct PotensiAnswer {
  std::uint64_t number = 0;  ///< the exchange
  base::WallTime at{};
  std::string workers, members, potential;  ///< as they were answered
};

/// By unit.
using PotensiAnswers = std::map<std::uint32_t, PotensiAnswer>;

/// Only units that the question's identifiers name alone.
[[nodiscard]] PotensiAnswers potensi_answers(journal::SqliteStore& store, const Matching& matching);

}  // namespace jembatan::office
