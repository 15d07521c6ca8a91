#pragma once
// The options of `jembatan reconcile`, and the filter that they make. One thread;
// what is wrong is told in words for the operator.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

#include "base/personal.h"
#include "base/result.h"
#include "office/reconcile_count.h"
#include "office/reconcile_sheet.h"

namespace jembatan::app {

struct ReconcileOptions {
  std::string config, company, wilayah, kbli, since, reason, plan;
  base::Personal<std::string> npwp, nib, tdp;
  std::uint32_t least = 0, most = UINT32_MAX;
  std::size_t limit = 50;
  bool companies = false, full = false, csv = false, json = false, new_only = false;

  void add_to(CLI::App& command);
  /// What does not go together or cannot be meant; "" where nothing is wrong.
  [[nodiscard]] std::string objection() const;
  [[nodiscard]] base::Result<office::ReconcileFilter, std::string> filter(
      const journal::RegisterReader& reader, const office::Matching& matching) const;
  /// Whether messages are opened for it, which is recorded.
  [[nodiscard]] bool opens() const { return full || !plan.empty(); }
  [[nodiscard]] office::SheetForm form() const;

 private:
  [[nodiscard]] base::Result<void, std::string> choose_units(office::ReconcileFilter& filter,
                                                             const journal::RegisterReader& reader,
                                                             const office::Matching& matching) const;
};

}  // namespace jembatan::app
