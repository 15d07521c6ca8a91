#include "lampiran/aturan.h"

#include <algorithm>
#include <array>

#include "crypto/digest.h"
#include "lampiran/addendum.h"
#include "lampiran/referensi.h"
#include "lampiran/temuan_table.h"

namespace jembatan::lampiran {

struct Aturan::Isi {
  std::array<TingkatAturan, kTemuan.size()> tingkat{};
  std::vector<Addendum> addenda;  // by their first day
  Referensi referensi;
  std::string digest;
};

namespace {

using Levels = std::array<TingkatAturan, kTemuan.size()>;

Levels published_levels() {
  Levels levels{};
  for (std::size_t i = 0; i < levels.size(); ++i) levels[i] = kTemuan[i].tingkat;
  return levels;
}

std::optional<TingkatAturan> level_named(std::string_view text) {
  if (text == "KESALAHAN") return TingkatAturan::kesalahan;
  if (text == "PERINGATAN") return TingkatAturan::peringatan;
  if (text == "off") return TingkatAturan::mati;
  return std::nullopt;
}

std::string movable_codes() {
  std::string codes;
  for (const JenisTemuan& satu : kTemuan) {
    if (satu.sifat != Sifat::dapat_diatur) continue;
    if (!codes.empty()) codes += ", ";
    codes += satu.kode;
  }
  return codes;
}

void apply_rules(const SumberAturan& sumber, Levels& levels, std::vector<std::string>& errors) {
  for (const auto& [text, level_text] : sumber.tingkat) {
    const auto kode = find_kode(text);
    const auto level = level_named(level_text);
    if (!kode) {
      errors.push_back("[rules] " + text + ": no finding has this code; mend its spelling or remove it");
    } else if (jenis(*kode).sifat != Sifat::dapat_diatur) {
      errors.push_back("[rules] " + text + ": the level of this finding is fixed; remove it (can be moved: " +
                       movable_codes() + ")");
    } else if (!level) {
      errors.push_back(std::string("[rules] ")
                           .append(text)
                           .append(": '")
                           .append(level_text)
                           .append("' is no level; write KESALAHAN, PERINGATAN or off"));
    } else {
      levels[static_cast<std::size_t>(*kode)] = *level;
    }
  }
}

/// Rules without their list are off; A4_NOL_HILANG is then an A4_FORMAT like any other code of four digits.
void switch_off_without_lists(const Referensi& referensi, Levels& levels) {
  const auto off = [&](Kode kode) { levels[static_cast<std::size_t>(kode)] = TingkatAturan::mati; };
  if (!referensi.regions()) off("C1_WILAYAH"_kode);
  if (referensi.kbli()) return;
  off("A4_TAK_DIKENAL"_kode);
  off("A4_USANG"_kode);
  off("A4_NOL_HILANG"_kode);
}

void check_overlap(const std::vector<Addendum>& addenda, std::vector<std::string>& errors) {
  for (std::size_t i = 1; i < addenda.size(); ++i) {
    const Addendum& before = addenda[i - 1];
    const Addendum& after = addenda[i];
    if (before.berlaku_hingga && *before.berlaku_hingga < after.berlaku_sejak) continue;
    errors.push_back(after.path + ": is in force from " + base::iso8601(after.berlaku_sejak) +
                     ", when the one in " + before.path +
                     " still is; end that one with valid_until before this one begins");
  }
}

std::vector<Addendum> load_addenda(const SumberAturan& sumber, std::vector<std::string>& errors) {
  std::vector<Addendum> addenda;
  for (const std::string& path : sumber.addendum_files) {
    if (auto addendum = Addendum::load(path, errors)) addenda.push_back(std::move(*addendum));
  }
  std::sort(addenda.begin(), addenda.end(),
            [](const Addendum& a, const Addendum& b) { return a.berlaku_sejak < b.berlaku_sejak; });
  check_overlap(addenda, errors);
  return addenda;
}

std::string digest_of(const Levels& levels, const std::vector<Addendum>& addenda,
                      const Referensi& referensi) {
  std::string all;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    all.append(kTemuan[i].kode).append("=").append(std::to_string(static_cast<int>(levels[i]))).append("\n");
  }
  for (const Addendum& addendum : addenda) all += "addendum " + addendum.sha256 + "\n";
  if (referensi.regions()) all += "regions " + referensi.regions()->sha256 + "\n";
  if (referensi.kbli()) all += "kbli " + referensi.kbli()->sha256 + "\n";
  return crypto::sha256_hex(all);
}

}  // namespace

Aturan::Aturan() {
  auto isi = std::make_unique<Isi>();
  isi->tingkat = published_levels();
  switch_off_without_lists(isi->referensi, isi->tingkat);
  isi->digest = digest_of(isi->tingkat, isi->addenda, isi->referensi);
  isi_ = std::move(isi);
}

Aturan::~Aturan() = default;
Aturan::Aturan(Aturan&&) noexcept = default;
Aturan& Aturan::operator=(Aturan&&) noexcept = default;

base::Result<Aturan, std::vector<std::string>> Aturan::load(const SumberAturan& sumber) {
  std::vector<std::string> errors;
  auto isi = std::make_unique<Isi>();
  isi->tingkat = published_levels();
  apply_rules(sumber, isi->tingkat, errors);
  isi->addenda = load_addenda(sumber, errors);
  if (!sumber.region_file.empty()) isi->referensi.load_regions(sumber.region_file, errors);
  if (!sumber.kbli_file.empty()) isi->referensi.load_kbli(sumber.kbli_file, errors);
  if (!errors.empty()) return base::fail(std::move(errors));
  switch_off_without_lists(isi->referensi, isi->tingkat);
  isi->digest = digest_of(isi->tingkat, isi->addenda, isi->referensi);
  Aturan aturan;
  aturan.isi_ = std::move(isi);
  return aturan;
}

TingkatAturan Aturan::tingkat(std::string_view kode) const {
  const auto known = find_kode(kode);
  return known ? tingkat(*known) : TingkatAturan::mati;
}

TingkatAturan Aturan::tingkat(Kode kode) const {
  return isi_->tingkat[static_cast<std::size_t>(kode)];
}

const Addendum* Aturan::addendum(base::Date tanggal) const {
  const auto at = std::find_if(isi_->addenda.begin(), isi_->addenda.end(),
                               [&](const Addendum& one) { return one.berlaku(tanggal); });
  return at == isi_->addenda.end() ? nullptr : &*at;
}

const std::vector<Addendum>& Aturan::addenda() const {
  return isi_->addenda;
}

const Referensi& Aturan::referensi() const {
  return isi_->referensi;
}

const std::string& Aturan::digest() const {
  return isi_->digest;
}

std::vector<std::string> Aturan::missing() const {
  std::vector<std::string> off;
  if (!isi_->referensi.regions()) {
    off.emplace_back("no region list ([reference] of the configuration): C1_WILAYAH is off");
  }
  if (!isi_->referensi.kbli()) {
    off.emplace_back(
        "no KBLI list ([reference] of the configuration): A4_TAK_DIKENAL and A4_USANG are off, and "
        "A4_NOL_HILANG is reported as A4_FORMAT");
  }
  return off;
}

}  // namespace jembatan::lampiran
