#pragma once
// How far what the two parties have given each other overlaps: companies and
// workers known to WLKP (Pihak Kesatu), to JKN (Pihak Kedua), to both. An
// interface of the report's own, so that it does not depend on how companies are
// matched. Plain values.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "office/report_period.h"

namespace jembatan::office {

struct Overlap {
  std::uint64_t only_kesatu = 0, both = 0, only_kedua = 0;

  [[nodiscard]] std::uint64_t kesatu() const { return only_kesatu + both; }
  [[nodiscard]] std::uint64_t kedua() const { return both + only_kedua; }
  [[nodiscard]] std::uint64_t all() const { return only_kesatu + both + only_kedua; }
  void add(bool kesatu_knows, bool kedua_knows) {
    if (kesatu_knows && kedua_knows) {
      ++both;
    } else if (kesatu_knows) {
      ++only_kesatu;
    } else if (kedua_knows) {
      ++only_kedua;
    }
  }
  bool operator==(const Overlap&) const = default;
};

struct Coverage {
  Overlap companies, workers;
  std::map<std::string, Overlap> workers_by_province;   ///< "32", the NIK's first two digits; "" unknown
  std::map<std::string, Overlap> companies_by_section;  ///< KBLI section "C"; "" unknown
  std::map<std::string, Overlap> workers_by_section;
  struct Quarter {
    int year = 0;
    unsigned quarter = 0;
    Overlap companies, workers;  ///< known by its end
  };
  std::vector<Quarter> by_quarter;
};

class CoverageSource {
 public:
  virtual ~CoverageSource() = default;
  /// Of the journal's moment at hand; nothing where there is no register to ask. `months` are the report's.
  [[nodiscard]] virtual std::optional<Coverage> coverage(const std::vector<Month>& months) = 0;
};

/// The KBLI 2020 section letter of a division (the first two digits); "" where there is none.
[[nodiscard]] std::string section_of_division(unsigned division);

}  // namespace jembatan::office
