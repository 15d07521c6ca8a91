#include "office/replay_verdicts.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "exchange/verdicts.h"

namespace jembatan::office {

namespace {

using lampiran::HasilRekaman;
using lampiran::Temuan;

bool has(const HasilRekaman& hasil, const Temuan& temuan) {
  return std::any_of(hasil.temuan.begin(), hasil.temuan.end(), [&](const Temuan& one) {
    return one.kode == temuan.kode && one.elemen == temuan.elemen;
  });
}

/// Whether the other party's verdict is part of the recorded one: both accept, or both reject and its
/// findings are among the recorded ones.
bool fits(const HasilRekaman& recorded, const HasilRekaman& verdict) {
  return recorded.diterima == verdict.diterima &&
         std::all_of(verdict.temuan.begin(), verdict.temuan.end(),
                     [&](const Temuan& one) { return has(recorded, one); });
}

/// The other party's verdict on each record; null for those that it was not sent.
std::vector<const HasilRekaman*> spread(const std::vector<HasilRekaman>& recorded,
                                        const std::vector<HasilRekaman>& theirs) {
  std::vector<const HasilRekaman*> result(recorded.size(), nullptr);
  std::size_t next = 0;
  for (std::size_t i = 0; i < recorded.size() && next < theirs.size(); ++i) {
    if (fits(recorded[i], theirs[next])) result[i] = &theirs[next++];
  }
  return result;
}

/// What the record's answer would be today, were the other party to say what it said then.
HasilRekaman expected(const HasilRekaman& today, const HasilRekaman* theirs) {
  if (theirs == nullptr || !today.diterima) return today;
  return exchange::merge({today}, {*theirs}).front();
}

std::set<std::string> findings(const HasilRekaman& hasil) {
  std::set<std::string> result;
  for (const Temuan& one : hasil.temuan) {
    const std::string level = one.tingkat == lampiran::Tingkat::peringatan ? "PERINGATAN " : "";
    result.insert(level + one.kode + ' ' + one.elemen);
  }
  return result;
}

std::vector<std::string> without(const std::set<std::string>& all, const std::set<std::string>& those) {
  std::vector<std::string> rest;
  std::set_difference(all.begin(), all.end(), those.begin(), those.end(), std::back_inserter(rest));
  return rest;
}

}  // namespace

std::vector<VerdictChange> verdict_changes(const std::vector<HasilRekaman>& recorded,
                                           const std::vector<HasilRekaman>& theirs,
                                           const std::vector<HasilRekaman>& today) {
  const auto spread_out = spread(recorded, theirs);
  std::vector<VerdictChange> changes;
  for (std::size_t i = 0; i < recorded.size() && i < today.size(); ++i) {
    const HasilRekaman now = expected(today[i], spread_out[i]);
    const auto before = findings(recorded[i]), after = findings(now);
    if (recorded[i].diterima == now.diterima && before == after) continue;
    changes.push_back(
        {i + 1, recorded[i].diterima, now.diterima, without(before, after), without(after, before)});
  }
  return changes;
}

}  // namespace jembatan::office
