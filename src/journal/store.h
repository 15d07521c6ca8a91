#pragma once
// Where exchanges are kept. Every method is safe for any thread and returns
// only when what it wrote is durable. A store that does not work throws
// base::Broken and has then written nothing. One test suite runs over every
// implementation.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "journal/entry.h"

namespace jembatan::journal {

using LegBytes = std::vector<std::pair<Leg, std::string>>;

struct Opened {
  std::uint64_t number = 0;
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

/// What advance() changes besides the state; an unset member stays as it is.
struct Change {
  State to = State::answered;
  std::optional<std::string> outcome, reason, id_pesan, operation, section, content_digest, rules_digest;
  std::optional<bool> binds_id;
  std::optional<base::WallTime> finished_at;
  std::optional<Durations> durations;
  std::optional<unsigned> attempts, records, rejected;
  LegBytes messages;                  ///< appended
  std::vector<Placement> placements;  ///< workers that this exchange's party has listed; kept with the change
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
};

class Store {
 public:
  virtual ~Store() = default;

  /// Records a new exchange with its first messages (entry.number is ignored). Checks (party, id_pesan) only
  /// where entry.binds_id.
  [[nodiscard]] virtual std::variant<Opened, Seen> open(const Entry& entry, const LegBytes& messages) = 0;
  /// Changes an exchange that is in state `expected`; false, and nothing written, where it is not.
  [[nodiscard]] virtual bool advance(std::uint64_t number, State expected, const Change& change) = 0;
  [[nodiscard]] virtual std::optional<Entry> find(std::uint64_t number) = 0;
  /// The exchange that binds the party's idPesan.
  [[nodiscard]] virtual std::optional<Entry> find_bound(std::string_view party,
                                                        std::string_view id_pesan) = 0;
  /// In the order they were recorded.
  [[nodiscard]] virtual std::vector<Message> messages(std::uint64_t number) = 0;
  /// At most `limit` entries; page on by number_from or number_to.
  [[nodiscard]] virtual std::vector<Entry> scan(const Filter& filter, Order order, std::size_t limit) = 0;
  [[nodiscard]] virtual std::uint64_t count(const Filter& filter) = 0;
  /// For each placement, whether the party has listed the worker at another company.
  [[nodiscard]] virtual std::vector<bool> listed_elsewhere(std::string_view party,
                                                           const std::vector<Placement>& placements) = 0;
};

/// The last message of a leg, or null.
[[nodiscard]] const Message* last(const std::vector<Message>& messages, Leg leg);

}  // namespace jembatan::journal
