// Section A: the checks of a company's single values.

#include <algorithm>
#include <array>

#include "lampiran/badan_hukum.h"
#include "lampiran/bentuk.h"
#include "lampiran/nik.h"
#include "lampiran/periksa.h"
#include "lampiran/referensi.h"

namespace jembatan::lampiran {
namespace {

/// A value of at most `Size` bytes without some separators; `fits` is false where it is longer.
template <std::size_t Size>
struct Without {
  Without(std::string_view text, std::string_view separators) {
    for (const char c : text) {
      if (separators.find(c) != std::string_view::npos) continue;
      if (size == Size) {
        fits = false;
        return;
      }
      buffer[size++] = c;
    }
  }
  [[nodiscard]] std::string_view view() const { return {buffer.data(), size}; }
  std::array<char, Size> buffer{};
  std::size_t size = 0;
  bool fits = true;
};

/// Luhn over nine digits, weights 1,2,1,2,1,2,1,2,1.
bool check_digit_fits(std::string_view nine) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < nine.size(); ++i) {
    const unsigned product = static_cast<unsigned>(nine[i] - '0') * (i % 2 == 0 ? 1U : 2U);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 == 0;
}

/// The first two digits that begin no division in any edition.
constexpr std::array<std::uint64_t, 12> kGolonganTakAda{0, 4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89};

constexpr bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::size_t longest_run_of_digits(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

bool is_mail_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

bool is_mail_domain(std::string_view domain) {
  std::size_t labels = 0;
  for (;;) {
    const auto dot = domain.find('.');
    const std::string_view label = domain.substr(0, dot);
    if (!is_mail_label(label)) return false;
    ++labels;
    if (dot == std::string_view::npos) {
      const bool letters =
          std::none_of(label.begin(), label.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
      return labels >= 2 && label.size() >= 2 && letters;
    }
    domain.remove_prefix(dot + 1);
  }
}

bool is_mail_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) return false;
  constexpr std::string_view kSigns = ".!#$%&'*+/=?^_{|}~-`";
  const std::string_view local = text.substr(0, at);
  return std::all_of(local.begin(), local.end(),
                     [&](char c) { return is_alnum(c) || kSigns.find(c) != std::string_view::npos; }) &&
         is_mail_domain(text.substr(at + 1));
}

}  // namespace

void check_npwp(const Nilai& nilai, Sheet& sheet) {
  const Without<22> digits(nilai.text, " .-");
  std::string_view npwp = digits.view();
  if (!digits.fits || !all_digits(npwp) || (npwp.size() != 15 && npwp.size() != 16 && npwp.size() != 22)) {
    return sheet.note("A1_FORMAT"_kode);
  }
  if (all_the_same(npwp)) return sheet.note("A1_SEMUA_SAMA"_kode);
  if (npwp.size() == 22) {
    sheet.note("A1_NITKU"_kode);
    npwp = npwp.substr(0, 16);
    if (all_the_same(npwp)) return sheet.note("A1_SEMUA_SAMA"_kode);
  }
  if (npwp.size() == 16 && npwp.front() != '0') {
    sheet.facts.npwp_berbentuk_nik = looks_like_nik(npwp);
    if (!sheet.facts.npwp_berbentuk_nik) sheet.note("A1_TAK_TERVERIFIKASI"_kode);
    return;
  }
  if (!check_digit_fits(npwp.substr(npwp.size() - 15, 9))) sheet.note("A1_CEK_DIGIT"_kode);
}

void check_nib(const Nilai& nilai, Sheet& sheet) {
  if (nilai.text.size() != 13 || !all_digits(nilai.text)) return sheet.note("A2_NIB_FORMAT"_kode);
  if (all_the_same(nilai.text)) sheet.note("A2_SEMUA_SAMA"_kode);
}

void check_tdp(const Nilai& nilai, Sheet& sheet) {
  sheet.note("A2_TDP_USANG"_kode);
  const Without<24> signs(nilai.text, " .-/");
  const std::string_view tdp = signs.view();
  if (!signs.fits || tdp.size() < 9 || !std::all_of(tdp.begin(), tdp.end(), is_alnum) ||
      longest_run_of_digits(tdp) < 5) {
    return sheet.note("A2_TDP_FORMAT"_kode);
  }
  if ((tdp.size() != 12 && tdp.size() != 13) || !all_digits(tdp)) sheet.note("A2_TDP_POLA"_kode);
}

void check_nama_badan_usaha(const Nilai& nilai, Sheet& sheet) {
  if (only_legal_forms(nilai.text)) return sheet.note("A3_HANYA_BENTUK"_kode);
  if (!names_a_company(nilai.text)) sheet.note("A3_TANPA_BENTUK"_kode);
  sheet.facts.nama_berbentuk_badan = names_a_legal_body(nilai.text);
}

void check_kbli(const Nilai& nilai, Sheet& sheet) {
  const std::string_view kode = nilai.text;
  const auto& referensi = sheet.hearing().aturan.referensi();
  const auto known = [&](std::string_view five) {
    const auto edisi = referensi.kbli_editions(five);
    return edisi.e2020 || edisi.e2025;
  };
  if (kode.size() == 4 && all_digits(kode) && referensi.kbli() && known(std::string("0").append(kode))) {
    return sheet.note("A4_NOL_HILANG"_kode);
  }
  if (kode.size() != 5 || !all_digits(kode)) return sheet.note("A4_FORMAT"_kode);
  if (std::find(kGolonganTakAda.begin(), kGolonganTakAda.end(), number(kode.substr(0, 2))) !=
      kGolonganTakAda.end()) {
    return sheet.note("A4_GOLONGAN_TAK_ADA"_kode);
  }
  if (!referensi.kbli()) return;
  constexpr base::Date kAdoptedBy{std::chrono::year{2026}, std::chrono::June, std::chrono::day{18}};
  const auto edisi = referensi.kbli_editions(kode);
  if (!edisi.e2020 && !edisi.e2025) return sheet.note("A4_TAK_DIKENAL"_kode);
  if (!edisi.e2025 && sheet.hearing().tanggal > kAdoptedBy) sheet.note("A4_USANG"_kode);
}

void check_email(const Nilai& nilai, Sheet& sheet) {
  if (!is_mail_address(nilai.text)) sheet.note("A8_FORMAT"_kode);
}

}  // namespace jembatan::lampiran
