#include "exchange/register_rebuild.h"

#include "exchange/register_entries.h"
#include "journal/register_rows.h"

namespace jembatan::exchange {

std::uint64_t tell_again(journal::SqliteStore& store, journal::RegisterRebuild& rebuild,
                         const std::function<void(std::uint64_t number)>& progress) {
  constexpr std::size_t exchanges_at_once = 100;
  soap::Codec codec;
  std::uint64_t told = 0;
  journal::Filter filter;
  filter.number_from = 0;
  while (true) {
    const auto entries = store.scan(filter, journal::Order::oldest_first, exchanges_at_once);
    if (entries.empty()) return told;
    std::vector<std::pair<journal::Entry, journal::Given>> given;
    for (const journal::Entry& entry : entries) {
      if (!journal::says_something(entry)) continue;
      auto said = given_in(entry, store.messages(entry.number), codec);
      if (said) ++told;
      given.emplace_back(entry, std::move(said).value_or(journal::Given{}));
    }
    rebuild.add(given);
    filter.number_from = entries.back().number + 1;
    progress(entries.back().number);
  }
}

}  // namespace jembatan::exchange
