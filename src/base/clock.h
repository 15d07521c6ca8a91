#pragma once
// The only place that asks the time. Wall time is for people and for the
// agreement's days, steady time for durations and deadlines: the wall clock may
// jump. Implementations are safe for any thread.

#include <chrono>
#include <string>

namespace jembatan::base {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;
using Date = std::chrono::year_month_day;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual WallTime wall() const = 0;
  [[nodiscard]] virtual SteadyTime steady() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] WallTime wall() const override;
  [[nodiscard]] SteadyTime steady() const override;
};

/// The calendar day in Western Indonesian Time (UTC+7), the day that the agreement's terms count in.
[[nodiscard]] Date date_in_jakarta(WallTime time);

/// ISO 8601 in UTC with milliseconds: "2026-08-15T03:04:05.678Z".
[[nodiscard]] std::string iso8601(WallTime time);

/// "YYYY-MM-DD".
[[nodiscard]] std::string iso8601(Date date);

}  // namespace jembatan::base
