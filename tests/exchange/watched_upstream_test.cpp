#include "exchange/watched_upstream.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "exchange/world.h"

namespace jembatan::exchange {
namespace {

class Watched : public World {
 protected:
  std::size_t lines() {
    std::ifstream file(folder / "watched");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  void call(Delivery delivery) {
    kedua.answer = [delivery](const Outgoing&) { return delivery; };
    static_cast<void>(watched.send({}));
  }

  base::Log watched_log{(folder / "watched").string()};
  WatchedUpstream watched{kedua, "upstream.kedua", watched_log};
};

TEST_F(Watched, APartyThatAnswersIsNotTalkedAbout) {
  call(Answered{});
  EXPECT_EQ(lines(), 0U);
}

TEST_F(Watched, APartyThatStopsAnsweringIsToldOnce) {
  call(NotSent{"connection refused"});
  call(NotSent{"connection refused"});
  call(InDoubt{"no answer", ""});
  EXPECT_EQ(lines(), 1U);
}

TEST_F(Watched, ItsReturnIsToldToo) {
  call(NotSent{"connection refused"});
  call(Answered{});
  EXPECT_EQ(lines(), 2U);
}

}  // namespace
}  // namespace jembatan::exchange
