#include "office/name_likeness.h"

#include <map>
#include <utility>

#include "lampiran/banding.h"

namespace jembatan::office {

std::string name_key(const lampiran::Teks& nama) {
  std::string key;
  static_cast<void>(lampiran::append_banding(lampiran::Banding::nama_badan_usaha, nama, key));
  return key;
}

unsigned name_likeness(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0;
  if (a == b) return 100;
  if (a.size() < 2 || b.size() < 2) return 0;
  std::map<std::pair<char, char>, std::size_t> pairs;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) ++pairs[{a[i], a[i + 1]}];
  std::size_t shared = 0;
  for (std::size_t i = 0; i + 1 < b.size(); ++i) {
    const auto at = pairs.find({b[i], b[i + 1]});
    if (at == pairs.end() || at->second == 0) continue;
    --at->second;
    ++shared;
  }
  return static_cast<unsigned>(200 * shared / (a.size() + b.size() - 2));
}

}  // namespace jembatan::office
