#pragma once
// Which companies of the two parties are one. Identifiers decide, never names:
// NPWP (15 and 16 digits are one by then), then NIB, then TDP.
//
//  - One party's keys that name one company are put together first: a message
//    that gives the NIB alone is about the company that bears that NIB. Where two
//    of its companies bear it, it is about neither.
//  - Companies of the two parties that share an NPWP or an NIB are linked. What
//    is linked so is one company where each party has one of them and NPWP and
//    NIB do not disagree; otherwise all of it is ambiguous, and nothing merged.
//  - A TDP, superseded and of many layouts, links only what neither NPWP nor NIB
//    has, and never where these disagree.
//  - A branch (NITKU) is a company of its own, known by its NITKU alone: its NIB
//    and TDP are its head office's.
//  - A party's own code and a name (with its address) tell its own companies
//    apart and are never compared with the other's.
//
// Works on the register's keyed hashes. About 90 bytes for each company of a
// party. Built in one pass; afterwards constant, any thread. Throws base::Broken.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "journal/register.h"

namespace jembatan::office {

/// Why companies cannot be told apart or together.
enum class Keraguan : std::uint8_t {
  tidak_ada,
  npwp_beda,  ///< the NIB agrees, the NPWP does not
  nib_beda,   ///< the NPWP agrees, the NIB does not
  banyak,     ///< an identifier of the one party names several companies of the other, or of its own
};

/// "", "NPWP_BEDA", "NIB_BEDA", "BANYAK".
[[nodiscard]] std::string_view name(Keraguan keraguan);

/// A key under which a party has given something of a company. 0 where it has not said the identifier.
struct CompanyKey {
  std::int64_t key = 0;
  std::int64_t npwp = 0, nib = 0, tdp = 0, kode = 0, induk = 0;
  journal::RegisterParty party = 0;
  bool recorded = false;      ///< there is a row of the company itself
  bool undecided = false;     ///< it names several companies
  std::uint32_t company = 0;  ///< the place of the first key of the party's company
  std::uint32_t unit = 0;
};

/// One company of both parties or of one of them; or several that cannot be told apart.
struct Unit {
  std::uint32_t first = 0, count = 0;  ///< its keys
  Keraguan keraguan = Keraguan::tidak_ada;
  std::uint8_t parties = 0;                  ///< bits: 1 Pihak Kesatu, 2 Pihak Kedua
  std::array<std::uint32_t, 2> companies{};  ///< of each party
  bool unnamed = false;                      ///< workers of no company that was named
  bool one_key = false;                      ///< all its keys are the same number
};

class Matching {
 public:
  /// Keys in the order of (key, party), as the register has them.
  explicit Matching(std::vector<CompanyKey> keys);
  [[nodiscard]] static Matching of(const journal::RegisterReader& reader);

  [[nodiscard]] const std::vector<Unit>& units() const { return units_; }
  /// In the order of (key, party).
  [[nodiscard]] const std::vector<CompanyKey>& keys() const { return keys_; }
  /// Of one unit, in the same order.
  [[nodiscard]] std::vector<CompanyKey> keys_of(std::uint32_t unit) const;
  /// Its first key: what the unit is called by.
  [[nodiscard]] std::int64_t called(std::uint32_t unit) const {
    return keys_[places_[units_[unit].first]].key;
  }
  [[nodiscard]] std::optional<std::uint32_t> unit_of(std::int64_t key, journal::RegisterParty party) const;
  /// The units that an identifier names, by whichever party, ascending.
  [[nodiscard]] std::vector<std::uint32_t> units_named(std::int64_t identifier) const;

 private:
  std::vector<CompanyKey> keys_;
  std::vector<std::uint32_t> places_;  ///< of the keys, unit by unit
  std::vector<Unit> units_;
};

}  // namespace jembatan::office
