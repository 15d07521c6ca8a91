#include "lampiran/field_lain.h"

#include <algorithm>
#include <utility>

#include "lampiran/isian.h"

namespace jembatan::lampiran {
namespace {

constexpr std::string_view kElemen = "fieldLain";
constexpr std::size_t kLongest = 1024;  // the schema's, whatever an addendum says

void note(Kode kode, const FieldDisepakati& field, Sheet& sheet) {
  sheet.note(kode, field.label_id, field.label_en);
}

/// Turns to a field, under the item of its finding.
void open(std::string_view butir, const FieldDisepakati& field, Sheet& sheet) {
  sheet.open(butir, kElemen, field.wajib[sheet.hearing().pemberi]);
}

/// The two fields whose form has a finding of its own; everything else is D_FORMAT.
void note_wrong_form(const FieldDisepakati& field, Sheet& sheet) {
  if (sheet.hearing().tka && field.bagian == Bagian::pekerja && field.nama == kNomorPaspor) {
    sheet.facts.paspor = Paspor::tidak_sah;
    open("C.1", field, sheet);
    sheet.note("C1_PASPOR_FORMAT"_kode);
  } else if (sheet.hearing().tka && field.bagian == Bagian::pekerja && field.nama == kNomorIzinTinggal) {
    open("C.1", field, sheet);
    sheet.note("C1_WNA_IZIN_FORMAT"_kode);
  } else {
    note("D_FORMAT"_kode, field, sheet);
  }
}

void learn(const FieldDisepakati& field, std::string_view value, Sheet& sheet) {
  if (field.bagian != Bagian::pekerja) return;
  if (field.nama == kKewarganegaraan) sheet.facts.wna = value != "IDN";
  if (field.nama == kNomorPaspor) sheet.facts.paspor = Paspor::sah;
}

Isian judge_field(const FieldDisepakati& field, const std::string& sent, Sheet& sheet) {
  const base::Normalised text = read_text(sent, sheet);
  if (!text.legal) return Isian::terisi;
  if (means_absent(text.text, field.tipe == TipeField::bilangan || field.tipe == TipeField::pola)) {
    return Isian::pengganti;
  }
  if (text.sent > kLongest) {
    sheet.note("G_TEKS_PANJANG"_kode);
  } else if (!field.accepts(text.text, text.length, sent)) {
    note_wrong_form(field, sheet);
  } else {
    learn(field, text.text, sheet);
  }
  return Isian::terisi;
}

/// The agreed field of each one that is given, null where the party may not give it.
void find_agreed(const std::vector<FieldLain>& fields, Bagian bagian, const Hearing& hearing,
                 std::vector<const FieldDisepakati*>& agreed) {
  agreed.clear();
  for (const FieldLain& one : fields) {
    agreed.push_back(hearing.addendum == nullptr ? nullptr
                                                 : hearing.addendum->find(one.nama, bagian, hearing.pemberi));
  }
}

void note_missing(const Addendum& addendum, Bagian bagian, const std::vector<const FieldDisepakati*>& given,
                  Sheet& sheet) {
  for (const FieldDisepakati& field : addendum.field) {
    if (field.bagian != bagian || !field.wajib[sheet.hearing().pemberi]) continue;
    if (std::find(given.begin(), given.end(), &field) != given.end()) continue;
    open("D", field, sheet);
    note("D_WAJIB"_kode, field, sheet);
  }
}

}  // namespace

void judge_field_lain(std::vector<FieldLain>& fields, Bagian bagian, Sheet& sheet) {
  const Addendum* const addendum = sheet.hearing().addendum;
  if (fields.empty() && addendum == nullptr) return;

  std::vector<const FieldDisepakati*>& agreed = sheet.agreed;
  find_agreed(fields, bagian, sheet.hearing(), agreed);
  std::vector<std::size_t> left_out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const FieldDisepakati* const field = agreed[i];
    if (field == nullptr) {
      sheet.open("D", kElemen, false);
      sheet.note("D_FIELD_TAK_DISEPAKATI"_kode);
      continue;
    }
    open("D", *field, sheet);
    if (std::count(agreed.begin(), agreed.end(), field) > 1) {
      note("D_FORMAT"_kode, *field, sheet);  // which of the two is meant cannot be known
    } else if (judge_field(*field, fields[i].nilai, sheet) == Isian::pengganti) {
      if (sheet.wajib()) {
        note("D_WAJIB"_kode, *field, sheet);
      } else {
        sheet.note("G_PLACEHOLDER"_kode);
      }
    }
    if (sheet.withheld()) left_out.push_back(i);
  }
  std::for_each(left_out.rbegin(), left_out.rend(),
                [&](std::size_t i) { fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(i)); });
  if (addendum != nullptr) note_missing(*addendum, bagian, agreed, sheet);
}

}  // namespace jembatan::lampiran
