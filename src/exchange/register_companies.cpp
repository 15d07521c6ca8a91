#include "exchange/register_companies.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "lampiran/pengenal.h"

namespace jembatan::exchange {

namespace {

using journal::RegisterKind;
using journal::RegisterReader;
using journal::RegisterRow;
namespace field = journal::company_field;

class Finder {
 public:
  Finder(journal::SqliteStore& store, journal::RegisterParty party)
      : reader_(store), pages_(store, party), party_(party) {}

  [[nodiscard]] AskedCompany find(const lampiran::KunciBadanUsaha& kunci) const {
    for (const lampiran::Pengenal& one : lampiran::pengenal_of(kunci)) {
      const std::string text = std::string(lampiran::name(one.jenis)) + ":" + one.nilai;
      AskedCompany found = one.jenis == lampiran::JenisPengenal::npwp ? by_key(text) : by_mark(text);
      if (found.ambiguous || !found.keys.empty()) return found;
    }
    return {};
  }

 private:
  /// Nothing weighs more than an NPWP: who has one stands under it.
  [[nodiscard]] AskedCompany by_key(const std::string& text) const {
    const std::int64_t key = reader_.company_number(text);
    return pages_.knows(key) ? with_its_keys(key) : AskedCompany{};
  }

  /// Under a weightier identifier where the party has told of one.
  [[nodiscard]] AskedCompany by_mark(const std::string& text) const {
    std::set<std::int64_t> heads, branches;
    for (const std::int64_t company : pages_.bearing(text)) {
      const auto row = row_of(company);
      (row && row->has(field::npwp_induk) ? branches : heads).insert(company);
    }
    const std::int64_t own = reader_.company_number(text);
    if (heads.size() > 1)
      heads.erase(own);  // the same company, from before its weightier identifier was told
    if (heads.size() > 1 || (heads.empty() && branches.size() > 1)) return {{}, 0, true};
    if (!heads.empty()) return with_its_keys(*heads.begin());
    if (pages_.knows(own)) return with_its_keys(own);
    return branches.empty() ? AskedCompany{} : with_its_keys(*branches.begin());
  }

  [[nodiscard]] AskedCompany with_its_keys(std::int64_t anchor) const {
    std::set<std::int64_t> keys{anchor};
    if (const auto row = row_of(anchor); row && !row->has(field::npwp_induk)) {
      for (const std::size_t one :
           {std::size_t{field::nib}, std::size_t{field::tdp}, std::size_t{field::kode_badan_usaha}}) {
        if (row->has(one)) keys.insert(static_cast<std::int64_t>(row->number[one]));
      }
    }
    return {{keys.begin(), keys.end()}, anchor, false};
  }

  [[nodiscard]] std::optional<RegisterRow> row_of(std::int64_t company) const {
    return reader_.find({company, RegisterKind::badan_usaha, 0, party_});
  }

  RegisterReader reader_;
  journal::RegisterPages pages_;
  journal::RegisterParty party_;
};

}  // namespace

AskedCompany asked_company(journal::SqliteStore& store, journal::RegisterParty party,
                           const lampiran::KunciBadanUsaha& kunci) {
  return Finder(store, party).find(kunci);
}

}  // namespace jembatan::exchange
