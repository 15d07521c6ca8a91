#pragma once
// Telephone numbers of Indonesia's numbering plan (A.6, A.7, C.6). Pure
// functions over normalised text, any thread, no allocation.

#include <cstdint>
#include <string>
#include <string_view>

namespace jembatan::lampiran {

enum class JenisTelepon : std::uint8_t { tidak_sah, seluler, tetap, layanan };

struct Telepon {
  JenisTelepon jenis = JenisTelepon::tidak_sah;  ///< of the first number
  bool ganda = false;                            ///< several numbers were given
};

[[nodiscard]] Telepon parse_telepon(std::string_view text);

/// Appends the first number in E.164 ("+628..."); false, and nothing appended, where it is none of the plan.
bool append_e164(std::string_view text, std::string& out);

}  // namespace jembatan::lampiran
