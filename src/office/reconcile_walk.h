#pragma once
// The two parties' rows side by side, unit by unit: a merge join of the register
// in its own order. One thread. Throws base::Broken.

#include <cstdint>
#include <functional>
#include <vector>

#include "journal/register.h"
#include "office/reconcile_match.h"

namespace jembatan::office {

/// What each party says of one subject; null where it says nothing.
struct Pair {
  const journal::RegisterRow* kesatu = nullptr;
  const journal::RegisterRow* kedua = nullptr;
};

/// Takes the rows of a company, of its officers and of its workers.
using TakePair = std::function<void(std::uint32_t unit, journal::RegisterKind kind, const Pair& pair)>;

/// Every row once, in one pass; units of several keys come after the others. Rows that were added since the
/// matching are passed over. Memory: the rows of the largest unit of several keys.
void walk(const journal::RegisterReader& reader, const Matching& matching, const TakePair& take);

/// The rows of one unit.
void walk_unit(const journal::RegisterReader& reader, const Matching& matching, std::uint32_t unit,
               const TakePair& take);

/// The bits of the fields that both have given and that differ. Company: its name's code and what is derived
/// from another field left out; worker: the region of the NIK left out.
[[nodiscard]] std::uint32_t differing(journal::RegisterKind kind, const Pair& pair);

}  // namespace jembatan::office
