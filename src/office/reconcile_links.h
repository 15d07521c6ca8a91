#pragma once
// How keys of companies become linked (see reconcile_match.h). Internal to the
// matching. One thread.

#include <cstdint>
#include <utility>
#include <vector>

#include "office/reconcile_match.h"

namespace jembatan::office {

/// Sets that grow together; the smallest member stands for its set.
class Sets {
 public:
  explicit Sets(std::size_t count);
  [[nodiscard]] std::uint32_t find(std::uint32_t member);
  void unite(std::uint32_t a, std::uint32_t b);

 private:
  std::vector<std::uint32_t> above_;
};

class CompanyLinks {
 public:
  /// Borrows the keys and fills their company, unit (the first key's place for now) and undecided.
  explicit CompanyLinks(std::vector<CompanyKey>& keys);

 private:
  using Named =
      std::vector<std::pair<std::int64_t, std::uint32_t>>;  ///< (identifier, place of a key), sorted

  void fold();
  void link_by_npwp_and_nib();
  void link_by_tdp();
  void link_run_by_tdp(Named::const_iterator begin, Named::const_iterator end,
                       const std::vector<std::uint8_t>& parties);

  std::vector<CompanyKey>& keys_;
  Sets companies_, units_;
};

/// Whether NPWP or NIB say that the two are not one.
[[nodiscard]] bool disagree(const CompanyKey& a, const CompanyKey& b);

}  // namespace jembatan::office
