#pragma once
// What the parties' words for employment (C.9) and membership (C.11) mean. The
// raw text is what is kept and sent on; this is for rules and comparing. Pure
// functions over normalised text, any thread, no allocation.

#include <cstdint>
#include <optional>
#include <string_view>

namespace jembatan::lampiran {

enum class StatusPegawai : std::uint8_t {
  pkwtt,
  pkwt,
  harian_lepas,
  borongan,
  alih_daya,
  paruh_waktu,
  percobaan,
  magang,
  lainnya,
};

enum class StatusKepesertaan : std::uint8_t {
  aktif,
  nonaktif_premi,
  meninggal,
  penangguhan,
  nonaktif_akhir_bulan,
  tidak_ditanggung,
  tidak_aktif,
  belum_terdaftar,
};

/// Of a canonical word or a known spelling, in any case, with spaces, underscores or hyphens alike.
[[nodiscard]] std::optional<StatusPegawai> status_pegawai(std::string_view text);

/// Of a canonical word, a membership code (0 is firm, the others likely) or words that contain a known one.
[[nodiscard]] std::optional<StatusKepesertaan> status_kepesertaan(std::string_view text);

}  // namespace jembatan::lampiran
