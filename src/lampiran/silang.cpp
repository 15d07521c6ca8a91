#include "lampiran/silang.h"

#include <algorithm>
#include <utility>

#include "lampiran/bentuk.h"

namespace jembatan::lampiran {
namespace {

consteval std::size_t row_of(Bagian bagian, std::string_view elemen) {
  const std::size_t row = find_row(bagian, elemen);
  if (row == kButir.size()) throw "no such element";
  return row;
}

constexpr std::size_t kNpwp = row_of(Bagian::badan_usaha, "npwp");
constexpr std::size_t kNik = row_of(Bagian::pekerja, "nik");
constexpr std::size_t kTmt = row_of(Bagian::pekerja, "tmtKepesertaanJkn");
constexpr std::size_t kStatusPegawai = row_of(Bagian::pekerja, "statusPegawai");
constexpr std::size_t kStatusKepesertaan = row_of(Bagian::pekerja, "statusKepesertaan");

/// Day, month and the two digits of the year are compared: a NIK is never changed when a birth date is.
void birth_date_against_nik(Sheet& sheet) {
  const Facts& facts = sheet.facts;
  if (!facts.lahir || !facts.nik_ddmmyy) return;
  const unsigned year = static_cast<unsigned>(static_cast<int>(facts.lahir->year())) % 100;
  const unsigned ddmmyy = static_cast<unsigned>(facts.lahir->day()) * 10000 +
                          static_cast<unsigned>(facts.lahir->month()) * 100 + year;
  if (ddmmyy == *facts.nik_ddmmyy) return;
  open_row(kNik, sheet);
  sheet.note("C1_TGL_LAHIR_BEDA"_kode);
}

void tmt_against_birth(Pekerja& pekerja, Sheet& sheet) {
  if (!sheet.facts.lahir || !sheet.facts.tmt || *sheet.facts.tmt >= *sheet.facts.lahir) return;
  open_row(kTmt, sheet);
  sheet.note("C8_SEBELUM_LAHIR"_kode);
  if (sheet.withheld()) pekerja.tmt_kepesertaan_jkn.reset();
}

void foreigner_not_permanent(Sheet& sheet) {
  if (!sheet.facts.wna || !sheet.facts.pkwtt) return;
  open_row(kStatusPegawai, sheet);
  sheet.note("C9_PKWTT_TKA"_kode);
}

void active_needs_number(Sheet& sheet) {
  if (!sheet.facts.aktif || sheet.facts.jkn_terisi) return;
  open_row(kStatusKepesertaan, sheet);
  sheet.note("C11_AKTIF_TANPA_NOMOR"_kode);
}

void nik_at_other_company(Sheet& sheet, const KnownElsewhere& known_elsewhere) {
  const Facts& facts = sheet.facts;
  if (!known_elsewhere || !facts.nik_sah) return;
  if (!known_elsewhere({facts.nik->data(), facts.nik->size()})) return;
  open_row(kNik, sheet);
  sheet.note("C1_GANDA_PERUSAHAAN"_kode);
}

/// One identifier of one record, so that those of the same value come together in their order.
struct Occurrence {
  std::uint64_t value;
  std::size_t index;
  bool operator<(const Occurrence& other) const {
    return std::pair(value, index) < std::pair(other.value, other.index);
  }
};

std::vector<Occurrence> sorted(const std::vector<Jejak>& jejak, std::uint64_t Jejak::*member) {
  std::vector<Occurrence> all;
  all.reserve(jejak.size());
  for (std::size_t i = 0; i < jejak.size(); ++i) {
    if (jejak[i].*member != 0) all.push_back({jejak[i].*member, i});
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

void rules_of_badan_usaha(Sheet& sheet) {
  if (!sheet.facts.npwp_berbentuk_nik || !sheet.facts.nama_berbentuk_badan) return;
  open_row(kNpwp, sheet);
  sheet.note("A1_NIK_UNTUK_BADAN"_kode);
}

void rules_of_pekerja(Pekerja& pekerja, Sheet& sheet, const KnownElsewhere& known_elsewhere) {
  birth_date_against_nik(sheet);
  tmt_against_birth(pekerja, sheet);
  foreigner_not_permanent(sheet);
  active_needs_number(sheet);
  nik_at_other_company(sheet, known_elsewhere);
}

bool passport_stands_for_nik(Sheet& sheet) {
  if (!sheet.hearing().tka || !sheet.facts.wna) return false;
  open_row(kNik, sheet);
  if (sheet.facts.paspor == Paspor::sah) sheet.note("C1_WNA_TANPA_NIK"_kode);
  if (sheet.facts.paspor == Paspor::tidak_ada) sheet.note("C1_WNA_PASPOR_WAJIB"_kode);
  return true;  // a passport of the wrong form has its own finding
}

Jejak trace_of(const Facts& facts) {
  return {facts.nik ? number({facts.nik->data(), facts.nik->size()}) : 0, facts.jkn};
}

void find_duplicate_nik(const std::vector<Jejak>& jejak, const std::function<void(std::size_t)>& found) {
  const auto all = sorted(jejak, &Jejak::nik);
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].value == all[i - 1].value) found(all[i].index);
  }
}

void find_duplicate_jkn(const std::vector<Jejak>& jejak, const std::function<void(std::size_t)>& found) {
  const auto all = sorted(jejak, &Jejak::jkn);
  std::size_t first = 0;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].value != all[first].value) {
      first = i;
      continue;
    }
    const std::uint64_t nik = jejak[all[i].index].nik;
    if (nik == 0 || nik != jejak[all[first].index].nik) found(all[i].index);
  }
}

}  // namespace jembatan::lampiran
