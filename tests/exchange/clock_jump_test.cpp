// A wall clock that is set in either direction while messages are kept: deadlines go by the steady clock,
// order by number.

#include <gmock/gmock.h>

#include "exchange/delivery_world.h"
#include "journal/verify.h"

namespace jembatan::exchange {
namespace {

using namespace std::chrono_literals;
using journal::State;
using ::testing::ElementsAre;

class ClockJump : public DeliveryWorld, public ::testing::WithParamInterface<std::chrono::hours> {
 protected:
  [[nodiscard]] std::vector<std::string> delivered() const {
    std::vector<std::string> ids;
    for (const Seen& seen : party.seen()) ids.push_back(seen.id_pesan);
    return ids;
  }
};

TEST_P(ClockJump, DelaysNoDeliveryAndKeepsTheOrder) {
  away();
  static_cast<void>(give(1, "id-1"));
  clock.jump(GetParam());
  static_cast<void>(give(1, "id-2"));
  back();
  party.forget();
  deliver_for(2min, [this] { return count(State::answered) == 2; });
  EXPECT_THAT(delivered(), ElementsAre("id-1", "id-2"));
}

TEST_P(ClockJump, LeavesTheJournalIntactAndEveryExchangeFoundByItsTime) {
  static_cast<void>(give(1, "id-1"));
  clock.jump(GetParam());
  const auto second = clock.wall();
  static_cast<void>(give(1, "id-2"));
  EXPECT_FALSE(journal::verify((folder / "journal.db").string(), {}).first_bad);
  journal::Filter filter;
  filter.since = second;
  filter.until = second + 1s;
  EXPECT_EQ(store->count(filter), 1U);
}

INSTANTIATE_TEST_SUITE_P(EitherWay, ClockJump,
                         ::testing::Values(std::chrono::hours{24 * 300}, -std::chrono::hours{24 * 300}));

}  // namespace
}  // namespace jembatan::exchange
