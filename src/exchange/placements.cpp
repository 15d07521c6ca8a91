#include "exchange/placements.h"

#include <set>
#include <string>
#include <utility>

#include "lampiran/pengenal.h"

namespace jembatan::exchange {

std::vector<journal::Placement> placements_of(const soap::Request& request) {
  const auto* workers = std::get_if<std::vector<lampiran::Pekerja>>(&request.rekaman);
  if (workers == nullptr || !request.kunci) return {};
  const auto pengenal = lampiran::pengenal_of(*request.kunci);
  if (pengenal.empty()) return {};
  const std::string company =
      std::string(lampiran::name(pengenal.front().jenis)) + ":" + pengenal.front().nilai;
  std::vector<journal::Placement> placements;
  placements.reserve(workers->size());
  for (const lampiran::Pekerja& worker : *workers) {
    placements.push_back({worker.nik ? lampiran::kunci_of_nik(*worker.nik) : std::string(), company});
  }
  return placements;
}

std::vector<journal::Placement> accepted_of(const std::vector<journal::Placement>& placements,
                                            const std::vector<lampiran::HasilRekaman>& theirs) {
  std::vector<journal::Placement> accepted;
  for (std::size_t i = 0; i < placements.size() && i < theirs.size(); ++i) {
    if (theirs[i].diterima && !placements[i].worker.empty()) accepted.push_back(placements[i]);
  }
  return accepted;
}

std::function<bool(std::string_view nik)> listed_elsewhere(journal::Store& store, std::string_view party,
                                                           const std::vector<journal::Placement>& all) {
  if (all.empty()) return {};
  const std::vector<bool> elsewhere = store.listed_elsewhere(party, all);
  std::set<std::string> known;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (elsewhere[i] && !all[i].worker.empty()) known.insert(all[i].worker);
  }
  if (known.empty()) return {};
  return [known = std::move(known)](std::string_view nik) {
    return known.count(lampiran::kunci_of_nik(nik)) != 0;
  };
}

}  // namespace jembatan::exchange
