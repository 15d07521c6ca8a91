#pragma once
// The agreement's days: how many are left, by when its renewal or its end has to
// be decided (Pasal 8 ayat 3), when the next evaluation is due (Pasal 9). Pure
// functions of values, any thread; a day is a day in Jakarta.

#include <optional>

#include "base/clock.h"
#include "exchange/agreement.h"

namespace jembatan::exchange {

/// The same day of the month so many months later (or earlier, where negative); the month's last day where it
/// is shorter.
[[nodiscard]] base::Date months_later(base::Date day, int months);

/// From `from` to `to`; negative where `to` lies before.
[[nodiscard]] int days_between(base::Date from, base::Date to);

enum class AgreementStanding { not_begun, in_force, ended };

struct AgreementCalendar {
  AgreementStanding standing = AgreementStanding::ended;
  base::Date begins{};       ///< of the unbroken run of terms that is told of
  base::Date ends{};         ///< its last day
  int days_left = 0;         ///< full days after today, 0 on the last one; 0 where it is not in force
  base::Date decide_by{};    ///< three months before the end
  int days_to_decision = 0;  ///< negative once that day has passed

  std::optional<base::Date> last_evaluation;  ///< as recorded; never after today
  base::Date evaluation_due{};  ///< a year after the last one, or after the agreement's first day
  int days_to_evaluation = 0;   ///< negative: overdue

  [[nodiscard]] bool evaluation_overdue() const { return days_to_evaluation < 0; }
};

/// Of the run of terms that covers today; before the first that one, in a gap or after the last the one that
/// ended last. Nothing where no term is known. An evaluation before the first term or after today counts as
/// none.
[[nodiscard]] std::optional<AgreementCalendar> calendar_of(const Agreement& agreement,
                                                           std::optional<base::Date> last_evaluation,
                                                           base::Date today);

}  // namespace jembatan::exchange
