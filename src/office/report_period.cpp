#include "office/report_period.h"

namespace jembatan::office {

namespace {

base::WallTime begin_of(Month month) {
  const base::Date first{std::chrono::year{month.year}, std::chrono::month{month.month}, std::chrono::day{1}};
  return std::chrono::sys_days{first} - std::chrono::hours{7};
}

}  // namespace

std::string iso8601(Month month) {
  return base::iso8601(
             base::Date{std::chrono::year{month.year}, std::chrono::month{month.month}, std::chrono::day{1}})
      .substr(0, 7);
}

Month month_of(base::WallTime time) {
  const base::Date day = base::date_in_jakarta(time);
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month())};
}

Month after(Month month) {
  return month.month == 12 ? Month{month.year + 1, 1} : Month{month.year, month.month + 1};
}

std::vector<Month> Period::months() const {
  const unsigned first = quarter ? *quarter * 3 - 2 : 1;
  const unsigned last = quarter ? *quarter * 3 : 12;
  std::vector<Month> all;
  for (unsigned month = first; month <= last; ++month) all.push_back({year, month});
  return all;
}

journal::Span Period::span() const {
  const auto all = months();
  return {begin_of(all.front()), begin_of(after(all.back()))};
}

}  // namespace jembatan::office
