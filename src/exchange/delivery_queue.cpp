#include "exchange/delivery_queue.h"

#include <utility>

namespace jembatan::exchange {

void DeliveryQueue::replace(const std::vector<journal::Waiting>& waiting) {
  for (auto item = items_.begin(); item != items_.end();) {
    const auto next = std::next(item);
    if (item->second.place != Place::under_way) remove(item);
    item = next;
  }
  for (const journal::Waiting& one : waiting) add(one);
  std::erase_if(failing_, [this](const auto& one) { return items_.count(one.first) == 0; });
}

void DeliveryQueue::add(const journal::Waiting& waiting) {
  const auto [item, is_new] = items_.try_emplace(waiting.number);
  if (!is_new) return;  // it is under way
  item->second.companies = waiting.companies;
  for (const std::int64_t company : waiting.companies) {
    auto& line = lines_[company];
    const auto place = line.insert(waiting.number).first;
    if (place != line.begin()) {
      ++item->second.behind;
    } else if (line.size() > 1) {
      ++items_.at(*std::next(place))
            .behind;  // which is under way: a caller's first attempt ended after it began
    }
  }
  if (item->second.behind == 0) settle(waiting.number, item->second);
}

/// Where an item goes that stands behind nobody.
void DeliveryQueue::settle(std::uint64_t number, Item& item) {
  const auto failing = failing_.find(number);
  if (failing == failing_.end()) {
    item.place = Place::ready;
    ready_.insert(number);
  } else {
    item.place = Place::delayed;
    delayed_.emplace(failing->second.not_before, number);
  }
}

void DeliveryQueue::remove(Items::iterator item) {
  const std::uint64_t number = item->first;
  if (item->second.place == Place::ready) ready_.erase(number);
  if (item->second.place == Place::delayed) delayed_.erase({failing_.at(number).not_before, number});
  for (const std::int64_t company : item->second.companies) {
    const auto line = lines_.find(company);
    const bool was_first = *line->second.begin() == number;
    line->second.erase(number);
    if (line->second.empty()) {
      lines_.erase(line);
    } else if (was_first) {
      Item& next = items_.at(*line->second.begin());
      if (--next.behind == 0 && next.place == Place::behind) settle(*line->second.begin(), next);
    }
  }
  items_.erase(item);
}

std::optional<std::uint64_t> DeliveryQueue::take(base::SteadyTime now) {
  while (!delayed_.empty() && delayed_.begin()->first <= now) {
    const std::uint64_t number = delayed_.begin()->second;
    delayed_.erase(delayed_.begin());
    items_.at(number).place = Place::ready;
    ready_.insert(number);
  }
  if (ready_.empty()) return std::nullopt;
  const std::uint64_t number = *ready_.begin();
  ready_.erase(ready_.begin());
  items_.at(number).place = Place::under_way;
  ++under_way_;
  return number;
}

void DeliveryQueue::done(std::uint64_t number) {
  const auto item = items_.find(number);
  --under_way_;
  remove(item);
  failing_.erase(number);
}

void DeliveryQueue::again(std::uint64_t number, base::SteadyTime not_before) {
  Failing& failing = failing_[number];
  ++failing.failures;
  failing.not_before = not_before;
  --under_way_;
  Item& item = items_.at(number);
  item.place = Place::behind;
  if (item.behind == 0) settle(number, item);
}

void DeliveryQueue::block(std::uint64_t number) {
  --under_way_;
  items_.at(number).place = Place::blocked;
}

unsigned DeliveryQueue::failures(std::uint64_t number) const {
  const auto failing = failing_.find(number);
  return failing == failing_.end() ? 0 : failing->second.failures;
}

std::optional<base::SteadyTime> DeliveryQueue::next_moment() const {
  if (delayed_.empty()) return std::nullopt;
  return delayed_.begin()->first;
}

}  // namespace jembatan::exchange
