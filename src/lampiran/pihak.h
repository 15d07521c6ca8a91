#pragma once
// The two parties of the agreement and the three sections of its annex. Plain
// values: any thread, nothing to own, nothing that fails.

#include <optional>
#include <string_view>

namespace jembatan::lampiran {

/// Pihak Kesatu (Kemnaker, WLKP) and Pihak Kedua (BPJS Kesehatan, JKN).
enum class Pihak { kesatu, kedua };

/// The annex's sections A, B and C.
enum class Bagian { badan_usaha, pimpinan, pekerja };

[[nodiscard]] constexpr Pihak lawan(Pihak pihak) {
  return pihak == Pihak::kesatu ? Pihak::kedua : Pihak::kesatu;
}

/// "kesatu" or "kedua", as in the configuration and on the command line.
[[nodiscard]] constexpr std::string_view name(Pihak pihak) {
  return pihak == Pihak::kesatu ? "kesatu" : "kedua";
}

[[nodiscard]] constexpr std::optional<Pihak> pihak_named(std::string_view text) {
  if (text == "kesatu") return Pihak::kesatu;
  if (text == "kedua") return Pihak::kedua;
  return std::nullopt;
}

/// "badan-usaha", "pimpinan" or "pekerja", as in paths, namespaces and file names.
[[nodiscard]] constexpr std::string_view name(Bagian bagian) {
  switch (bagian) {
    case Bagian::badan_usaha:
      return "badan-usaha";
    case Bagian::pimpinan:
      return "pimpinan";
    case Bagian::pekerja:
      return "pekerja";
  }
  return "";
}

[[nodiscard]] constexpr std::optional<Bagian> bagian_named(std::string_view text) {
  for (const Bagian bagian : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
    if (name(bagian) == text) return bagian;
  }
  return std::nullopt;
}

}  // namespace jembatan::lampiran
