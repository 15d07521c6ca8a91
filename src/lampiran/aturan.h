#pragma once
// The law in force: levels of findings, addenda and reference lists on top of
// the annex's table. Loaded once, then immutable; shared between threads by
// shared_ptr<const Aturan>. Loading reports every error at once.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "lampiran/temuan.h"

namespace jembatan::lampiran {

struct Addendum;
class Referensi;

/// A finding's row in temuan_table.h.
enum class Kode : std::uint8_t;

enum class TingkatAturan { kesalahan, peringatan, kesalahan_bila_wajib, mati };

struct SumberAturan {
  std::vector<std::pair<std::string, std::string>>
      tingkat;  ///< [rules]: code -> "KESALAHAN" | "PERINGATAN" | "off"
  std::vector<std::string> addendum_files;
  std::string region_file;  ///< [reference] region prefixes; empty: rule off
  std::string kbli_file;    ///< [reference] KBLI codes; empty: rule off
};

class Aturan {
 public:
  Aturan();  ///< the annex alone: no addendum, no lists, every level as published
  ~Aturan();
  Aturan(Aturan&&) noexcept;
  Aturan& operator=(Aturan&&) noexcept;

  /// All errors at once, each "file:line: what, and what to do".
  [[nodiscard]] static base::Result<Aturan, std::vector<std::string>> load(const SumberAturan& sumber);

  /// The level of a finding's code; mati where a configuration switched it off or its list is missing.
  [[nodiscard]] TingkatAturan tingkat(std::string_view kode) const;
  [[nodiscard]] TingkatAturan tingkat(Kode kode) const;
  /// The addendum in force on the day, or null.
  [[nodiscard]] const Addendum* addendum(base::Date tanggal) const;
  /// Every addendum that was read, in the order of its days.
  [[nodiscard]] const std::vector<Addendum>& addenda() const;
  [[nodiscard]] const Referensi& referensi() const;
  /// SHA-256 in hexadecimal over everything that can change a verdict: levels, addenda, lists.
  [[nodiscard]] const std::string& digest() const;
  /// What is switched off for want of a list, in words for `jembatan check`.
  [[nodiscard]] std::vector<std::string> missing() const;

 private:
  struct Isi;
  std::unique_ptr<const Isi> isi_;
};

}  // namespace jembatan::lampiran
