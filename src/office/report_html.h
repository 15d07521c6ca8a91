#pragma once
// A report as one HTML page: no script, nothing from elsewhere, charts as inline
// SVG; for a screen and for A4, also without colours. Pure, any thread.

#include <string>

#include "office/report_tables.h"

namespace jembatan::office {

[[nodiscard]] std::string report_html(const Report& report, const std::vector<ReportTable>& tables,
                                      const Words& words);

/// The year or quarter in one sentence.
[[nodiscard]] std::string summary_of(const Report& report, const Words& words);

}  // namespace jembatan::office
