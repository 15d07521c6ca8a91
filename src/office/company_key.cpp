#include "office/company_key.h"

namespace jembatan::office {

std::optional<lampiran::KunciBadanUsaha> key_of(const Company& company) {
  if (company.badan_usaha) {
    const lampiran::BadanUsaha& badan_usaha = *company.badan_usaha;
    if (badan_usaha.npwp || badan_usaha.nib || badan_usaha.tdp) {
      return lampiran::KunciBadanUsaha{badan_usaha.npwp, badan_usaha.nib, badan_usaha.tdp, {}};
    }
  }
  if (company.pimpinan && company.pimpinan->badan_usaha) return company.pimpinan->badan_usaha;
  return company.kode ? std::optional(lampiran::KunciBadanUsaha{{}, {}, {}, company.kode}) : std::nullopt;
}

}  // namespace jembatan::office
