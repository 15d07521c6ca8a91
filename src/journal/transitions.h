#pragma once
// Which state may follow which. Pure functions: any thread.
//
// | from     | to                                    | because                                              |
// |----------|---------------------------------------|------------------------------------------------------|
// | received | refused, sending, pending, answered   | nothing has left yet; answered: from our own journal |
// | sending  | answered                              | the other party answered                             |
// |          | pending                               | it was not sent                                      |
// |          | in_doubt                              | it was perhaps sent                                  |
// |          | refused                               | the other party refused definitively                 |
// | pending  | sending, settled, refused             | delivery, or a person decided                        |
// | in_doubt | sending                               | again, under the same idPesan                        |
// |          | settled, answered                     | a person decided, or the answer turned up            |
// | answered, refused, settled | -                   | final                                                |
// | any that is not final | itself                   | only what stands beside the state changes            |

#include "journal/entry.h"

namespace jembatan::journal {

[[nodiscard]] constexpr bool final_state(State state) {
  return state == State::answered || state == State::refused || state == State::settled;
}

[[nodiscard]] constexpr bool may_become(State from, State to) {
  if (from == to) return !final_state(from);
  switch (from) {
    case State::received:
      return to == State::refused || to == State::sending || to == State::pending || to == State::answered;
    case State::sending:
      return to == State::answered || to == State::pending || to == State::in_doubt || to == State::refused;
    case State::pending:
      return to == State::sending || to == State::settled || to == State::refused;
    case State::in_doubt:
      return to == State::sending || to == State::settled || to == State::answered;
    case State::answered:
    case State::refused:
    case State::settled:
      return false;
  }
  return false;
}

}  // namespace jembatan::journal
