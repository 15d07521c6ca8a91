#include "lampiran/sheet.h"

#include <algorithm>
#include <utility>

namespace jembatan::lampiran {
namespace {

std::string message(std::string_view text, std::string_view label) {
  std::string whole(text);
  if (!label.empty()) whole.append(" (").append(label).append(")");
  return whole;
}

}  // namespace

void Sheet::note(Kode kode, std::string_view label, std::string_view label_inggris) {
  const JenisTemuan& satu = jenis(kode);
  const TingkatAturan level = hearing_.aturan.tingkat(kode);
  if (level == TingkatAturan::mati) return;

  const bool grave =
      level == TingkatAturan::kesalahan || (level == TingkatAturan::kesalahan_bila_wajib && wajib_);
  if (errors_only_ && !grave) return;
  if (grave) rejected_ = true;
  if (!grave && (level == TingkatAturan::kesalahan_bila_wajib || satu.sifat == Sifat::ditahan)) {
    withheld_ = left_out_ = true;
  }

  Temuan temuan{std::string(butir_),        std::string(elemen_),
                std::string(satu.kode),     grave ? Tingkat::kesalahan : Tingkat::peringatan,
                message(satu.pesan, label), message(satu.pesan_inggris, label_inggris)};
  if (std::find(temuan_.begin(), temuan_.end(), temuan) == temuan_.end()) {
    temuan_.push_back(std::move(temuan));
  }
}

}  // namespace jembatan::lampiran
