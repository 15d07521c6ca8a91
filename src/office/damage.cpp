#include "office/damage.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace jembatan::office {

namespace {

struct Kind {
  std::string_view kode, pesan, pesan_inggris;
};

constexpr Kind scientific{"S_NOTASI_ILMIAH",
                          "Lembar kerja mengubah nilai ini menjadi notasi ilmiah sehingga digitnya hilang; "
                          "isi kembali dari sumbernya "
                          "dalam kolom berformat Teks.",
                          "A spreadsheet turned this value into floating point and digits are lost; enter it "
                          "again from its source in "
                          "a column formatted as Text."};
constexpr Kind lost_zero{"S_NOL_HILANG",
                         "Angka di depan tampaknya hilang karena lembar kerja menganggapnya bilangan; isi "
                         "kembali dari sumbernya dalam "
                         "kolom berformat Teks.",
                         "Leading digits seem lost because a spreadsheet took it for a number; enter it "
                         "again from its source in a "
                         "column formatted as Text."};
constexpr Kind local_date{
    "S_TANGGAL_LOKAL",
    "Tanggal tertulis menurut kebiasaan setempat; tulis sebagai TTTT-BB-HH, misalnya 1990-04-21.",
    "The date is written in a local form; write it as YYYY-MM-DD, for example 1990-04-21."};
constexpr Kind serial_date{
    "S_TANGGAL_SERI",
    "Tanggal berupa nomor seri lembar kerja; format kolom sebagai tanggal TTTT-BB-HH lalu simpan kembali.",
    "The date is a spreadsheet's serial number; format the column as a YYYY-MM-DD date and save again."};
constexpr Kind formula{"S_RUMUS", "Isi sel berupa rumus atau galat rumus lembar kerja; isi dengan nilainya.",
                       "The cell holds a spreadsheet's formula or its error; enter the value."};
constexpr Kind decimal{
    "S_DESIMAL",
    "Nilai berakhiran desimal nol karena lembar kerja menganggapnya bilangan; hapus bagian desimalnya.",
    "The value ends in a zero decimal because a spreadsheet took it for a number; remove the decimal part."};
constexpr Kind apostrophe{"S_APOSTROF", "Nilai diawali tanda petik dari lembar kerja; hapus tanda petiknya.",
                          "The value starts with a spreadsheet's apostrophe; remove it."};

/// Takes a value apart from the left.
class Scan {
 public:
  explicit Scan(std::string_view text) : rest_(text) {}

