#pragma once
// The exchanges that a replay is about, oldest first, in constant memory. Any
// thread may take the next. Borrows the store. Throws base::Broken where the
// journal does not work.

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "journal/store.h"

namespace jembatan::office {

class Chosen {
 public:
  /// Named by number. Numbers that are not in the journal are passed over.
  Chosen(journal::Store& store, const std::vector<std::uint64_t>& numbers);
  /// By filter, up to what the journal holds now: replays are exchanges themselves. A replay is chosen by
  /// number only, unless the filter asks for replays.
  Chosen(journal::Store& store, journal::Filter filter);

  [[nodiscard]] std::optional<journal::Entry> next();
  /// Begins anew, with the same choice.
  void rewind();
  [[nodiscard]] bool named() const { return named_; }

 private:
  void fill();

  journal::Store& store_;
  bool named_;
  std::set<std::uint64_t> numbers_;
  journal::Filter filter_;
  std::mutex mutex_;
  std::uint64_t after_ = 0;  ///< the last number that was looked at
  bool more_ = true;
  std::deque<journal::Entry> page_;
};

}  // namespace jembatan::office
