#pragma once
// One exchange as the journal keeps it. Plain values: any thread.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace jembatan::journal {

/// received: recorded, nothing sent on. refused: answered with a Fault, final. pending: accepted, to be
/// delivered. sending: recorded before the first byte leaves. answered: outcome and our answer recorded,
/// final. in_doubt: perhaps delivered. settled: a person or a later attempt decided what was in doubt, final.
enum class State { received, refused, pending, sending, answered, in_doubt, settled };

[[nodiscard]] std::string_view name(State state);
[[nodiscard]] std::optional<State> state_named(std::string_view text);

/// The messages of an exchange. A leg can be recorded more than once (a TERTUNDA answer, later the final
/// one); the last one counts, none is ever changed.
/// A note is a line about the exchange by a person or a command (a payload that was opened, a settlement):
/// JSON.
enum class Leg { in = 1, out = 2, answer_in = 3, answer = 4, note = 5 };

[[nodiscard]] std::string_view name(Leg leg);  ///< "in", "out", "answer-in", "answer", "note"

struct Message {
  Leg leg = Leg::in;
  base::WallTime at{};
  std::string bytes;
  bool cleared = false;  ///< its bytes were pruned; they are empty here, their digest is in the chain
};

/// Steady-clock durations in microseconds; 0 where the step was not reached.
struct Durations {
  std::int64_t guard = 0, decode = 0, judge = 0, send = 0, total = 0;
};

struct Entry {
  std::uint64_t number = 0;    ///< nomorPertukaran; given by the store, ascending, never reused
  std::string party;           ///< who called: "kesatu" or "kedua"
  std::string section;         ///< "pekerja"; "" where it was not recognised
  std::string operation;       ///< "KirimPekerja"; "" where it was not recognised
  std::string id_pesan;        ///< "" where it was not recognised
  bool binds_id = false;       ///< this exchange holds its (party, idPesan): a second one is `Seen`
  std::string content_digest;  ///< of the canonical body, hexadecimal; "" where there is none
  std::string soap_version;    ///< "1.1", "1.2" or ""
  std::string peer;            ///< address of the caller, "cli" for commands
  State state = State::received;
  std::string outcome;  ///< SELESAI, TERTUNDA, DITOLAK, RAGU or a fault's code; "" while open
  std::string reason;   ///< for operators: why refused, pending or in doubt; no personal data
  base::WallTime received_at{};
  std::optional<base::WallTime> finished_at;
  Durations durations;
  std::string rules_digest;     ///< which rule set judged it
  std::uint64_t replay_of = 0;  ///< the original's number, 0 for a caller's own exchange
  std::string replay_mode;      ///< "upstream" or "gateway"
  unsigned attempts = 0;        ///< how often it was sent on
  unsigned refusals = 0;        ///< of them: how often the party was there and did not accept it
  bool held = false;            ///< set aside for a person: not sent again by itself
  unsigned records = 0;         ///< records in the request
  unsigned rejected = 0;        ///< of them rejected, by either side
};

}  // namespace jembatan::journal
