#include "lampiran/kunci.h"

#include <array>

#include "lampiran/isian.h"

namespace jembatan::lampiran {
namespace {

struct Pengenal {
  std::string_view butir, elemen;
  Teks KunciBadanUsaha::*akses;
  void (*check)(const Nilai&, Sheet&);
};

constexpr std::string_view kButirKunci = "K";
constexpr std::size_t kLongest = 30;
constexpr std::array<Pengenal, 4> kPengenal{{
    {"A.1", "npwp", &KunciBadanUsaha::npwp, check_npwp},
    {"A.2", "nib", &KunciBadanUsaha::nib, check_nib},
    {"A.2", "tdp", &KunciBadanUsaha::tdp, check_tdp},
    {kButirKunci, "kodeBadanUsaha", &KunciBadanUsaha::kode_badan_usaha, check_nothing},
}};

}  // namespace

void judge_kunci(const KunciBadanUsaha& kunci, std::string_view elemen, Sheet& sheet) {
  sheet.errors_only(true);
  bool given = false;
  for (const Pengenal& pengenal : kPengenal) {
    const Teks& value = kunci.*pengenal.akses;
    if (!value) continue;
    sheet.open(pengenal.butir, pengenal.elemen, true);
    const base::Normalised text = read_text(*value, sheet);
    if (text.legal && means_absent(text.text, false)) continue;
    given = true;
    if (!text.legal) continue;
    if (text.sent > kLongest) sheet.note("G_TEKS_PANJANG"_kode);
    pengenal.check(text, sheet);
  }
  if (!given) {
    sheet.open(kButirKunci, elemen, true);
    sheet.note("K_WAJIB"_kode);
  }
  sheet.errors_only(false);
}

void leave_out_placeholders(KunciBadanUsaha& kunci, Sheet& sheet) {
  for (const Pengenal& pengenal : kPengenal) {
    Teks& value = kunci.*pengenal.akses;
    if (!value) continue;
    const base::Normalised text = base::normalise(*value, sheet.scratch);
    if (!text.legal || !means_absent(text.text, false)) continue;
    sheet.open(pengenal.butir, pengenal.elemen, false);
    sheet.note("G_PLACEHOLDER"_kode);
    value.reset();
  }
}

}  // namespace jembatan::lampiran
