#pragma once
// Tables that have a file of their own: coverage, and facts that are no counts.
// Internal to report_tables.

#include <cstdint>
#include <vector>

#include "office/report_tables.h"

namespace jembatan::office {

using Row = std::vector<Cell>;

[[nodiscard]] inline Cell number(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
[[nodiscard]] inline Cell unless(bool hidden, std::uint64_t value) {
  return hidden ? Cell{Suppressed{}} : number(value);
}

void add_coverage_tables(std::vector<ReportTable>& tables, const Coverage& coverage, const Words& words);
void add_completeness(std::vector<ReportTable>& tables, const Report& report, const Words& words);
/// The agreement's calendar and the journal's evidence.
void add_fact_tables(std::vector<ReportTable>& tables, const Report& report, const Words& words);

/// What may be shown of an overlap of people, as if it were a table by itself: {only_kesatu, both,
/// only_kedua, all}.
[[nodiscard]] std::vector<bool> hidden_in(const Overlap& overlap);

}  // namespace jembatan::office
