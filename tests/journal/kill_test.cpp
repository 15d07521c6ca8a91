// A process killed in the middle of its work: every number it had been given is there afterwards. (That the
// disk has been told too is Faults.NoneMeans...)

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "journal/recovery.h"
#include "support.h"

namespace jembatan::journal::test {
namespace {

struct Acknowledged {
  std::uint64_t number;
  State state;
};

std::string request_of(std::uint64_t seed) {
  return "request " + std::to_string(seed) + std::string(2000 + seed % 3000, 'r');
}

/// Until it is killed: four threads that open and answer, and tell the pipe what they were told.
[[noreturn]] void work(const std::string& file, const std::string& round, int pipe) {
  const StepClock clock;
  SqliteStore store{file, Access::create, clock, jembatan::test::journal_keys()};
  const auto tell = [pipe](Acknowledged what) {
    if (::write(pipe, &what, sizeof what) != static_cast<ssize_t>(sizeof what)) ::_exit(1);
  };
  const auto one = [&](int thread) {
    for (std::uint64_t i = 0; i < 100'000; ++i) {
      const std::string id = round + "." + std::to_string(thread) + "." + std::to_string(i);
      const auto number = opened(store, arrival(id), {{Leg::in, request_of(i)}});
      tell({number, State::received});
      Change change = to(State::answered);
      change.messages = {{Leg::answer, "answer to " + id}};
      if (!store.advance(number, State::received, change)) ::_exit(2);
      tell({number, State::answered});
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(16);
  for (int thread = 0; thread < 4; ++thread) threads.emplace_back(one, thread);
  for (auto& thread : threads) thread.join();
  ::_exit(3);
}

/// What the child had been told when it died.
std::vector<Acknowledged> work_and_kill(const std::string& file, const std::string& round,
                                        std::size_t after) {
  int ends[2] = {};
  if (::pipe(ends) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    work(file, round, ends[1]);
  }
  ::close(ends[1]);
  std::vector<Acknowledged> told;
  Acknowledged next{};
  while (::read(ends[0], &next, sizeof next) == static_cast<ssize_t>(sizeof next)) {
    told.push_back(next);
    if (told.size() == after) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  return told;
}

TEST(Killed, ProcessLosesNothingItWasTold) {
  const Folder folder;
  const StepClock clock;
  for (const std::size_t after : {1U, 2U, 17U, 100U, 333U, 1500U}) {
    const auto told = work_and_kill(folder.file(), std::to_string(after), after);
    ASSERT_GE(told.size(), after);
    SqliteStore store{folder.file(), Access::read_only, clock, jembatan::test::journal_keys()};
    for (const auto& [number, state] : told) {
      const auto entry = store.find(number);
      ASSERT_TRUE(entry) << number;
      ASSERT_TRUE(state != State::answered || entry->state == State::answered) << number;
      const auto messages = store.messages(number);
      ASSERT_EQ(messages.size(), entry->state == State::answered ? 2U : 1U);
      const auto seed = std::stoull(entry->id_pesan.substr(entry->id_pesan.rfind('.') + 1));
      ASSERT_EQ(messages[0].bytes, request_of(seed));
      ASSERT_TRUE(messages.size() == 1 || messages[1].bytes == "answer to " + entry->id_pesan) << number;
    }
  }
  SqliteStore store{folder.file(), Access::read_write, clock, jembatan::test::journal_keys()};
  recover(store, clock);
  EXPECT_EQ(store.count({.state = State::received}), 0U);
}

}  // namespace
}  // namespace jembatan::journal::test
