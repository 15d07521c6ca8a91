// Filters one by one, together, against a plain loop, and paging.

#include <gmock/gmock.h>

#include "store_suite.h"

namespace jembatan::journal::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::uint64_t> numbers(const std::vector<Entry>& entries) {
  std::vector<std::uint64_t> found;
  found.reserve(entries.size());
  for (const Entry& entry : entries) found.push_back(entry.number);
  return found;
}

class Scan : public AnyStore {
 protected:
  std::uint64_t add(State state, Entry entry) { return opened_in(*store_, state, std::move(entry)); }
  std::vector<std::uint64_t> found(const Filter& filter) {
    auto entries = numbers(store_->scan(filter, Order::oldest_first, 1000));
    EXPECT_EQ(store_->count(filter), entries.size());
    return entries;
  }
};
INSTANTIATE_TEST_SUITE_P(Every, Scan, testing::ValuesIn(backends()),
                         [](const auto& each) { return each.param.name; });

TEST_P(Scan, OfAnEmptyStoreFindsNothing) {
  EXPECT_THAT(found({}), IsEmpty());
}

TEST_P(Scan, ByNumber) {
  for (const char* id : {"a", "b", "c", "d"}) opened(*store_, arrival(id));
  EXPECT_THAT(found({.number = 2}), ElementsAre(2));
  EXPECT_THAT(found({.number_from = 2, .number_to = 3}), ElementsAre(2, 3));
  EXPECT_THAT(found({.number_from = 4}), ElementsAre(4));
  EXPECT_THAT(found({.number_to = 1}), ElementsAre(1));
  EXPECT_THAT(found({.number = 2, .number_from = 3}), IsEmpty());
}

TEST_P(Scan, ByTextMembers) {
  opened(*store_, arrival("a"));
  Entry other = arrival("b");
  other.party = "kedua";
  other.section = "pimpinan";
  other.operation = "KirimPimpinan";
  opened(*store_, other);
  EXPECT_THAT(found({.party = "kedua"}), ElementsAre(2));
  EXPECT_THAT(found({.section = "pekerja"}), ElementsAre(1));
  EXPECT_THAT(found({.operation = "KirimPimpinan"}), ElementsAre(2));
  EXPECT_THAT(found({.operation = "' OR 1 --"}), IsEmpty());
}

TEST_P(Scan, ByIdPesanWhetherItIsBoundOrNot) {
  Entry loose = arrival("a");
  loose.binds_id = false;
  opened(*store_, loose);
  opened(*store_, arrival("a"));
  Entry other = arrival("a");
  other.party = "kedua";
  opened(*store_, other);
  opened(*store_, arrival("b"));
  EXPECT_THAT(found({.id_pesan = "a"}), ElementsAre(1, 2, 3));
  EXPECT_THAT(found({.party = "kedua", .id_pesan = "a"}), ElementsAre(3));
  EXPECT_THAT(found({.id_pesan = "c"}), IsEmpty());
}

TEST_P(Scan, ByEveryState) {
  std::uint64_t number = 0;
  for (const State state : {State::received, State::refused, State::pending, State::sending, State::answered,
                            State::in_doubt, State::settled}) {
    add(state, arrival(std::string{name(state)}));
    EXPECT_THAT(found({.state = state}), ElementsAre(++number)) << name(state);
  }
}

TEST_P(Scan, ByUsualUnusualAndOpenOutcome) {
  for (const char* outcome : {"SELESAI", "RAGU", "", "SELESAI"}) {
    Entry entry = arrival("");
    entry.binds_id = false;
    entry.outcome = outcome;
    opened(*store_, entry);
  }
  EXPECT_THAT(found({.outcome = "SELESAI"}), ElementsAre(1, 4));
  EXPECT_THAT(found({.outcome = "RAGU"}), ElementsAre(2));
  EXPECT_THAT(found({.outcome = ""}), ElementsAre(3));
}

TEST_P(Scan, ByTimeEvenWhereTheClockHasJumped) {
  for (const std::int64_t at : {100, 300, 200, 400}) {
    Entry entry = arrival(std::to_string(at));
    entry.received_at = StepClock::at(at);
    opened(*store_, entry);
  }
  EXPECT_THAT(found({.since = StepClock::at(300)}), ElementsAre(2, 4));
  EXPECT_THAT(found({.until = StepClock::at(300)}), ElementsAre(1, 3));
  EXPECT_THAT(found({.since = StepClock::at(200), .until = StepClock::at(400)}), ElementsAre(2, 3));
  EXPECT_THAT(found({.since = StepClock::at(500)}), IsEmpty());
}

TEST_P(Scan, ByReplay) {
  for (const std::uint64_t original : {0, 1, 1, 2}) {
    Entry entry = arrival("");
    entry.binds_id = false;
    entry.replay_of = original;
    opened(*store_, entry);
  }
  EXPECT_THAT(found({.replay_of = 1}), ElementsAre(2, 3));
  EXPECT_THAT(found({.replay_of = 0}), ElementsAre(1));
  EXPECT_THAT(found({.replays = true}), ElementsAre(2, 3, 4));
  EXPECT_THAT(found({.replays = false}), ElementsAre(1));
  EXPECT_THAT(found({.replay_of = 1, .replays = false}), IsEmpty());
}

