#include "office/reconcile_links.h"

#include <algorithm>
#include <numeric>

namespace jembatan::office {

namespace {

using Named = std::vector<std::pair<std::int64_t, std::uint32_t>>;

bool is_branch(const CompanyKey& key) {
  return key.induk != 0;
}

/// Whether the other party can know the company by this key: not a code or a name of the party's own. Workers
/// of no named company (key 0) stand together.
bool speaks_to_the_other(const CompanyKey& key) {
  return !key.recorded || key.key == key.npwp || key.key == key.nib || key.key == key.tdp;
}

/// Calls `use` with each run of equal identifiers.
template <class Use>
void each_run(Named& named, const Use& use) {
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  for (auto begin = named.cbegin(); begin != named.cend();) {
    auto end = begin;
    while (end != named.cend() && end->first == begin->first) ++end;
    use(begin, end);
    begin = end;
  }
}

}  // namespace

Sets::Sets(std::size_t count) : above_(count) {
  std::iota(above_.begin(), above_.end(), std::uint32_t{0});
}

std::uint32_t Sets::find(std::uint32_t member) {
  while (above_[member] != member) {
    above_[member] = above_[above_[member]];
    member = above_[member];
  }
  return member;
}

void Sets::unite(std::uint32_t a, std::uint32_t b) {
  a = find(a);
  b = find(b);
  above_[std::max(a, b)] = std::min(a, b);
}

bool disagree(const CompanyKey& a, const CompanyKey& b) {
  return (a.npwp != 0 && b.npwp != 0 && a.npwp != b.npwp) || (a.nib != 0 && b.nib != 0 && a.nib != b.nib);
}

CompanyLinks::CompanyLinks(std::vector<CompanyKey>& keys)
    : keys_(keys), companies_(keys.size()), units_(keys.size()) {
  fold();
  link_by_npwp_and_nib();
  link_by_tdp();
  for (std::uint32_t place = 0; place < keys_.size(); ++place) {
    keys_[place].company = companies_.find(place);
    keys_[place].unit = units_.find(place);
  }
}

/// A key that is one company's further identifier is that company's, where no other company of the party
/// bears it; a head office bears it before its branches.
void CompanyLinks::fold() {
  for (const journal::RegisterParty party : {journal::RegisterParty{0}, journal::RegisterParty{1}}) {
    Named named;
    for (std::uint32_t place = 0; place < keys_.size(); ++place) {
      const CompanyKey& key = keys_[place];
      if (key.party != party) continue;
      for (const std::int64_t other : {key.nib, key.tdp, key.kode}) {
        if (other != 0 && other != key.key) named.emplace_back(other, place);
      }
    }
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    for (std::uint32_t place = 0; place < keys_.size(); ++place) {
      if (keys_[place].party != party) continue;
      const auto first = std::lower_bound(named.begin(), named.end(), std::pair(keys_[place].key, 0U));
      std::vector<std::uint32_t> heads, all;
      for (auto at = first; at != named.end() && at->first == keys_[place].key; ++at) {
        all.push_back(at->second);
        if (!is_branch(keys_[at->second])) heads.push_back(at->second);
      }
      const auto& bearers = heads.empty() ? all : heads;
      if (bearers.size() == 1) {
        companies_.unite(place, bearers.front());
        units_.unite(place, bearers.front());
      }
      keys_[place].undecided = bearers.size() > 1;
    }
  }
}

void CompanyLinks::link_by_npwp_and_nib() {
  Named named;
  for (std::uint32_t place = 0; place < keys_.size(); ++place) {
    const CompanyKey& key = keys_[place];
    if (speaks_to_the_other(key)) named.emplace_back(key.key, place);
    if (key.npwp != 0) named.emplace_back(key.npwp, place);
    if (key.nib != 0 && !is_branch(key)) named.emplace_back(key.nib, place);
  }
  each_run(named, [this](auto begin, auto end) {
    std::uint8_t parties = 0;
    for (auto at = begin; at != end; ++at)
      parties |= static_cast<std::uint8_t>(1U << keys_[at->second].party);
    if (parties != 3) return;
    for (auto at = begin; at != end; ++at) units_.unite(begin->second, at->second);
  });
}

void CompanyLinks::link_by_tdp() {
  std::vector<std::uint8_t> parties(keys_.size());
  for (std::uint32_t place = 0; place < keys_.size(); ++place) {
    parties[units_.find(place)] |= static_cast<std::uint8_t>(1U << keys_[place].party);
  }
  std::vector<std::uint8_t> of_key(keys_.size());
  for (std::uint32_t place = 0; place < keys_.size(); ++place) of_key[place] = parties[units_.find(place)];
  Named named;
  for (std::uint32_t place = 0; place < keys_.size(); ++place) {
    const CompanyKey& key = keys_[place];
    if (key.tdp != 0 && !is_branch(key)) named.emplace_back(key.tdp, place);
    if (speaks_to_the_other(key) && !key.recorded) named.emplace_back(key.key, place);
  }
  each_run(named, [&](auto begin, auto end) { link_run_by_tdp(begin, end, of_key); });
}

void CompanyLinks::link_run_by_tdp(Named::const_iterator begin, Named::const_iterator end,
                                   const std::vector<std::uint8_t>& parties) {
  for (auto one = begin; one != end; ++one) {
    CompanyKey& mine = keys_[one->second];
    if (parties[one->second] == 3) continue;
    bool borne = false, free = false;
    for (auto other = begin; other != end; ++other) {
      const CompanyKey& theirs = keys_[other->second];
      if (theirs.party == mine.party || disagree(mine, theirs)) continue;
      if (parties[other->second] == 3) {
        borne = true;
      } else {
        free = true;
        units_.unite(one->second, other->second);
      }
    }
    if (borne && !free) mine.undecided = true;  // by its TDP it would be a company that has its counterpart
  }
}

}  // namespace jembatan::office
