#include "office/reconcile_count.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "lampiran/status.h"

namespace jembatan::office {

namespace {

using journal::RegisterKind;
using journal::RegisterRow;
namespace worker = journal::worker_field;
namespace company = journal::company_field;

constexpr std::uint64_t plain(lampiran::StatusKepesertaan status) {
  return 1 + static_cast<std::uint64_t>(status);
}

/// What Pihak Kedua's row says of membership.
std::uint8_t membership(const RegisterRow& row) {
  const std::uint64_t status =
      row.has(worker::status_kepesertaan) ? row.number[worker::status_kepesertaan] : 0;
  std::uint8_t bits = Sighting::kedua;
  if (status != plain(lampiran::StatusKepesertaan::belum_terdaftar)) bits |= Sighting::member;
  if (status > plain(lampiran::StatusKepesertaan::aktif)) bits |= Sighting::inactive;
  return bits;
}

bool has_division(const RegisterRow* row, unsigned division) {
  if (row == nullptr || !row->has(company::divisi)) return false;
  for (std::uint64_t rest = row->number[company::divisi]; rest != 0; rest >>= 8U) {
    if ((rest & 0xffU) == division) return true;
  }
  return false;
}

bool in_region(const RegisterRow* row, unsigned wilayah) {
  if (row == nullptr || !row->has(worker::wilayah)) return false;
  const std::uint64_t regency = row->number[worker::wilayah];
  return wilayah < 100 ? regency / 100 == wilayah : regency == wilayah;
}

}  // namespace

std::string_view name(Kelas kelas) {
  constexpr std::array<std::string_view, kelas_count> names{"HANYA_WLKP",   "HANYA_JKN",   "SAMA", "BEDA",
                                                            "WLKP_DI_SINI", "JKN_DI_SINI", "RAGU"};
  return names[static_cast<std::size_t>(kelas)];
}

std::uint64_t Tally::counted() const {
  return std::accumulate(workers.begin(), workers.end(), std::uint64_t{0});
}

Reconciliation::Reconciliation(const journal::RegisterReader& reader, const Matching& matching,
                               ReconcileFilter filter)
    : matching_(matching), filter_(std::move(filter)), tallies_(matching.units().size()) {
  walk(reader, matching, [this](std::uint32_t unit, RegisterKind kind, const Pair& pair) {
    if (kind == RegisterKind::badan_usaha) take_company(unit, pair);
    if (kind == RegisterKind::pekerja) take_worker(unit, pair);
  });
  std::sort(sightings_.begin(), sightings_.end(), [](const Sighting& a, const Sighting& b) {
    return std::tie(a.subject, a.unit) < std::tie(b.subject, b.unit);
  });
  for (std::size_t begin = 0; begin < sightings_.size();) {
    std::size_t end = begin;
    while (end < sightings_.size() && sightings_[end].subject == sightings_[begin].subject) ++end;
    count_group(Group(sightings_).subspan(begin, end - begin));
    begin = end;
  }
}

bool Reconciliation::said_something_new(const RegisterRow* row) const {
  if (row == nullptr) return false;
  return std::any_of(
      row->sources.begin(), row->sources.begin() + row->source_count, [this](const auto& source) {
        return std::binary_search(filter_.exchanges->begin(), filter_.exchanges->end(), source.number);
      });
}

void Reconciliation::take_company(std::uint32_t unit, const Pair& pair) {
  Tally& tally = tallies_[unit];
  tally.different = differing(RegisterKind::badan_usaha, pair);
  if (filter_.divisi) {
    tally.division_fits =
        has_division(pair.kesatu, *filter_.divisi) || has_division(pair.kedua, *filter_.divisi);
  }
  if (filter_.exchanges) tally.changed = said_something_new(pair.kesatu) || said_something_new(pair.kedua);
}

bool Reconciliation::chosen(const Pair& pair) const {
  if (filter_.wilayah && !in_region(pair.kesatu, *filter_.wilayah) &&
      !in_region(pair.kedua, *filter_.wilayah)) {
    return false;
  }
  return !filter_.exchanges || said_something_new(pair.kesatu) || said_something_new(pair.kedua);
}

void Reconciliation::take_worker(std::uint32_t unit, const Pair& pair) {
  ++tallies_[unit].size;
  Sighting sighting{(pair.kesatu != nullptr ? pair.kesatu : pair.kedua)->key.subject, unit, 0};
  if (pair.kesatu != nullptr) sighting.bits |= Sighting::kesatu;
  if (pair.kedua != nullptr) sighting.bits |= membership(*pair.kedua);
  if (differing(RegisterKind::pekerja, pair) != 0) sighting.bits |= Sighting::differs;
  if (chosen(pair)) sighting.bits |= Sighting::chosen;
  sightings_.push_back(sighting);
}

std::optional<Kelas> Reconciliation::kelas(const Sighting& sighting, Group group) const {
  constexpr std::uint8_t both = Sighting::kesatu | Sighting::kedua;
  const Unit& unit = matching_.units()[sighting.unit];
  if (unit.unnamed && group.size() > 1) return std::nullopt;
  const std::uint8_t here = sighting.bits & both;
  if (here == both) {
    if (unit.keraguan != Keraguan::tidak_ada) return Kelas::ragu;
    return (sighting.bits & Sighting::differs) != 0 ? Kelas::beda : Kelas::sama;
  }
  const bool elsewhere = std::any_of(group.begin(), group.end(),
                                     [&](const Sighting& one) { return (one.bits & both & ~here) != 0; });
  if (here == Sighting::kesatu) return elsewhere ? Kelas::wlkp_di_sini : Kelas::hanya_wlkp;
  return elsewhere ? Kelas::jkn_di_sini : Kelas::hanya_jkn;
}

void Reconciliation::count_group(Group group) {
  const bool member = std::any_of(group.begin(), group.end(),
                                  [](const Sighting& one) { return (one.bits & Sighting::member) != 0; });
  for (const Sighting& one : group) {
    const auto found = kelas(one, group);
    if (!found || (one.bits & Sighting::chosen) == 0) continue;
    Tally& tally = tallies_[one.unit];
    ++tally.workers[static_cast<std::size_t>(*found)];
    if ((one.bits & Sighting::inactive) != 0) ++tally.inactive;
    if ((one.bits & Sighting::kesatu) != 0 && !member) ++tally.potential;
  }
}

bool Reconciliation::shown(std::uint32_t unit) const {
  const Tally& tally = tallies_[unit];
  if (filter_.chosen_units && !std::binary_search(filter_.units.begin(), filter_.units.end(), unit))
    return false;
  if (filter_.divisi && !tally.division_fits) return false;
  if (tally.size < filter_.least.value_or(0) || tally.size > filter_.most.value_or(UINT32_MAX)) return false;
  if (tally.counted() > 0) return true;
  if (matching_.units()[unit].unnamed || filter_.wilayah) return false;
  return !filter_.exchanges || tally.changed;
}

ReconcileTotals Reconciliation::totals() const {
  ReconcileTotals totals;
  for (std::uint32_t place = 0; place < tallies_.size(); ++place) {
    if (!shown(place)) continue;
    const Tally& tally = tallies_[place];
    const Unit& unit = matching_.units()[place];
    for (std::size_t i = 0; i < kelas_count; ++i) totals.workers[i] += tally.workers[i];
    totals.inactive += tally.inactive;
    totals.potential += tally.potential;
    if (unit.unnamed) continue;
    if (unit.keraguan != Keraguan::tidak_ada) {
      ++totals.ambiguous;
      totals.ambiguous_companies += unit.companies[0] + unit.companies[1];
    } else if (unit.parties == 3) {
      ++(tally.different != 0 ? totals.different : totals.same);
    } else {
      ++(unit.parties == 1 ? totals.only_wlkp : totals.only_jkn);
    }
  }
  return totals;
}

Reconciliation::Group Reconciliation::group_of(std::int64_t subject) const {
  const auto [begin, end] =
      std::equal_range(sightings_.begin(), sightings_.end(), Sighting{subject, 0, 0},
                       [](const Sighting& a, const Sighting& b) { return a.subject < b.subject; });
  return Group(sightings_)
      .subspan(static_cast<std::size_t>(begin - sightings_.begin()), static_cast<std::size_t>(end - begin));
}

std::optional<Kelas> Reconciliation::kelas(std::int64_t subject, std::uint32_t unit) const {
  const Group group = group_of(subject);
  const auto at =
      std::find_if(group.begin(), group.end(), [unit](const Sighting& one) { return one.unit == unit; });
  return at == group.end() ? std::nullopt : kelas(*at, group);
}

std::vector<std::uint32_t> Reconciliation::elsewhere(std::int64_t subject, std::uint32_t unit) const {
  std::vector<std::uint32_t> units;
  for (const Sighting& one : group_of(subject)) {
    if (one.unit != unit) units.push_back(one.unit);
  }
  return units;
}

}  // namespace jembatan::office
