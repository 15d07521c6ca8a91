#include "journal/entry.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "journal/store.h"

namespace jembatan::journal {
namespace {

constexpr std::array<std::string_view, 7> kStates{"received", "refused",  "pending", "sending",
                                                  "answered", "in_doubt", "settled"};
constexpr std::array<std::string_view, 5> kLegs{"in", "out", "answer-in", "answer", "note"};

}  // namespace

std::string_view name(State state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::optional<State> state_named(std::string_view text) {
  const auto* found = std::find(kStates.begin(), kStates.end(), text);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<State>(std::distance(kStates.begin(), found));
}

std::string_view name(Leg leg) {
  return kLegs.at(static_cast<std::size_t>(leg) - 1);
}

const Message* last(const std::vector<Message>& messages, Leg leg) {
  const auto found = std::find_if(messages.rbegin(), messages.rend(),
                                  [leg](const Message& message) { return message.leg == leg; });
  return found == messages.rend() ? nullptr : &*found;
}

std::optional<Entry> Store::find(std::uint64_t number) {
  Filter filter;
  filter.number = number;
  auto found = scan(filter, Order::oldest_first, 1);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<Entry> Store::find_bound(std::string_view party, std::string_view id_pesan) {
  Filter filter;
  filter.party = std::string(party);
  filter.id_pesan = std::string(id_pesan);
  filter.bound = true;
  auto found = scan(filter, Order::oldest_first, 1);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace jembatan::journal
