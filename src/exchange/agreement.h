#pragma once
// The agreement's term (Pasal 8): no exchange happens outside it. Plain values.

#include <algorithm>
#include <optional>
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
};

}  // namespace jembatan::exchange
