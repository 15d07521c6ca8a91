#pragma once
// Everything that a report tells, as numbers: gathered once, shown as pages,
// tables and files. Plain values.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "exchange/agreement_calendar.h"
#include "journal/survey.h"
#include "lampiran/butir_table.h"
#include "office/report_coverage.h"
#include "office/report_period.h"
#include "office/report_quantiles.h"

namespace jembatan::office {

using lampiran::Pihak;

struct Counted {
  std::uint64_t exchanges = 0, records = 0, rejected = 0;
};

/// Month, party that called, operation ("" not recognised), outcome ("" not yet).
using ExchangeKey = std::tuple<Month, std::string, std::string, std::string>;

/// How a party's system answered the other party's exchanges, of those that had to go to it.
struct Answering {
  std::uint64_t at_once = 0;  ///< at the first attempt
  std::uint64_t later = 0;    ///< after further attempts, or by a person's decision
  std::uint64_t never = 0;    ///< the caller was told that the party cannot be reached
  std::uint64_t open = 0;     ///< pending or in doubt at the journal's last record
  std::uint64_t stopped = 0;  ///< while the exchange was stopped by order: not counted as needed

  [[nodiscard]] std::uint64_t needed() const { return at_once + later + never + open; }
};

struct OpenExchange {
  std::uint64_t number = 0;
  std::string party, operation, reason;
  bool in_doubt = false, held = false;
  base::WallTime received_at{};
};

struct Findings {
  std::uint64_t kesalahan = 0, peringatan = 0;
};

/// Finding's code, the annex's item, the party whose data it is about.
using FindingKey = std::tuple<std::string, std::string, std::string>;

/// Of one party's accepted records of one month: how many had each row of the annex filled.
struct Filled {
  std::array<std::uint64_t, 3> records{};  ///< by lampiran::Bagian
  std::array<std::uint64_t, lampiran::kButir.size()>
      filled{};  ///< by item: a row counts for those that share it
};

struct Verification {
  bool run = false;
  std::uint64_t messages = 0, heads = 0;
};

struct Report {
  Period period;
  base::WallTime as_of{};  ///< the journal's last record: what is told holds for that moment

  std::map<ExchangeKey, Counted> exchanges;            ///< callers' own, without replays
  std::map<std::string, Quantiles> time_by_operation;  ///< microseconds until the answer left
  std::map<Month, Quantiles> time_by_month;
  Quantiles time, delivery;  ///< delivery: milliseconds from receipt to the end, of what was kept first
  std::map<std::pair<std::string, Month>, Answering> answering;  ///< by the party that was called
  std::vector<OpenExchange> open;
  std::uint64_t replays = 0;
  std::map<std::tuple<std::string, std::string>, std::uint64_t> openings;  ///< by whom, "full" or "masked"

  std::map<FindingKey, Findings> findings;
  std::map<std::pair<std::string, Month>, Filled> filled;
  std::uint64_t read_messages = 0;     ///< exchanges whose recorded answer was read
  std::uint64_t cleared_messages = 0;  ///< whose messages retention has cleared: not in findings and filled

  std::optional<Coverage> coverage;
  std::optional<exchange::AgreementCalendar> calendar;  ///< on the day of as_of
  journal::SurveyFrame frame;
  Verification verification;

  [[nodiscard]] Counted total() const {
    Counted sum;
    for (const auto& [key, counted] : exchanges) {
      sum.exchanges += counted.exchanges;
      sum.records += counted.records;
      sum.rejected += counted.rejected;
    }
    return sum;
  }
  [[nodiscard]] Answering answering_of(const std::string& party) const {
    Answering sum;
    for (const auto& [key, one] : answering) {
      if (key.first != party) continue;
      sum.at_once += one.at_once;
      sum.later += one.later;
      sum.never += one.never;
      sum.open += one.open;
      sum.stopped += one.stopped;
    }
    return sum;
  }
};

}  // namespace jembatan::office