  std::size_t digits() {
    return take([](char c) { return c >= '0' && c <= '9'; });
  }
  std::size_t letters() {
    return take([](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  }
  /// The character taken, or NUL.
  char any_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return '\0';
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }
  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  template <class Predicate>
  std::size_t take(Predicate wanted) {
    const auto stop = std::find_if_not(rest_.begin(), rest_.end(), wanted);
    const auto length = static_cast<std::size_t>(stop - rest_.begin());
    rest_.remove_prefix(length);
    return length;
  }

  std::string_view rest_;
};

/// 3.20405E+15, 3,20405E+15, 3.2E15; in a code, 1E10 may be the code itself.
bool is_scientific(std::string_view value, ColumnKind kind) {
  Scan scan(value);
  scan.any_of("+-");
  if (scan.digits() != 1) return false;
  const bool fraction = scan.any_of(".,") != '\0';
  if (fraction && scan.digits() == 0) return false;
  if (scan.any_of("eE") == '\0') return false;
  const bool plus = scan.any_of("+") != '\0';
  const std::size_t exponent = scan.digits();
  return exponent >= 1 && exponent <= 3 && scan.done() && (fraction || plus || kind != ColumnKind::code);
}

bool ends_in_zero_decimal(std::string_view value) {
  Scan scan(value);
  if (scan.digits() == 0 || scan.any_of(".,") == '\0') return false;
  return scan.any_of("0") != '\0' && (scan.any_of("0"), scan.done());
}

bool is_formula(std::string_view value) {
  if (value.size() >= 2 && value.front() == '=') return true;
  if (value.size() >= 3 && value.find_first_not_of('#') == std::string_view::npos) return true;
  constexpr std::array<std::string_view, 9> errors{"#REF!", "#N/A",   "#VALUE!", "#NAME?", "#DIV/0!",
                                                   "#NUM!", "#NULL!", "#SPILL!", "#CALC!"};
  return std::find(errors.begin(), errors.end(), value) != errors.end();
}

struct Lengths {
  std::string_view elemen;
  std::size_t least, most;
};

/// How many digits a value has that lost leading ones. An NPWP of 15 may be an old one, so it is no sign.
constexpr std::array<Lengths, 5> shortened{
    {{"nik", 15, 15}, {"nib", 12, 12}, {"nomorKepesertaanJkn", 10, 12}, {"npwp", 14, 14}, {"kbli", 4, 4}}};

bool lost_leading_zero(const Column& column, std::string_view value) {
  Scan scan(value);
  const std::size_t digits = scan.digits();
  if (digits == 0 || !scan.done()) return false;
  if (column.kind == ColumnKind::phone) return value.front() == '8' && digits >= 9 && digits <= 12;
  return std::any_of(shortened.begin(), shortened.end(), [&](const Lengths& each) {
    return each.elemen == column.elemen && digits >= each.least && digits <= each.most;
  });
}

/// 33000 or 33000.0: days since 1900, 1927 to 2173.
bool is_serial_date(std::string_view value) {
  Scan scan(value);
  if (scan.digits() != 5) return false;
  return scan.done() || (scan.any_of(".,") != '\0' && scan.digits() > 0 && scan.done());
}

/// 21/04/1990, 21-04-90, 1990/04/21, 21-Apr-90, 21 April 1990, and any of these or an ISO date with a time.
bool is_local_date(std::string_view value) {
  constexpr std::string_view between = "/-. ";
  const bool timed = value.find(':') != std::string_view::npos;
  if (timed) value = value.substr(0, value.find_first_of(" T"));
  Scan scan(value);
  const std::size_t first = scan.digits();
  const char separator = scan.any_of(between);
  if (first == 0 || first == 3 || first > 4 || separator == '\0') return false;
  const std::size_t letters = scan.letters();
  const std::size_t month = letters > 0 ? letters : scan.digits();
  if (month == 0 || (letters == 0 && month > 2) || scan.any_of(between) == '\0') return false;
  const std::size_t last = scan.digits();
  const bool iso = first == 4 && separator == '-' && letters == 0;
  return scan.done() && (last == 1 || last == 2 || (last == 4 && first < 4)) && (timed || !iso);
}

void check(const Column& column, std::string_view value, const auto& found) {
  if (is_formula(value)) found(formula);
  if (column.kind == ColumnKind::text || column.kind == ColumnKind::field_lain) return;
  if (value.front() == '\'') found(apostrophe);
  if (is_scientific(value, column.kind)) found(scientific);
  if (column.kind == ColumnKind::date) {
    if (is_local_date(value)) found(local_date);
    if (is_serial_date(value)) found(serial_date);
    return;
  }
  if (column.kind != ColumnKind::coordinate && ends_in_zero_decimal(value)) found(decimal);
  if (lost_leading_zero(column, value)) found(lost_zero);
}

}  // namespace

void note_damage(const Column& column, std::string_view value, std::vector<lampiran::Temuan>& catatan) {
  if (value.empty()) return;
  check(column, value, [&](const Kind& kind) {
    catatan.push_back({std::string(column.butir), std::string(column.elemen), std::string(kind.kode),
                       lampiran::Tingkat::peringatan, std::string(kind.pesan),
                       std::string(kind.pesan_inggris)});
  });
}

}  // namespace jembatan::office
