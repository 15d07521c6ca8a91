#pragma once
// Which of the register's companies a question's key means. Identifiers are tried
// by their weight, NPWP, NIB, TDP, code; the first that the party's rows know
// decides, and brings the other keys under which the same company stands. A branch
// (NITKU) is a company of its own, so it does not bring the head office's NIB.
// One thread; borrows the store. Throws base::Broken.

#include <cstdint>
#include <vector>

#include "journal/register_pages.h"
#include "lampiran/rekaman.h"

namespace jembatan::exchange {

struct AskedCompany {
  std::vector<std::int64_t> keys;  ///< ascending; empty: the party has said nothing of it
  std::int64_t anchor = 0;         ///< of them: whose own row stands for the company
  bool ambiguous = false;          ///< several companies bear the identifier: `keys` is empty
};

[[nodiscard]] AskedCompany asked_company(journal::SqliteStore& store, journal::RegisterParty party,
                                         const lampiran::KunciBadanUsaha& kunci);

}  // namespace jembatan::exchange
