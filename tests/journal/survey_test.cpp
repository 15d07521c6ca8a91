// What a report walks over, and the evaluations that are recorded.

#include "journal/survey.h"

#include "upkeep.h"

namespace jembatan::journal::test {
namespace {

using namespace std::chrono_literals;

class Surveys : public Upkeep {
 protected:
  struct Met {
    std::vector<std::uint64_t> exchanges, open;
    std::vector<std::string> notes;
    SurveyFrame frame;
  };

  Met survey_of(const Span& span) {
    Met met;
    met.frame = survey(*store_, span,
                       {[&](const Entry& entry) { met.exchanges.push_back(entry.number); },
                        [&](const Entry& entry) { met.open.push_back(entry.number); },
                        [&](const SurveyedNote& note) { met.notes.push_back(note.text); }});
    return met;
  }
  std::vector<std::uint64_t> messages_of(const Span& span, const SurveyFrame& frame) {
    std::vector<std::uint64_t> numbers;
    survey_messages(*store_, span, frame, [&](const Entry& entry, const std::vector<Message>&) {
      numbers.push_back(entry.number);
    });
    return numbers;
  }
};

TEST_F(Surveys, MeetWhatWasReceivedInTheSpanItsEndExcluded) {
  one_a_day(0, 5);
  EXPECT_EQ(survey_of({day(1), day(3)}).exchanges, (std::vector<std::uint64_t>{2, 3}));
}

TEST_F(Surveys, MeetWhatIsOpenWheneverItCame) {
  today_is(0);
  exchange(State::pending);
  exchange(State::answered);
  EXPECT_EQ(survey_of({day(5), day(6)}).open, (std::vector<std::uint64_t>{1}));
}

TEST_F(Surveys, MeetNotesOfTheSpan) {
  one_a_day(0, 1);
  store_->note(1, "early");
  today_is(3);
  store_->note(0, "late");
  EXPECT_EQ(survey_of({day(2), day(4)}).notes, (std::vector<std::string>{"late"}));
}

TEST_F(Surveys, TellWhetherTheSignedHeadFits) {
  one_a_day(0, 2);
  EXPECT_FALSE(survey_of({day(0), day(2)}).frame.head_fits);
  static_cast<void>(store_->sign_head());
  EXPECT_TRUE(survey_of({day(0), day(2)}).frame.head_fits);
}

TEST_F(Surveys, TellTheLastMomentRecorded) {
  one_a_day(0, 4);
  EXPECT_EQ(survey_of({day(0), day(1)}).frame.last_recorded, day(3));
}

TEST_F(Surveys, PassOverMessagesOfWhatHasNotEnded) {
  today_is(0);
  exchange(State::answered);
  exchange(State::pending);
  const Span span{day(0), day(1)};
  EXPECT_EQ(messages_of(span, survey_of(span).frame), (std::vector<std::uint64_t>{1}));
}

TEST_F(Surveys, LeaveOutWhatEndedOnlyAfterTheirMoment) {
  today_is(0);
  const std::uint64_t slow = exchange(State::sending);
  exchange(State::answered);
  const Span span{day(0), day(1)};
  const SurveyFrame frame = survey_of(span).frame;
  end(slow);
  EXPECT_EQ(messages_of(span, frame), (std::vector<std::uint64_t>{2}));
}

TEST_F(Surveys, ReadAnyNumberOfExchanges) {
  today_is(0);
  for (int i = 0; i < 450; ++i) exchange(State::answered, 10);
  const Span span{day(0), day(1)};
  EXPECT_EQ(messages_of(span, survey_of(span).frame).size(), 450U);
}

TEST_F(Surveys, TellTheLastNumberBeforeATime) {
  one_a_day(0, 3);
  EXPECT_EQ(last_number_before(*store_, day(2)), 2U);
  EXPECT_EQ(last_number_before(*store_, day(0)), 0U);
}

class Evaluations : public Upkeep {};

TEST_F(Evaluations, AreNoneAtFirst) {
  EXPECT_FALSE(last_evaluation(*store_));
}

TEST_F(Evaluations, TellTheDayAndWhoRecordedItWhen) {
  today_is(2);
  record_evaluation(*store_, 2026y / 3 / 15, R"(budi "b" \ s)");
  const auto found = last_evaluation(*store_);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->held_on, base::Date(2026y / 3 / 15));
  EXPECT_EQ(found->recorded_at, day(2));
  EXPECT_EQ(found->by, R"(budi "b" \ s)");
}

TEST_F(Evaluations, CountAsRecordedLastAlsoWhereTheDayIsEarlier) {
  record_evaluation(*store_, 2026y / 3 / 15, "budi");
  record_evaluation(*store_, 2025y / 3 / 15, "budi");
  store_->note(0, "{\"what\":\"prune\"}");
  EXPECT_EQ(last_evaluation(*store_)->held_on, base::Date(2025y / 3 / 15));
}

TEST_F(Evaluations, AreNoNotesThatOnlyLookLikeOne) {
  store_->note(0, R"({"what":"evaluation","on":"2026-02-30","by":"x"})");
  store_->note(0, R"({"what":"evaluation","on":"soon"})");
  EXPECT_FALSE(last_evaluation(*store_));
}

TEST_F(Evaluations, AreInTheChain) {
  record_evaluation(*store_, 2026y / 3 / 15, "budi");
  EXPECT_EQ(damage(), "");
}

}  // namespace
}  // namespace jembatan::journal::test
