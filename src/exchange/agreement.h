#pragma once
// The agreement's term (Pasal 8): no exchange happens outside it. Plain values.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"

namespace jembatan::exchange {

struct Term {
  base::Date from{}, until{};  ///< both inclusive
};

/// The signed term and its extensions, in any order.
struct Agreement {
  std::vector<Term> terms;

  [[nodiscard]] bool in_force(base::Date day) const {
    return std::any_of(terms.begin(), terms.end(),
                       [day](const Term& term) { return term.from <= day && day <= term.until; });
  }

  /// The last day of the unbroken run of terms that covers `day`; nothing where no term covers it.
  [[nodiscard]] std::optional<base::Date> ends(base::Date day) const {
    std::optional<base::Date> end;
    for (bool grew = in_force(day); grew;) {
      grew = false;
      const base::Date next = end ? base::Date{std::chrono::sys_days{*end} + std::chrono::days{1}} : day;
      for (const Term& term : terms) {
        if (term.from <= next && next <= term.until && (!end || *end < term.until)) {
          end = term.until;
          grew = true;
        }
      }
    }
    return end;
  }

  /// What an operator has to be told on the day, from three months before the end (Pasal 8 ayat 3) and
  /// outside the terms; empty where nothing has to be done.
  [[nodiscard]] std::string warning(base::Date day) const {
    const std::optional<base::Date> end = ends(day);
    if (!end) {
      return "the agreement is not in force on " + base::iso8601(day) +
             ": every exchange is refused; see [agreement] in the configuration";
    }
    const base::Date decide = *end - std::chrono::months{3};
    const std::chrono::sys_days decide_by{decide.ok() ? decide
                                                      : decide.year() / decide.month() / std::chrono::last};
    if (std::chrono::sys_days{day} < decide_by) return {};
    const auto left = std::chrono::sys_days{*end} - std::chrono::sys_days{day};
    return "the agreement ends on " + base::iso8601(*end) + ", in " + std::to_string(left.count()) +
           " days; its extension has to be decided three months before (Pasal 8)";
  }
};

}  // namespace jembatan::exchange
