#pragma once
// A party's rows as records of the contract. A record whose values are in the
// journal no more is nothing. One thread; borrows the store. Throws base::Broken.

#include <cstdint>
#include <optional>
#include <vector>

#include "exchange/register_values.h"
#include "journal/register_pages.h"

namespace jembatan::exchange {

class RegisterRecords {
 public:
  RegisterRecords(journal::SqliteStore& store, journal::RegisterParty party)
      : reader_(store), pages_(store, party), values_(store), party_(party) {}

  /// The row that tells of a company: its own, or one of its workers or officers, whose message names it.
  [[nodiscard]] std::optional<journal::RegisterRow> row_for(std::int64_t company) const;

  /// Before the rows of a page.
  void prepare(const std::vector<journal::RegisterRow>& rows) { values_.prepare(rows); }

  /// Of a row that row_for() gave; its identifiers only where the party has told no more.
  [[nodiscard]] std::optional<lampiran::BadanUsaha> badan_usaha(const journal::RegisterRow& row);
  [[nodiscard]] std::optional<lampiran::Pimpinan> pimpinan(const journal::RegisterRow& row);
  [[nodiscard]] std::optional<lampiran::Pekerja> pekerja(const journal::RegisterRow& row);

 private:
  [[nodiscard]] std::optional<lampiran::KunciBadanUsaha> key_named_by(const journal::RegisterRow& row);

  journal::RegisterReader reader_;
  journal::RegisterPages pages_;
  RegisterValues values_;
  journal::RegisterParty party_;
};

}  // namespace jembatan::exchange
