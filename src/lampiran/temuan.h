#pragma once
// What the judge finds and decides. Plain values.

#include <cstddef>
#include <string>
#include <vector>

namespace jembatan::lampiran {

/// KESALAHAN rejects the record, PERINGATAN accepts it and reports the quality of its data.
enum class Tingkat { kesalahan, peringatan };

/// One finding (findings.csv's columns). Never holds the value that was judged.
struct Temuan {
  std::string butir;   ///< the annex's item, "A.1"; "K" for the company key
  std::string elemen;  ///< the contract's element name, "npwp"; for D "fieldLain"
  std::string kode;    ///< "A1_FORMAT"
  Tingkat tingkat = Tingkat::kesalahan;
  std::string pesan;          ///< Indonesian
  std::string pesan_inggris;  ///< English
  bool operator==(const Temuan&) const = default;
};

/// The verdict on one record.
struct HasilRekaman {
  std::size_t urutan = 0;  ///< from 1
  bool diterima = false;
  std::vector<Temuan> temuan;
  bool operator==(const HasilRekaman&) const = default;
};

}  // namespace jembatan::lampiran
