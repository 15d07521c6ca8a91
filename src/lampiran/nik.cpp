#include "lampiran/nik.h"

#include <array>
#include <chrono>

#include "lampiran/bentuk.h"

namespace jembatan::lampiran {
namespace {

/// Kemendagri's codes of the 38 provinces of 2022 and later, and 54, Timor Timur until 1999.
constexpr auto kProvinsi = [] {
  std::array<bool, 100> there{};
  for (const unsigned kode : {11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 54,
                              61, 62, 63, 64, 65, 71, 72, 73, 74, 75, 76, 81, 82, 91, 92, 93, 94, 95, 96}) {
    there[kode] = true;
  }
  return there;
}();

unsigned two_digits(std::string_view nik, std::size_t at) {
  return static_cast<unsigned>(number(nik.substr(at, 2)));
}

}  // namespace

BagianNik parts_of_nik(std::string_view nik) {
  const unsigned day = two_digits(nik, 6);
  return {two_digits(nik, 0),
          day > 40 ? day - 40 : day,
          two_digits(nik, 8),
          two_digits(nik, 10),
          static_cast<unsigned>(number(nik.substr(12))),
          nik.substr(0, 6)};
}

bool BagianNik::provinsi_ada() const {
  return kProvinsi[provinsi];
}

bool BagianNik::tanggal_mungkin() const {
  return hari >= 1 && hari <= 31 && bulan >= 1 && bulan <= 12;
}

bool BagianNik::dalam_kalender() const {
  // 1900 was no leap year, 2000 was: of the two the year in this century allows more.
  using namespace std::chrono;
  return year_month_day{year{2000 + static_cast<int>(tahun)}, month{bulan}, day{hari}}.ok();
}

bool is_dummy_nik(std::string_view nik) {
  return all_the_same(nik) || nik == "1234567890123456";
}

bool looks_like_nik(std::string_view nik) {
  if (is_dummy_nik(nik)) return false;
  const BagianNik bagian = parts_of_nik(nik);
  return bagian.provinsi_ada() && bagian.tanggal_mungkin() && bagian.urut != 0;
}

}  // namespace jembatan::lampiran
