#include "exchange/agreement_calendar.h"

#include <gtest/gtest.h>

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;
using base::Date;

const Agreement kSigned{{{2020y / 11 / 3, 2023y / 11 / 2}}};
const Agreement kExtended{{{2023y / 11 / 3, 2026y / 11 / 2}, {2020y / 11 / 3, 2023y / 11 / 2}}};
const Agreement kWithGap{{{2020y / 11 / 3, 2023y / 11 / 2}, {2024y / 1 / 1, 2026y / 12 / 31}}};

AgreementCalendar on(Date today, const Agreement& agreement = kSigned, std::optional<Date> last = {}) {
  return calendar_of(agreement, last, today).value();
}

TEST(AgreementCalendar, CountsTheDaysAfterTodayAndNoneOnTheLast) {
  EXPECT_EQ(on(2023y / 11 / 1).days_left, 1);
  EXPECT_EQ(on(2023y / 11 / 2).days_left, 0);
  EXPECT_EQ(on(2023y / 11 / 2).standing, AgreementStanding::in_force);
}

TEST(AgreementCalendar, HasEndedOnTheDayAfter) {
  EXPECT_EQ(on(2023y / 11 / 3).standing, AgreementStanding::ended);
  EXPECT_EQ(on(2023y / 11 / 3).days_left, 0);
  EXPECT_EQ(on(2023y / 11 / 3).ends, Date(2023y / 11 / 2));
}

TEST(AgreementCalendar, HasNotBegunBeforeTheFirstTerm) {
  const AgreementCalendar calendar = on(2020y / 11 / 2);
  EXPECT_EQ(calendar.standing, AgreementStanding::not_begun);
  EXPECT_EQ(calendar.begins, Date(2020y / 11 / 3));
  EXPECT_EQ(calendar.days_left, 0);
}

TEST(AgreementCalendar, JoinsAnExtensionThatFollowsAtOnce) {
  const AgreementCalendar calendar = on(2022y / 1 / 1, kExtended);
  EXPECT_EQ(calendar.begins, Date(2020y / 11 / 3));
  EXPECT_EQ(calendar.ends, Date(2026y / 11 / 2));
}

TEST(AgreementCalendar, BeginsAnewAfterAGap) {
  EXPECT_EQ(on(2024y / 6 / 1, kWithGap).begins, Date(2024y / 1 / 1));
  EXPECT_EQ(on(2021y / 6 / 1, kWithGap).ends, Date(2023y / 11 / 2));
}

TEST(AgreementCalendar, TellsInAGapOfTheTermThatEnded) {
  const AgreementCalendar calendar = on(2023y / 12 / 1, kWithGap);
  EXPECT_EQ(calendar.standing, AgreementStanding::ended);
  EXPECT_EQ(calendar.ends, Date(2023y / 11 / 2));
}

TEST(AgreementCalendar, IsUnknownWithoutAnyTerm) {
  EXPECT_FALSE(calendar_of({}, {}, 2026y / 1 / 1).has_value());
}

TEST(AgreementCalendar, WantsTheDecisionThreeMonthsBeforeTheEnd) {
  EXPECT_EQ(on(2023y / 1 / 1).decide_by, Date(2023y / 8 / 2));
  EXPECT_EQ(on(2023y / 8 / 1).days_to_decision, 1);
  EXPECT_EQ(on(2023y / 8 / 3).days_to_decision, -1);
}

TEST(AgreementCalendar, TakesTheMonthsLastDayWhereTheDecisionsMonthIsShorter) {
  EXPECT_EQ(on(2023y / 1 / 1, {{{2020y / 6 / 1, 2023y / 5 / 31}}}).decide_by, Date(2023y / 2 / 28));
  EXPECT_EQ(on(2024y / 1 / 1, {{{2020y / 6 / 1, 2024y / 5 / 31}}}).decide_by, Date(2024y / 2 / 29));
  EXPECT_EQ(on(2024y / 1 / 1, {{{2020y / 6 / 1, 2024y / 2 / 29}}}).decide_by, Date(2023y / 11 / 29));
}

TEST(AgreementCalendar, AgreesWithTheWarningAboutTheDayToDecide) {
  for (const Date end :
       {Date{2023y / 5 / 31}, Date{2024y / 5 / 31}, Date{2024y / 2 / 29}, Date{2023y / 1 / 1}}) {
    const Agreement agreement{{{2020y / 6 / 1, end}}};
    const Date decide = on(2022y / 1 / 1, agreement).decide_by;
    EXPECT_NE(agreement.warning(decide), "");
    EXPECT_EQ(agreement.warning(Date{std::chrono::sys_days{decide} - std::chrono::days{1}}), "");
  }
}

TEST(AgreementCalendar, WantsTheFirstEvaluationAYearAfterTheFirstDay) {
  EXPECT_EQ(on(2020y / 12 / 1).evaluation_due, Date(2021y / 11 / 3));
  EXPECT_FALSE(on(2021y / 11 / 3).evaluation_overdue());
  EXPECT_TRUE(on(2021y / 11 / 4).evaluation_overdue());
}

TEST(AgreementCalendar, WantsTheNextEvaluationAYearAfterTheLast) {
  const AgreementCalendar calendar = on(2022y / 6 / 1, kSigned, 2022y / 3 / 15);
  EXPECT_EQ(calendar.evaluation_due, Date(2023y / 3 / 15));
  EXPECT_EQ(calendar.days_to_evaluation, 287);
}

TEST(AgreementCalendar, ComesAYearAfterALeapDayToTheLastOfFebruary) {
  EXPECT_EQ(on(2024y / 6 / 1, kExtended, 2024y / 2 / 29).evaluation_due, Date(2025y / 2 / 28));
}

TEST(AgreementCalendar, CountsNoEvaluationOfTheFutureOrFromBeforeTheAgreement) {
  EXPECT_FALSE(on(2022y / 6 / 1, kSigned, 2022y / 6 / 2).last_evaluation.has_value());
  EXPECT_FALSE(on(2022y / 6 / 1, kSigned, 2020y / 11 / 2).last_evaluation.has_value());
  EXPECT_TRUE(on(2022y / 6 / 1, kSigned, 2022y / 6 / 1).last_evaluation.has_value());
}

TEST(MonthsLater, KeepsTheDayOrTakesTheMonthsLast) {
  EXPECT_EQ(months_later(2023y / 11 / 29, 3), Date(2024y / 2 / 29));
  EXPECT_EQ(months_later(2022y / 11 / 29, 3), Date(2023y / 2 / 28));
  EXPECT_EQ(months_later(2023y / 1 / 31, 1), Date(2023y / 2 / 28));
  EXPECT_EQ(months_later(2023y / 3 / 31, -1), Date(2023y / 2 / 28));
}

TEST(DaysBetween, CountsOverALeapDay) {
  EXPECT_EQ(days_between(2024y / 2 / 28, 2024y / 3 / 1), 2);
  EXPECT_EQ(days_between(2024y / 3 / 1, 2024y / 2 / 28), -2);
}

}  // namespace
}  // namespace jembatan::exchange
