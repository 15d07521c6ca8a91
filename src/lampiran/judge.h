#pragma once
// The judge: lays records beside the annex and says what is wrong with each.
// Pure functions of their arguments; an Aturan is immutable and may be shared by
// any number of threads. Judging never throws, whatever the bytes.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "lampiran/aturan.h"
#include "lampiran/rekaman.h"
#include "lampiran/temuan.h"

namespace jembatan::lampiran {

/// A value inside a record that breaks its schema type, as the schema check saw it.
struct NilaiSalah {
  std::size_t urutan = 0;  ///< record, from 1
  std::string elemen;      ///< element's local name; for an attribute, its element's
};

struct Perkara {
  Pihak pemberi = Pihak::kesatu;           ///< whose column of the annex applies
  base::Date tanggal{};                    ///< the day of judging
  const KunciBadanUsaha* kunci = nullptr;  ///< the message's own company key, where the operation has one
  const std::vector<NilaiSalah>* nilai_salah = nullptr;
  /// Whether the journal knows this normalised NIK at another company; may be empty (rule C1_GANDA_PERUSAHAAN
  /// off).
  std::function<bool(std::string_view nik)> di_perusahaan_lain;
};

struct Putusan {
  std::vector<HasilRekaman> hasil;  ///< one for each record, in order
  bool ada_ditahan = false;         ///< a value was left out of a record that is accepted
};

/// Judges every record and leaves out of `rekaman` what must not be sent on (withheld values and
/// placeholders); a KESALAHAN on the message's own key is reported with every record and rejects all of them.
[[nodiscard]] Putusan judge(Rekaman& rekaman, const Aturan& aturan, const Perkara& perkara);

/// Findings on a company key alone (K_WAJIB, A1_*, A2_* formats): what Ambil*, Daftar*, Status* and Potensi*
/// are judged by. Everything is optional in a key save that one of its four identifiers is there.
[[nodiscard]] std::vector<Temuan> judge_key(const KunciBadanUsaha& kunci, const Aturan& aturan,
                                            Pihak pemberi);

/// Findings on a NIK asked for by AmbilPekerja.
[[nodiscard]] std::vector<Temuan> judge_nik(const std::string& nik, const Aturan& aturan);

/// Leaves one value out of its record, whole; an element that the section does not have leaves it as it is. A
/// value of section D or a KBLI code takes its siblings with it, since the schema check does not say which
/// one it was.
void leave_out(Rekaman& rekaman, const NilaiSalah& nilai);

}  // namespace jembatan::lampiran
