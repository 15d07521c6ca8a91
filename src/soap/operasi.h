#pragma once
// The contract's operations as one table. Static data, any thread.

#include <optional>
#include <span>
#include <string_view>

#include "lampiran/pihak.h"

namespace jembatan::soap {

enum class Jenis {
  kirim,        ///< penambahan: records are given
  selaraskan,   ///< penyelarasan: present values of records already given
  ambil,        ///< one record is read
  daftar,       ///< a list is read, page by page
  pendaftaran,  ///< StatusPendaftaran
  potensi,      ///< PotensiPekerja
  pesan,        ///< StatusPesan: answered from this side's own journal
};

struct Operasi {
  lampiran::Bagian bagian;
  Jenis jenis;
  std::string_view nama;  ///< the request's element; the answer's is this + "Response"

  [[nodiscard]] constexpr bool writes() const { return jenis == Jenis::kirim || jenis == Jenis::selaraskan; }
};

/// All sixteen, in the contract's order.
[[nodiscard]] std::span<const Operasi> semua_operasi();

/// By section and name (StatusPesan is in each section); null where there is none.
[[nodiscard]] const Operasi* find_operasi(lampiran::Bagian bagian, std::string_view nama);

/// "urn:jembatan:pekerja:1".
[[nodiscard]] std::string_view namespace_of(lampiran::Bagian bagian);
[[nodiscard]] std::optional<lampiran::Bagian> bagian_of_namespace(std::string_view uri);

}  // namespace jembatan::soap
