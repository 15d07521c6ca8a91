#pragma once
// What a reconciliation found, as sheets: totals, companies, one company's
// workers down to the exchanges. Masked: companies and workers appear under keyed
// numbers and the region of the NIK, and no message is opened but to compare the
// names of ambiguous companies. One thread; borrows everything. Throws
// base::Broken.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exchange/register_values.h"
#include "journal/sqlite_store.h"
#include "office/reconcile_count.h"
#include "office/reconcile_potensi.h"
#include "office/reconcile_sheet.h"

namespace jembatan::office {

/// Hexadecimal digits in four groups, so that no spreadsheet takes it for a number: what a company or a
/// worker is called where it is masked.
[[nodiscard]] std::string company_code(std::int64_t key);
/// With or without the hyphens.
[[nodiscard]] std::optional<std::int64_t> company_of_code(std::string_view code);

class ReconcileView {
 public:
  ReconcileView(journal::SqliteStore& store, const Matching& matching, const Reconciliation& found,
                bool full);

  [[nodiscard]] Sheet totals() const;
  /// Those that the filter shows, what there is most to do about first; at most `limit`. `left_out` says how
  /// many more there are.
  [[nodiscard]] Sheet companies(std::size_t limit, const PotensiAnswers& answers, std::size_t& left_out);
  /// The workers of one unit that the filter chooses, a line for each field that differs.
  [[nodiscard]] Sheet workers(std::uint32_t unit);
  /// The fields of the company itself that differ.
  [[nodiscard]] Sheet differences(std::uint32_t unit);
  /// Every pair of companies of an ambiguous unit, with the likeness of their names.
  [[nodiscard]] Sheet pairs(std::uint32_t unit);

 private:
  struct Named {
    std::string nama, npwp, nib, tdp;
  };

  [[nodiscard]] std::vector<std::string> company_line(std::uint32_t unit, const PotensiAnswers& answers);
  void add_worker(Sheet& sheet, std::uint32_t unit, const Pair& pair);
  void add_sources(std::vector<std::string>& line, const Pair& pair, std::optional<std::size_t> field);
  [[nodiscard]] Named names_of(std::uint32_t unit);
  [[nodiscard]] std::string date(std::uint64_t exchange);
  [[nodiscard]] std::string status(std::uint32_t unit) const;
  [[nodiscard]] std::string name_of(const CompanyKey& key);

  journal::SqliteStore& store_;
  journal::RegisterReader reader_;
  exchange::RegisterValues values_;
  const Matching& matching_;
  const Reconciliation& found_;
  bool full_;
  std::map<std::uint64_t, std::string> dates_;
};

}  // namespace jembatan::office
