#pragma once
// What an answer from the register says of itself: how old its values are, what
// is not there. Findings of a kind of our own (item "R"), always PERINGATAN in an
// answer; they hold dates, never a value. One thread; borrows the store.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/register.h"
#include "journal/store.h"
#include "lampiran/pihak.h"
#include "lampiran/temuan.h"
#include "soap/messages.h"

namespace jembatan::exchange {

inline constexpr std::string_view kode_nilai_register = "R_NILAI_REGISTER";  ///< with the days of the values
inline constexpr std::string_view kode_tidak_diketahui = "R_TIDAK_DIKETAHUI";
inline constexpr std::string_view kode_nilai_dihapus = "R_NILAI_DIHAPUS";
inline constexpr std::string_view kode_kunci_mendua = "R_KUNCI_MENDUA";
inline constexpr std::string_view kode_lanjutan = "R_LANJUTAN";
inline constexpr std::string_view kode_sejak = "R_SEJAK";

/// Whether an answer was told from the register: it says nothing new.
[[nodiscard]] bool told_from_register(const soap::Response& answer);

[[nodiscard]] lampiran::Temuan register_finding(std::string_view kode, std::string_view elemen,
                                                std::string pesan, std::string pesan_inggris);

class RegisterAge {
 public:
  RegisterAge(journal::Store& store, lampiran::Pihak pihak) : store_(store), pihak_(pihak) {}

  /// The next record of the answer has its values from this row.
  void add(const journal::RegisterRow& row);

  /// One finding for each run of records of the same days.
  [[nodiscard]] std::vector<lampiran::Temuan> findings(std::string_view elemen) const;

 private:
  struct Run {
    std::size_t first = 0, last = 0;  ///< records, from 1
    std::optional<base::Date> oldest, newest;
  };
  [[nodiscard]] std::optional<base::Date> day_of(const journal::RegisterSource& source);

  journal::Store& store_;
  lampiran::Pihak pihak_;
  std::map<std::uint64_t, std::optional<base::Date>> days_;
  std::vector<Run> runs_;
};

}  // namespace jembatan::exchange
