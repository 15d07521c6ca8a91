#include "office/replay_chosen.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jembatan::office {

Chosen::Chosen(journal::Store& store, const std::vector<std::uint64_t>& numbers)
    : store_(store), named_(true), numbers_(numbers.begin(), numbers.end()) {}

Chosen::Chosen(journal::Store& store, journal::Filter filter)
    : store_(store), named_(false), filter_(std::move(filter)) {
  if (!filter_.replays) filter_.replays = false;
  if (filter_.number_to) return;
  const auto newest = store_.scan({}, journal::Order::newest_first, 1);
  filter_.number_to = newest.empty() ? 0 : newest.front().number;
}

std::optional<journal::Entry> Chosen::next() {
  const std::scoped_lock lock(mutex_);
  while (page_.empty() && more_) fill();
  if (page_.empty()) return std::nullopt;
  journal::Entry entry = std::move(page_.front());
  page_.pop_front();
  return entry;
}

void Chosen::rewind() {
  const std::scoped_lock lock(mutex_);
  page_.clear();
  after_ = 0;
  more_ = true;
}

void Chosen::fill() {
  if (named_) {
    const auto number = numbers_.upper_bound(after_);
    more_ = number != numbers_.end();
    if (!more_) return;
    after_ = *number;
    if (auto entry = store_.find(*number)) page_.push_back(std::move(*entry));
    return;
  }
  constexpr std::size_t most = 500;
  journal::Filter filter = filter_;
  filter.number_from = std::max(filter_.number_from.value_or(0), after_ + 1);
  auto entries = store_.scan(filter, journal::Order::oldest_first, most);
  more_ = entries.size() == most;
  if (!entries.empty()) after_ = entries.back().number;
  std::move(entries.begin(), entries.end(), std::back_inserter(page_));
}

}  // namespace jembatan::office
