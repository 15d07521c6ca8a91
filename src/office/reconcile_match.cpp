#include "office/reconcile_match.h"

#include <algorithm>

#include "office/reconcile_links.h"

namespace jembatan::office {

namespace {

using journal::RegisterKind;
using journal::RegisterParty;
using journal::RegisterRow;
namespace field = journal::company_field;

std::int64_t identifier(const RegisterRow& row, std::size_t which) {
  return row.has(which) ? static_cast<std::int64_t>(row.number[which]) : 0;
}

/// Makes the keys out of the register's rows.
class Collector {
 public:
  void take(const RegisterRow& row) {
    if (row.key.company != company_) {
      finish();
      company_ = row.key.company;
    }
    CompanyKey& key = found_[row.key.party];
    seen_[row.key.party] = true;
    if (row.key.kind != RegisterKind::badan_usaha) return;
    key.recorded = true;
    key.npwp = identifier(row, field::npwp);
    key.nib = identifier(row, field::nib);
    key.tdp = identifier(row, field::tdp);
    key.kode = identifier(row, field::kode_badan_usaha);
    key.induk = identifier(row, field::npwp_induk);
  }
  std::vector<CompanyKey> keys() {
    finish();
    return std::move(keys_);
  }

 private:
  void finish() {
    for (const RegisterParty party : {RegisterParty{0}, RegisterParty{1}}) {
      if (!seen_[party]) continue;
      found_[party].key = company_;
      found_[party].party = party;
      keys_.push_back(found_[party]);
    }
    found_ = {};
    seen_ = {};
  }

  std::int64_t company_ = 0;
  std::array<CompanyKey, 2> found_{};
  std::array<bool, 2> seen_{};
  std::vector<CompanyKey> keys_;
};

/// Whether an identifier of the one party's differs from all of the other's.
bool differ(const std::vector<CompanyKey>& keys, std::int64_t CompanyKey::*which) {
  for (const CompanyKey& a : keys) {
    for (const CompanyKey& b : keys) {
      if (a.party == 0 && b.party == 1 && a.*which != 0 && b.*which != 0 && a.*which != b.*which) return true;
    }
  }
  return false;
}

Keraguan keraguan_of(const Unit& unit, const std::vector<CompanyKey>& keys) {
  const bool several = unit.companies[0] > 1 || unit.companies[1] > 1 ||
                       std::any_of(keys.begin(), keys.end(), [](const auto& key) { return key.undecided; });
  if (several) return Keraguan::banyak;
  if (differ(keys, &CompanyKey::npwp)) return Keraguan::npwp_beda;
  if (differ(keys, &CompanyKey::nib)) return Keraguan::nib_beda;
  return Keraguan::tidak_ada;
}

}  // namespace

std::string_view name(Keraguan keraguan) {
  switch (keraguan) {
    case Keraguan::tidak_ada:
      return "";
    case Keraguan::npwp_beda:
      return "NPWP_BEDA";
    case Keraguan::nib_beda:
      return "NIB_BEDA";
    case Keraguan::banyak:
      return "BANYAK";
  }
  return "";
}

Matching Matching::of(const journal::RegisterReader& reader) {
  Collector collector;
  reader.each([&](const RegisterRow& row) {
    collector.take(row);
    return true;
  });
  return Matching(collector.keys());
}

Matching::Matching(std::vector<CompanyKey> keys) : keys_(std::move(keys)) {
  CompanyLinks{keys_};
  places_.resize(keys_.size());
  for (std::uint32_t place = 0; place < keys_.size(); ++place) places_[place] = place;
  std::stable_sort(places_.begin(), places_.end(),
                   [this](std::uint32_t a, std::uint32_t b) { return keys_[a].unit < keys_[b].unit; });
  for (std::uint32_t first = 0; first < places_.size();) {
    Unit unit;
    unit.first = first;
    const std::uint32_t root = keys_[places_[first]].unit;
    std::vector<CompanyKey> members;
    std::array<std::vector<std::uint32_t>, 2> companies;
    for (; first < places_.size() && keys_[places_[first]].unit == root; ++first) {
      const CompanyKey& key = keys_[places_[first]];
      members.push_back(key);
      companies.at(key.party).push_back(key.company);
    }
    unit.count = first - unit.first;
    for (std::size_t party = 0; party < 2; ++party) {
      auto& mine = companies.at(party);
      std::sort(mine.begin(), mine.end());
      unit.companies.at(party) =
          static_cast<std::uint32_t>(std::unique(mine.begin(), mine.end()) - mine.begin());
      if (!mine.empty()) unit.parties |= static_cast<std::uint8_t>(1U << party);
    }
    unit.unnamed = members.front().key == 0;
    unit.one_key = members.front().key == members.back().key;
    unit.keraguan = keraguan_of(unit, members);
    units_.push_back(unit);
  }
  for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
    for (std::uint32_t i = 0; i < units_[unit].count; ++i) keys_[places_[units_[unit].first + i]].unit = unit;
  }
}

std::vector<CompanyKey> Matching::keys_of(std::uint32_t unit) const {
  std::vector<CompanyKey> members;
  for (std::uint32_t i = 0; i < units_[unit].count; ++i) {
    members.push_back(keys_[places_[units_[unit].first + i]]);
  }
  return members;
}

std::optional<std::uint32_t> Matching::unit_of(std::int64_t key, RegisterParty party) const {
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), std::pair(key, party),
                                   [](const CompanyKey& a, const std::pair<std::int64_t, RegisterParty>& b) {
                                     return std::pair(a.key, a.party) < b;
                                   });
  if (at == keys_.end() || at->key != key || at->party != party) return std::nullopt;
  return at->unit;
}

std::vector<std::uint32_t> Matching::units_named(std::int64_t identifier) const {
  std::vector<std::uint32_t> found;
  for (const CompanyKey& key : keys_) {
    if (identifier != 0 && (key.key == identifier || key.npwp == identifier || key.nib == identifier ||
                            key.tdp == identifier || key.kode == identifier)) {
      found.push_back(key.unit);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace jembatan::office
