#pragma once
// Where exchanges are kept. Every method is safe for any thread and returns
// only when what it wrote is durable. A store that does not work throws
// base::Broken and has then written nothing. One test suite runs over every
// implementation.

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/personal.h"
#include "journal/entry.h"
#include "journal/given.h"

namespace jembatan::journal {

using LegBytes = std::vector<std::pair<Leg, std::string>>;

struct Opened {
  std::uint64_t number = 0;
  /// It was to be `sending`, but an earlier write for one of its companies still waits: it was opened as
  /// pending, behind that one.
  bool queued = false;
};
/// The party has used this idPesan before, in an exchange that binds it.
struct Seen {
  Entry entry;
};

/// A worker whom a party has listed at a company, both as the caller compares them. The store keeps keyed
/// hashes only.
struct Placement {
  std::string worker, company;
};

/// What a new exchange brings besides its entry. The store keeps keyed hashes of identifiers and companies.
struct Contents {
  Contents() = default;
  Contents(LegBytes legs) : messages(std::move(legs)) {}  // NOLINT: most exchanges bring messages only
  Contents(std::initializer_list<LegBytes::value_type> legs) : messages(legs) {}

  LegBytes messages;
  std::vector<base::Personal<std::string>>
      identifiers;                     ///< to be found by, such as "nik:3204..."; see Filter::identifier
  std::vector<std::string> companies;  ///< of a write: what is kept for one of them is delivered in order
};

/// A write that waits to be delivered.
struct Waiting {
  std::uint64_t number = 0;
  State state = State::pending;  ///< pending or in_doubt
  unsigned attempts = 0, refusals = 0;
  std::vector<std::int64_t> companies;  ///< keyed hashes; two writes that share one go in order
};

/// What advance() changes besides the state; an unset member stays as it is.
struct Change {
  State to = State::answered;
  std::optional<std::string> outcome, reason;
  std::optional<bool> binds_id, held;
  std::optional<base::WallTime> finished_at;
  std::optional<Durations> durations;
  std::optional<unsigned> attempts, refusals, records, rejected;
  LegBytes messages;                                     ///< appended
  std::vector<base::Personal<std::string>> identifiers;  ///< added: of an answer's records
  std::vector<Placement> placements;  ///< workers that this exchange's party has listed; kept with the change
  std::optional<Given> given;         ///< for the register, of what both sides accepted or what was answered
};

enum class Order { oldest_first, newest_first };

/// Every member that is set must hold.
struct Filter {
  std::optional<std::uint64_t> number = {}, number_from = {}, number_to = {};  ///< inclusive
  std::optional<std::string> party = {}, section = {}, operation = {}, id_pesan = {}, outcome = {};
  std::optional<State> state = {};
  std::optional<base::WallTime> since = {}, until = {};  ///< received_at; since inclusive, until exclusive
  std::optional<std::uint64_t> replay_of = {};
  std::optional<bool> replays = {};  ///< true: only replays; false: only callers' own
  std::optional<bool> bound = {};    ///< whether it holds its idPesan
  std::optional<bool> held = {};
  std::optional<base::Personal<std::string>> identifier =
      {};  ///< "nik:3204...", as the exchange gave it in Contents or Change
};

class Store {
 public:
  virtual ~Store() = default;

  /// Records a new exchange with its first messages (entry.number is ignored). Checks (party, id_pesan) only
  /// where entry.binds_id.
  [[nodiscard]] virtual std::variant<Opened, Seen> open(const Entry& entry, const Contents& contents) = 0;
  /// Changes an exchange that is in state `expected`; false, and nothing written, where it is not. A state
  /// that is not final may be changed to itself, for the other members' sake.
  [[nodiscard]] virtual bool advance(std::uint64_t number, State expected, const Change& change) = 0;
  /// Adds a note (JSON text) to an exchange in whatever state, or to the journal as a whole (number 0).
  virtual void note(std::uint64_t number, const std::string& text) = 0;
  /// In the order they were recorded.
  [[nodiscard]] virtual std::vector<Message> messages(std::uint64_t number) = 0;
  /// At most `limit` entries; page on by number_from or number_to.
  [[nodiscard]] virtual std::vector<Entry> scan(const Filter& filter, Order order, std::size_t limit) = 0;
  [[nodiscard]] virtual std::uint64_t count(const Filter& filter) = 0;
  /// For each placement, whether the party has listed the worker at another company.
  [[nodiscard]] virtual std::vector<bool> listed_elsewhere(std::string_view party,
                                                           const std::vector<Placement>& placements) = 0;
  /// Writes of the party that wait to be delivered, oldest first, numbers above `after`: pending ones and,
  /// where asked for, those in doubt. Left out: what is held or stands behind a held one of the same company,
  /// and replays to the upstream, which are an operator's single attempts.
  [[nodiscard]] virtual std::vector<Waiting> waiting(std::string_view party, bool in_doubt_too,
                                                     std::uint64_t after, std::size_t limit) = 0;

  [[nodiscard]] std::optional<Entry> find(std::uint64_t number);
  /// The exchange that binds the party's idPesan.
  [[nodiscard]] std::optional<Entry> find_bound(std::string_view party, std::string_view id_pesan);
};

/// The last message of a leg, or null.
[[nodiscard]] const Message* last(const std::vector<Message>& messages, Leg leg);

}  // namespace jembatan::journal
