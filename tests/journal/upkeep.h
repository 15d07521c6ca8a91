#pragma once
// A journal with a history, for the tests of what is done to keep it. One thread.

#include <gtest/gtest.h>

#include <functional>

#include "journal/prune.h"
#include "journal/sqlite_handles.h"
#include "journal/sqlite_store.h"
#include "journal/verify.h"
#include "support.h"

namespace jembatan::journal::test {

class Upkeep : public ::testing::Test {
 protected:
  static constexpr std::int64_t kDay = 86'400'000;
  static constexpr std::int64_t kStart = 1'790'000'000'000;

  static base::WallTime day(int n) { return StepClock::at(kStart + n * kDay); }
  void today_is(int n) { clock_.set(kStart + n * kDay); }

  /// An exchange that arrives today and stays in `state`; its request is `size` bytes that do not compress.
  std::uint64_t exchange(State state, std::size_t size = 200) {
    const std::string name = "id-" + std::to_string(++made_);
    Entry entry = arrival(name);
    entry.received_at = clock_.wall();
    entry.state = State::sending;
    Contents contents{{Leg::in, noise(size)}};
    contents.identifiers = {"nik:" + name};
    const auto number = std::get<Opened>(store_->open(entry, contents)).number;
    if (state != State::sending) end(number, state);
    return number;
  }
  void end(std::uint64_t number, State state = State::answered) {
    Change change = to(state);
    change.outcome = "SELESAI";
    if (state == State::answered) change.finished_at = clock_.wall();
    change.messages = {{Leg::answer, noise(100)}};
    EXPECT_TRUE(store_->advance(number, State::sending, change));
  }
  /// One answered exchange a day, beginning with day `from`.
  void one_a_day(int from, int days) {
    for (int i = from; i < from + days; ++i) {
      today_is(i);
      exchange(State::answered);
    }
  }

  Pruned pruned(
      const PrunePolicy& policy, const std::function<bool()>& go_on = [] { return true; }) {
    return prune(*store_, policy, go_on);
  }
  [[nodiscard]] static PrunePolicy payloads(int before) {
    PrunePolicy policy;
    policy.payloads_before = day(before);
    return policy;
  }
  [[nodiscard]] static PrunePolicy exchanges(int before) {
    PrunePolicy policy = payloads(before);
    policy.exchanges_before = day(before);
    return policy;
  }

  /// What is wrong with the chain; "" where nothing is.
  [[nodiscard]] std::string damage() { return damage(folder_.file()); }
  [[nodiscard]] static std::string damage(const std::string& file) {
    const auto bad = verify(file, {}).first_bad;
    return bad ? std::to_string(bad->position) + ": " + bad->what : std::string();
  }
  [[nodiscard]] std::int64_t number(const std::string& sql) {
    std::int64_t result = 0;
    store_->read([&](Connection& connection) { result = connection.number(sql, "read from"); });
    return result;
  }
  /// Whether the first message of an exchange can be read no more.
  [[nodiscard]] bool cleared(std::uint64_t of) { return store_->messages(of).at(0).cleared; }

  [[nodiscard]] std::unique_ptr<SqliteStore> opened_again(const std::string& file, Access access) {
    return std::make_unique<SqliteStore>(file, access, clock_, jembatan::test::journal_keys());
  }

  Folder folder_;
  StepClock clock_;
  std::unique_ptr<SqliteStore> store_ = opened_again(folder_.file(), Access::create);

 private:
  std::string noise(std::size_t size) {
    std::string bytes(size, '\0');
    for (char& c : bytes) c = static_cast<char>((state_ = state_ * 1'103'515'245U + 12'345U) >> 16U);
    return bytes;
  }

  int made_ = 0;
  std::uint32_t state_ = 1;
};

}  // namespace jembatan::journal::test
