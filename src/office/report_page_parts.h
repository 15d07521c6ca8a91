#pragma once
// Parts of a report's page. Internal to report_html.

#include <string>

#include "office/report_tables.h"

namespace jembatan::office {

[[nodiscard]] std::string_view report_style();
/// The first page: what a director reads.
[[nodiscard]] std::string first_page(const Report& report, const Words& words);
/// All the other pages.
[[nodiscard]] std::string sections(const Report& report, const std::vector<ReportTable>& tables,
                                   const Words& words);

[[nodiscard]] std::string monthly_chart(const Report& report, const Words& words);
[[nodiscard]] std::string coverage_chart(const Coverage& coverage, const Words& words);

}  // namespace jembatan::office
