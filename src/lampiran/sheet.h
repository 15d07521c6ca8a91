#pragma once
// The judge's sheet for one record: what was found so far, and the few facts
// that rules across fields need. Used by one thread, for one record after
// another.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "lampiran/hearing.h"
#include "lampiran/temuan.h"
#include "lampiran/temuan_table.h"

namespace jembatan::lampiran {

enum class Paspor : std::uint8_t { tidak_ada, sah, tidak_sah };

/// Normalised values that checks leave behind for the rules across fields and records.
struct Facts {
  bool nama_berbentuk_badan = false;        ///< A.3 begins with a legal form of a body, not of a sole trader
  bool npwp_berbentuk_nik = false;          ///< A.1 is 16 digits that are a NIK
  std::optional<std::array<char, 16>> nik;  ///< 16 digits, not a dummy
  bool nik_sah = false;                     ///< and without any KESALAHAN
  std::optional<unsigned> nik_ddmmyy;       ///< birth date in the NIK, 40 taken off; only if in the calendar
  bool jkn_terisi = false;
  std::uint64_t jkn = 0;  ///< 13 digits, 0 if not
  std::optional<base::Date> lahir, tmt;
  bool pkwtt = false;
  bool aktif = false;
  bool wna = false;  ///< kewarganegaraan was agreed, given and is not IDN
  Paspor paspor = Paspor::tidak_ada;
};

class Sheet {
 public:
  explicit Sheet(const Hearing& hearing) : hearing_(hearing) {}

  /// Begins a record.
  void start() {
    temuan_.clear();
    facts = {};
    rejected_ = false;
    left_out_ = false;
  }

  /// Turns to an element; what is noted from here on is about it.
  void open(std::string_view butir, std::string_view elemen, bool wajib) {
    butir_ = butir;
    elemen_ = elemen;
    wajib_ = wajib;
    withheld_ = false;
  }

  /// Forgets that the open element's value is to be left out: the next of several values.
  void reopen() { withheld_ = false; }

  /// Notes a finding on the open element, each code once; the law decides its level.
  void note(Kode kode) { note(kode, {}, {}); }
  /// With what it is about added to the messages, in each language.
  void note(Kode kode, std::string_view label, std::string_view label_inggris);

  /// While on, only what rejects is noted: how a company key is judged, where everything that is there
  /// counts.
  void errors_only(bool on) { errors_only_ = on; }

  /// A finding since open() says to leave the value out.
  [[nodiscard]] bool withheld() const { return withheld_; }
  [[nodiscard]] bool wajib() const { return wajib_; }
  [[nodiscard]] bool rejected() const { return rejected_; }
  /// Something was left out of the record.
  [[nodiscard]] bool left_out() const { return left_out_; }
  [[nodiscard]] const Hearing& hearing() const { return hearing_; }
  [[nodiscard]] std::vector<Temuan> take() { return std::move(temuan_); }

  Facts facts;
  std::string scratch;                         ///< for normalising one value at a time
  std::vector<const FieldDisepakati*> agreed;  ///< for judging one record's section D at a time

 private:
  const Hearing& hearing_;
  std::vector<Temuan> temuan_;
  std::string_view butir_, elemen_;
  bool wajib_ = false, withheld_ = false, rejected_ = false, left_out_ = false, errors_only_ = false;
};

}  // namespace jembatan::lampiran
