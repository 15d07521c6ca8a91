#pragma once
// The NIK (C.1): 16 digits PPKKCC DDMMYY SSSS, women's day plus 40; no check
// digit. Pure functions, any thread.

#include <string_view>

namespace jembatan::lampiran {

struct BagianNik {
  unsigned provinsi, hari, bulan, tahun, urut;  ///< hari with 40 taken off
  std::string_view wilayah;                     ///< the first six digits

  [[nodiscard]] bool provinsi_ada() const;
  [[nodiscard]] bool tanggal_mungkin() const;  ///< day 01-31 or 41-71, month 01-12
  [[nodiscard]] bool dalam_kalender() const;   ///< in either century
};

/// Of 16 digits.
[[nodiscard]] BagianNik parts_of_nik(std::string_view nik);

/// Not a number that anybody bears: all digits the same, or 1234567890123456.
[[nodiscard]] bool is_dummy_nik(std::string_view nik);

/// Whether 16 digits could be a person's NIK.
[[nodiscard]] bool looks_like_nik(std::string_view nik);

}  // namespace jembatan::lampiran
