#include "lampiran/record.h"

#include <bit>
#include <type_traits>

#include "lampiran/field_lain.h"
#include "lampiran/isian.h"
#include "lampiran/kunci.h"

namespace jembatan::lampiran {
namespace {

constexpr Kode kPengganti =
    "G_PLACEHOLDER"_kode;  // Clang 14 calls a consteval operator in a template at run time

template <class Record>
constexpr Bagian kBagian = std::is_same_v<Record, BadanUsaha> ? Bagian::badan_usaha
                           : std::is_same_v<Record, Pimpinan> ? Bagian::pimpinan
                                                              : Bagian::pekerja;

constexpr auto kRowsSharing = [] {
  std::array<std::uint32_t, kButir.size()> sharing{};
  for (std::size_t row = 0; row < sharing.size(); ++row) sharing[row] = rows_sharing(row);
  return sharing;
}();

constexpr std::size_t kNik = find_row(Bagian::pekerja, "nik");

/// Rows of a record that hold nothing.
struct Missing {
  std::uint32_t kosong = 0, pengganti = 0;
  [[nodiscard]] std::uint32_t all() const { return kosong | pengganti; }
};

template <class Value>
void judge_row(std::size_t row, Value& value, Sheet& sheet, Missing& missing) {
  open_row(row, sheet);
  switch (judge_value(kButir[row], value, sheet)) {
    case Isian::kosong:
      missing.kosong |= bit(row);
      break;
    case Isian::pengganti:
      missing.pengganti |= bit(row);
      break;
    case Isian::terisi:
      if (!sheet.withheld()) break;
      leave_out(value);
      if (sheet.wajib()) sheet.note(kButir[row].kosong);  // an addendum made it mandatory
      break;
  }
}

template <class Record>
Missing judge_rows(Record& record, Sheet& sheet) {
  Missing missing;
  for (std::uint32_t rows = rows_of(kBagian<Record>); rows != 0; rows &= rows - 1) {
    const auto row = static_cast<std::size_t>(std::countr_zero(rows));
    with_value(record, kButir[row], [&](auto& value) {
      if constexpr (std::is_same_v<decltype(value), std::vector<FieldLain>&>) {
        judge_field_lain(value, kBagian<Record>, sheet);
      } else {
        judge_row(row, value, sheet, missing);
      }
    });
  }
  return missing;
}

/// What is missing: an item that is mandatory and that no row satisfies, or a placeholder to leave out.
template <class Record>
void judge_missing(Record& record, Missing missing, Sheet& sheet) {
  for (std::uint32_t rows = missing.all(); rows != 0; rows &= rows - 1) {
    const auto row = static_cast<std::size_t>(std::countr_zero(rows));
    open_row(row, sheet);
    const std::uint32_t sharing = kRowsSharing[row];
    const bool unsatisfied = (sharing & ~missing.all()) == 0;
    if (sheet.wajib() && unsatisfied) {
      const bool first_of_item = (sharing & (bit(row) - 1)) == 0;
      if (first_of_item) sheet.note(kButir[row].kosong);
    } else if ((missing.pengganti & bit(row)) != 0) {
      sheet.note(kPengganti);
      with_value(record, kButir[row], [](auto& value) { leave_out(value); });
    }
  }
}

}  // namespace

void judge_record(BadanUsaha& record, Sheet& sheet, const KnownElsewhere& /*known_elsewhere*/) {
  judge_missing(record, judge_rows(record, sheet), sheet);
  rules_of_badan_usaha(sheet);
}

void judge_record(Pimpinan& record, Sheet& sheet, const KnownElsewhere& /*known_elsewhere*/) {
  judge_kunci(record.badan_usaha.value_or(KunciBadanUsaha{}), "badanUsaha", sheet);
  if (record.badan_usaha) leave_out_placeholders(*record.badan_usaha, sheet);
  judge_missing(record, judge_rows(record, sheet), sheet);
}

void judge_record(Pekerja& record, Sheet& sheet, const KnownElsewhere& known_elsewhere) {
  Missing missing = judge_rows(record, sheet);
  const bool nik_missing = (missing.all() & bit(kNik)) != 0;
  if (nik_missing && passport_stands_for_nik(sheet)) {
    missing.kosong &= ~bit(kNik);
    if ((missing.pengganti & bit(kNik)) != 0) {
      sheet.note("G_PLACEHOLDER"_kode);
      record.nik.reset();
      missing.pengganti &= ~bit(kNik);
    }
  }
  judge_missing(record, missing, sheet);
  rules_of_pekerja(record, sheet, known_elsewhere);
}

}  // namespace jembatan::lampiran
