#include "journal/register_hash.h"

#include <algorithm>

#include "crypto/keyed_hash.h"

namespace jembatan::journal {
namespace {

std::string derived(const crypto::KeyRing& keys, std::string_view purpose) {
  return crypto::hmac_sha256(keys.index_key().bytes(), purpose);
}

/// 32 bits tell two values of one field apart: among ten million that differ, 0.002 would be taken for equal.
constexpr std::uint64_t kHashMask = 0xffff'ffffU;

}  // namespace

RegisterHash::RegisterHash(const crypto::KeyRing& keys)
    : names_(derived(keys, "jembatan register names")), values_(derived(keys, "jembatan register values")) {}

std::int64_t RegisterHash::name(std::string_view identifier) const {
  if (identifier.empty()) return 0;
  const auto number = static_cast<std::int64_t>(names_.of(identifier));
  return number == 0 || number == kEveryWorker ? 1 : number;
}

std::vector<Claim> RegisterHash::claims(const Given& given) const {
  std::vector<Claim> claims;
  claims.reserve(given.records.size());
  std::string_view company;
  std::int64_t company_number = 0;
  for (const Given::Record& record : given.records) {
    if (given.at(record.company) != company) {
      company = given.at(record.company);
      company_number = name(company);
    }
    Claim& claim = claims.emplace_back();
    claim.key = {company_number, record.kind, name(given.at(record.subject)), given.party};
    claim.record = record.record;
    for (std::uint32_t i = record.first; i < record.end; ++i) {
      const Given::Field& field = given.fields[i];
      const FieldForm form = form_of(record.kind, field.field);
      std::uint64_t& number = claim.number[field.field];
      if (form == FieldForm::plain) number = field.plain;
      if (form == FieldForm::name) number = static_cast<std::uint64_t>(name(given.at(field.piece)));
      if (form == FieldForm::hash) number = values_.of(given.at(field.piece)) & kHashMask;
      claim.given |= 1U << field.field;
    }
  }
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim& a, const Claim& b) { return a.key < b.key; });
  return claims;
}

}  // namespace jembatan::journal
