#pragma once
// Addenda under Pasal 11: further fields (section D) that the parties agreed,
// and changed marks of the annex's items, each for a span of days. The format
// of the file is in contoh/addendum-tka.toml. Immutable once read; any thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "lampiran/pihak.h"
#include "lampiran/pola.h"

namespace jembatan::lampiran {

enum class TipeField : std::uint8_t { teks, tanggal, bilangan, pola };

/// One value for each party.
template <class Value>
class TiapPihak {
 public:
  constexpr TiapPihak() = default;
  constexpr TiapPihak(Value kesatu, Value kedua) : values_{kesatu, kedua} {}
  [[nodiscard]] constexpr const Value& operator[](Pihak pihak) const {
    return values_[static_cast<std::size_t>(pihak)];
  }
  constexpr Value& operator[](Pihak pihak) { return values_[static_cast<std::size_t>(pihak)]; }

 private:
  std::array<Value, 2> values_{};
};

/// A field that was agreed; @nama on fieldLain.
struct FieldDisepakati {
  std::string nama;
  Bagian bagian = Bagian::pekerja;
  TiapPihak<bool> boleh;  ///< who may give it
  TiapPihak<bool> wajib;  ///< who must
  TipeField tipe = TipeField::teks;
  Pola pola;
  std::size_t panjang_min = 0;  ///< characters
  std::size_t panjang_maks = 1024;
  std::vector<std::string> kode;  ///< if not empty, the only values; sorted
  std::string label_id, label_en;

  /// Whether a normalised value of `length` characters is one; for dates and numbers `sent` is what counts.
  [[nodiscard]] bool accepts(std::string_view normalised, std::size_t length, std::string_view sent) const;
};

/// A changed mark of an item of the annex.
struct Tanda {
  std::string butir;
  Pihak pihak = Pihak::kesatu;
  bool wajib = false;
};

struct Addendum {
  std::string id;
  std::string judul;
  base::Date berlaku_sejak{};
  std::optional<base::Date> berlaku_hingga;  ///< the last day; nothing: no end was agreed
  std::vector<FieldDisepakati> field;
  std::vector<Tanda> tanda;
  std::string path;
  std::string sha256;  ///< of the file

  [[nodiscard]] bool berlaku(base::Date tanggal) const;
  /// The field, if the parties agreed that `pihak` may give it in this section.
  [[nodiscard]] const FieldDisepakati* find(std::string_view nama, Bagian bagian, Pihak pihak) const;

  /// Nothing where the file has errors; each is added as "file:line: what, and what to do".
  [[nodiscard]] static std::optional<Addendum> load(const std::string& path,
                                                    std::vector<std::string>& errors);
};

}  // namespace jembatan::lampiran
