#include "exchange/agreement_calendar.h"

#include <algorithm>

namespace jembatan::exchange {

namespace {

constexpr int kMonthsToDecide = 3;       // Pasal 8 ayat 3
constexpr int kMonthsOfEvaluation = 12;  // Pasal 9: at least once a year

base::Date next_day(base::Date day) {
  return base::Date{std::chrono::sys_days{day} + std::chrono::days{1}};
}

/// The first day of the run of terms that `day`, a day in force, belongs to.
base::Date begin_of_run(const Agreement& agreement, base::Date day) {
  base::Date first = day;
  for (bool grew = true; grew;) {
    grew = false;
    for (const Term& term : agreement.terms) {
      if (term.from < first && first <= next_day(term.until)) {
        first = term.from;
        grew = true;
      }
    }
  }
  return first;
}

/// A day of the run to tell of: today where it is covered, else the last day before today that was, else the
/// first day of all.
base::Date day_to_tell_of(const Agreement& agreement, base::Date today) {
  if (agreement.in_force(today)) return today;
  std::optional<base::Date> past;
  base::Date first = agreement.terms.front().from;
  for (const Term& term : agreement.terms) {
    first = std::min(first, term.from);
    if (term.until < today && (!past || *past < term.until)) past = term.until;
  }
  return past.value_or(first);
}

base::Date first_day(const Agreement& agreement) {
  const auto earlier = [](const Term& a, const Term& b) { return a.from < b.from; };
  return std::min_element(agreement.terms.begin(), agreement.terms.end(), earlier)->from;
}

}  // namespace

base::Date months_later(base::Date day, int months) {
  const base::Date same = day + std::chrono::months{months};
  return same.ok() ? same : base::Date{same.year() / same.month() / std::chrono::last};
}

int days_between(base::Date from, base::Date to) {
  return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

std::optional<AgreementCalendar> calendar_of(const Agreement& agreement,
                                             std::optional<base::Date> last_evaluation, base::Date today) {
  if (agreement.terms.empty()) return std::nullopt;
  AgreementCalendar calendar;
  const base::Date covered = day_to_tell_of(agreement, today);
  calendar.begins = begin_of_run(agreement, covered);
  calendar.ends = agreement.ends(covered).value_or(covered);
  calendar.standing = today < calendar.begins  ? AgreementStanding::not_begun
                      : today <= calendar.ends ? AgreementStanding::in_force
                                               : AgreementStanding::ended;
  if (calendar.standing == AgreementStanding::in_force)
    calendar.days_left = days_between(today, calendar.ends);
  calendar.decide_by = months_later(calendar.ends, -kMonthsToDecide);
  calendar.days_to_decision = days_between(today, calendar.decide_by);

  const base::Date first = first_day(agreement);
  if (last_evaluation && first <= *last_evaluation && *last_evaluation <= today) {
    calendar.last_evaluation = last_evaluation;
  }
  calendar.evaluation_due = months_later(calendar.last_evaluation.value_or(first), kMonthsOfEvaluation);
  calendar.days_to_evaluation = days_between(today, calendar.evaluation_due);
  return calendar;
}

}  // namespace jembatan::exchange
