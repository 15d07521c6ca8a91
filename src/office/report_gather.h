#pragma once
// From a journal to a report's numbers: one walk over the exchanges of the
// period, one over their messages. Memory does not grow with the journal. One
// thread; a gateway may go on writing. Throws base::Broken.

#include <functional>
#include <string>

#include "base/result.h"
#include "exchange/agreement.h"
#include "journal/sqlite_store.h"
#include "office/report_numbers.h"

namespace jembatan::office {

struct ReportOrder {
  Period period;
  exchange::Agreement agreement;
  CoverageSource* coverage = nullptr;  ///< null: there is no register to ask
  std::function<void(std::uint64_t exchanges)> progress = [](std::uint64_t) {};
};

/// The error says, for operators, why there is nothing to report.
[[nodiscard]] base::Result<Report, std::string> gather_report(journal::SqliteStore& store,
                                                              const ReportOrder& order);

}  // namespace jembatan::office