TEST_P(Scan, NewestFirst) {
  for (const char* id : {"a", "b", "c"}) opened(*store_, arrival(id));
  EXPECT_THAT(numbers(store_->scan({}, Order::newest_first, 2)), ElementsAre(3, 2));
}

TEST_P(Scan, OfNothingWhereNothingIsAskedFor) {
  opened(*store_, arrival("a"));
  EXPECT_THAT(store_->scan({}, Order::oldest_first, 0), IsEmpty());
}

TEST_P(Scan, PagesOnByNumberInBothDirections) {
  for (int i = 0; i < 25; ++i) add(i % 2 == 0 ? State::pending : State::answered, arrival(std::to_string(i)));
  std::vector<std::uint64_t> upwards;
  Filter filter{.state = State::pending};
  while (true) {
    const auto page = store_->scan(filter, Order::oldest_first, 4);
    if (page.empty()) break;
    for (const auto number : numbers(page)) upwards.push_back(number);
    filter.number_from = page.back().number + 1;
  }
  std::vector<std::uint64_t> downwards;
  filter = {.state = State::pending};
  while (true) {
    const auto page = store_->scan(filter, Order::newest_first, 4);
    if (page.empty()) break;
    for (const auto number : numbers(page)) downwards.push_back(number);
    filter.number_to = page.back().number - 1;
  }
  ASSERT_EQ(upwards.size(), 13U);
  std::reverse(downwards.begin(), downwards.end());
  EXPECT_EQ(upwards, downwards);
}

bool holds(const Filter& filter, const Entry& entry) {
  const auto same = [](const auto& wanted, const auto& value) { return !wanted || *wanted == value; };
  return same(filter.number, entry.number) && (!filter.number_from || entry.number >= *filter.number_from) &&
         (!filter.number_to || entry.number <= *filter.number_to) && same(filter.party, entry.party) &&
         same(filter.section, entry.section) && same(filter.operation, entry.operation) &&
         same(filter.id_pesan, entry.id_pesan) && same(filter.outcome, entry.outcome) &&
         same(filter.state, entry.state) && (!filter.since || entry.received_at >= *filter.since) &&
         (!filter.until || entry.received_at < *filter.until) && same(filter.replay_of, entry.replay_of) &&
         (!filter.replays || *filter.replays == (entry.replay_of != 0));
}

/// Bit n of `members` decides whether member n of the filter is set.
Filter combination(unsigned members) {
  const auto on = [members](unsigned bit) { return (members >> bit & 1U) != 0; };
  Filter filter;
  if (on(0)) filter.number_from = 5;
  if (on(1)) filter.number_to = 60;
  if (on(2)) filter.party = "kesatu";
  if (on(3)) filter.section = "pekerja";
  if (on(4)) filter.operation = "KirimPekerja";
  if (on(5)) filter.id_pesan = "id-1";
  if (on(6)) filter.outcome = on(0) ? "SELESAI" : "RAGU";
  if (on(7)) filter.state = on(1) ? State::answered : State::pending;
  if (on(8)) filter.since = StepClock::at(1010);
  if (on(9)) filter.until = StepClock::at(1050);
  if (on(10)) filter.replay_of = on(2) ? 0 : 1;
  if (on(11)) filter.replays = on(3);
  if (on(12)) filter.number = 18;
  return filter;
}

TEST_P(Scan, OfEveryCombinationFindsWhatALoopWouldFind) {
  std::vector<Entry> all;
  for (unsigned i = 0; i < 64; ++i) {
    Entry entry = arrival("id-" + std::to_string(i % 3));
    entry.binds_id = false;
    entry.party = i % 3 == 0 ? "kedua" : "kesatu";
    entry.section = i % 5 == 0 ? "pimpinan" : "pekerja";
    entry.operation = i % 5 == 0 ? "KirimPimpinan" : "KirimPekerja";
    entry.outcome = i % 4 == 0 ? "RAGU" : "SELESAI";
    entry.state = i % 2 == 0 ? State::answered : State::pending;
    entry.replay_of = i % 3;
    entry.received_at = StepClock::at(1000 + (i * 7) % 64);
    entry.number = opened(*store_, entry);
    all.push_back(entry);
  }
  std::size_t not_empty = 0;
  for (unsigned members = 0; members < 1U << 13U; ++members) {
    const Filter filter = combination(members);
    std::vector<std::uint64_t> wanted;
    for (const Entry& entry : all) {
      if (holds(filter, entry)) wanted.push_back(entry.number);
    }
    ASSERT_EQ(numbers(store_->scan(filter, Order::oldest_first, 100)), wanted) << "combination " << members;
    ASSERT_EQ(store_->count(filter), wanted.size()) << "combination " << members;
    if (!wanted.empty()) ++not_empty;
  }
  EXPECT_GT(not_empty, 500U);
}

}  // namespace
}  // namespace jembatan::journal::test
