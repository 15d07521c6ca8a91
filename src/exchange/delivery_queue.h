#pragma once
// The order of delivery: oldest first, in order within a company, in parallel
// across companies. A piece of what the store has waiting, loaded in order of
// number, always from the oldest on; so whatever stands before an item of one of
// its companies is here too. Pure memory, guarded by its owner.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "journal/store.h"

namespace jembatan::exchange {

class DeliveryQueue {
 public:
  /// Puts what the store has waiting now, oldest first, in the place of everything that is not under way.
  /// What was to wait until a moment still waits.
  void replace(const std::vector<journal::Waiting>& waiting);

  /// The oldest item that may go now, which is under way from then on.
  [[nodiscard]] std::optional<std::uint64_t> take(base::SteadyTime now);
  /// It is out of the way: what stood behind it may go.
  void done(std::uint64_t number);
  /// It stays in its place, and its companies wait with it, until the moment. The count of its failures in a
  /// row grows by one.
  void again(std::uint64_t number, base::SteadyTime not_before);
  /// It stays in its place until replace() takes it out or offers it anew.
  void block(std::uint64_t number);

  [[nodiscard]] unsigned failures(std::uint64_t number) const;
  /// How many items have failed and not yet gone.
  [[nodiscard]] std::size_t failing() const { return failing_.size(); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] std::size_t under_way() const { return under_way_; }
  /// The earliest moment that an item now waits for.
  [[nodiscard]] std::optional<base::SteadyTime> next_moment() const;

 private:
  enum class Place { behind, ready, delayed, blocked, under_way };
  struct Item {
    std::vector<std::int64_t> companies;
    std::size_t behind = 0;  ///< of how many of its companies it is not the first
    Place place = Place::behind;
  };
  struct Failing {
    unsigned failures = 0;
    base::SteadyTime not_before{};
  };
  using Items = std::map<std::uint64_t, Item>;

  void add(const journal::Waiting& waiting);
  void remove(Items::iterator item);
  void settle(std::uint64_t number, Item& item);

  Items items_;
  std::unordered_map<std::int64_t, std::set<std::uint64_t>> lines_;  ///< of each company
  std::set<std::uint64_t> ready_;
  std::set<std::pair<base::SteadyTime, std::uint64_t>> delayed_;
  std::map<std::uint64_t, Failing> failing_;
  std::size_t under_way_ = 0;
};

}  // namespace jembatan::exchange
