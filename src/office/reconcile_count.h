#pragma once
// Counting what the parties say of the same workers: at each unit of companies,
// and in total. Afterwards what was found of each worker at each company is kept
// (16 bytes), so that a single company can be looked at. One thread while
// counting, any thread afterwards. Throws base::Broken.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "journal/register.h"
#include "office/reconcile_match.h"
#include "office/reconcile_walk.h"

namespace jembatan::office {

/// What is found of a worker at one company; each worker at each company has exactly one.
enum class Kelas : std::uint8_t {
  hanya_wlkp,    ///< Pihak Kedua knows the worker nowhere
  hanya_jkn,     ///< Pihak Kesatu knows the worker nowhere
  sama,          ///< both say the same, as far as both say something
  beda,          ///< a field differs
  wlkp_di_sini,  ///< Pihak Kesatu has the worker here, Pihak Kedua at another company
  jkn_di_sini,   ///< Pihak Kedua has the worker here, Pihak Kesatu at another company
  ragu,          ///< both have the worker at companies that cannot be told apart
};
inline constexpr std::size_t kelas_count = 7;

/// "HANYA_WLKP".
[[nodiscard]] std::string_view name(Kelas kelas);

/// Which companies and workers are counted; every member that is set must hold.
struct ReconcileFilter {
  std::vector<std::uint32_t> units;          ///< empty: all
  bool chosen_units = false;                 ///< `units` counts, also where it is empty
  std::optional<unsigned> wilayah;           ///< of the NIK: a province (11..99) or a regency (1101..9999)
  std::optional<unsigned> divisi;            ///< KBLI, of either party
  std::optional<std::uint32_t> least, most;  ///< workers that either party knows at the company
  /// Only what these exchanges (ascending) have said something of.
  std::optional<std::vector<std::uint64_t>> exchanges;

  [[nodiscard]] bool by_worker() const { return wilayah || exchanges; }
};

struct Tally {
  std::array<std::uint32_t, kelas_count> workers{};  ///< by Kelas
  std::uint32_t inactive = 0;   ///< of those that Pihak Kedua has here: its status is another than AKTIF
  std::uint32_t potential = 0;  ///< of those that Pihak Kesatu has here: no member anywhere (PotensiPekerja)
  std::uint32_t size = 0;       ///< workers that either party knows here, whatever the filter
  std::uint32_t different = 0;  ///< bits of the company's fields
  bool division_fits = false, changed = false;

  [[nodiscard]] std::uint64_t counted() const;
  [[nodiscard]] std::uint32_t of(Kelas kelas) const { return workers[static_cast<std::size_t>(kelas)]; }
};

struct ReconcileTotals {
  std::array<std::uint64_t, kelas_count> workers{};
  std::uint64_t inactive = 0, potential = 0;
  std::uint64_t only_wlkp = 0, only_jkn = 0, same = 0, different = 0;  ///< companies
  std::uint64_t ambiguous = 0, ambiguous_companies = 0;  ///< units, and the parties' companies in them
  bool operator==(const ReconcileTotals&) const = default;
};

/// What was found of one worker at one unit, before looking elsewhere.
struct Sighting {
  enum : std::uint8_t { kesatu = 1, kedua = 2, differs = 4, member = 8, inactive = 16, chosen = 32 };
  std::int64_t subject = 0;
  std::uint32_t unit = 0;
  std::uint8_t bits = 0;
};

class Reconciliation {
 public:
  /// Reads the register once. Borrows the matching.
  Reconciliation(const journal::RegisterReader& reader, const Matching& matching, ReconcileFilter filter);

  [[nodiscard]] const Tally& tally(std::uint32_t unit) const { return tallies_[unit]; }
  /// Whether the filter lets the unit through.
  [[nodiscard]] bool shown(std::uint32_t unit) const;
  [[nodiscard]] ReconcileTotals totals() const;
  [[nodiscard]] const ReconcileFilter& filter() const { return filter_; }
  [[nodiscard]] bool chosen(const Pair& worker) const;

  /// Of a worker at a unit; nothing where this says nothing of its own: no company was named, and one is
  /// known.
  [[nodiscard]] std::optional<Kelas> kelas(std::int64_t subject, std::uint32_t unit) const;
  /// Where else the worker is, ascending.
  [[nodiscard]] std::vector<std::uint32_t> elsewhere(std::int64_t subject, std::uint32_t unit) const;

 private:
  using Group = std::span<const Sighting>;  ///< of one worker

  void take_company(std::uint32_t unit, const Pair& pair);
  void take_worker(std::uint32_t unit, const Pair& pair);
  void count_group(Group group);
  [[nodiscard]] std::optional<Kelas> kelas(const Sighting& sighting, Group group) const;
  [[nodiscard]] Group group_of(std::int64_t subject) const;
  [[nodiscard]] bool said_something_new(const journal::RegisterRow* row) const;

  const Matching& matching_;
  ReconcileFilter filter_;
  std::vector<Tally> tallies_;
  std::vector<Sighting> sightings_;  ///< by subject, unit
};

}  // namespace jembatan::office
