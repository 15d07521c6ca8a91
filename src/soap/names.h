#pragma once
// The contract's words for enumerations, one table each. Internal to the room.
// Static data, any thread.

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "lampiran/temuan.h"
#include "soap/messages.h"

namespace jembatan::soap {

template <class Enum, std::size_t Size>
using Words = std::array<std::pair<Enum, std::string_view>, Size>;

inline constexpr Words<StatusKiriman, 3> status_kiriman_words{{
    {StatusKiriman::selesai, "SELESAI"},
    {StatusKiriman::tertunda, "TERTUNDA"},
    {StatusKiriman::ditolak, "DITOLAK"},
}};

inline constexpr Words<StatusPesan, 5> status_pesan_words{{
    {StatusPesan::tidak_dikenal, "TIDAK_DIKENAL"},
    {StatusPesan::tertunda, "TERTUNDA"},
    {StatusPesan::ragu, "RAGU"},
    {StatusPesan::selesai, "SELESAI"},
    {StatusPesan::ditolak, "DITOLAK"},
}};

inline constexpr Words<lampiran::Tingkat, 2> tingkat_words{{
    {lampiran::Tingkat::kesalahan, "KESALAHAN"},
    {lampiran::Tingkat::peringatan, "PERINGATAN"},
}};

/// HasilRekaman's status: whether the record was accepted.
inline constexpr Words<bool, 2> status_rekaman_words{{{true, "DITERIMA"}, {false, "DITOLAK"}}};

inline constexpr std::array<std::string_view, 4> status_pendaftaran_words{"TERDAFTAR", "BELUM_TERDAFTAR",
                                                                          "DALAM_PROSES", "NONAKTIF"};

template <class Enum, std::size_t Size>
[[nodiscard]] constexpr std::string_view word_of(const Words<Enum, Size>& words, Enum value) {
  for (const auto& [each, word] : words) {
    if (each == value) return word;
  }
  return "";
}

template <class Enum, std::size_t Size>
[[nodiscard]] constexpr std::optional<Enum> value_of(const Words<Enum, Size>& words, std::string_view text) {
  for (const auto& [value, word] : words) {
    if (word == text) return value;
  }
  return std::nullopt;
}

}  // namespace jembatan::soap
