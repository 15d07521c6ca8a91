#pragma once
// The reference lists that rules may lean on: district prefixes of NIKs and
// KBLI codes. Either may be missing; its rules are off then. Immutable once
// read; any thread.
//
// Both are CSV files with a heading line, comma-separated, unquoted:
//   region list   a column `kode`; rows whose kode has 6 digits are prefixes,
//                 the shorter ones (province, regency) are passed over
//   KBLI list     columns `kode` (5 digits) and `edisi` (years, separated by
//                 spaces); 2020 and 2025 count, other editions are passed over
// Further columns are ignored. Lines that begin with # are remarks; "# sumber:"
// and "# tanggal:" say where a list comes from and of which day it is.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jembatan::lampiran {

/// Where a list came from and what it holds, for people.
struct Daftar {
  std::string path;
  std::size_t baris = 0;        ///< codes in it
  std::string sha256;           ///< of the file, in hexadecimal
  std::string sumber, tanggal;  ///< as its remarks say; "" where they do not
};

class Referensi {
 public:
  /// Reads a list; adds what is wrong with the file to `errors`, each "file:line: what, and what to do".
  void load_regions(const std::string& path, std::vector<std::string>& errors);
  void load_kbli(const std::string& path, std::vector<std::string>& errors);

  /// Nothing where the list is missing.
  [[nodiscard]] const std::optional<Daftar>& regions() const { return regions_; }
  [[nodiscard]] const std::optional<Daftar>& kbli() const { return kbli_; }

  /// Whether the six digits were a district between 2016 and 2025, or whatever years the list covers.
  [[nodiscard]] bool knows_region(std::string_view six_digits) const;

  struct Edisi {
    bool e2020 = false;
    bool e2025 = false;
  };
  /// In which editions the five digits are a KBLI code.
  [[nodiscard]] Edisi kbli_editions(std::string_view five_digits) const;

 private:
  std::optional<Daftar> regions_;
  std::optional<Daftar> kbli_;
  std::vector<std::uint32_t> prefixes_;  // sorted
  std::vector<std::uint32_t> codes_;     // sorted; code * 4 + 1 if in 2020 + 2 if in 2025
};

}  // namespace jembatan::lampiran
