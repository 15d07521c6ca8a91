#pragma once
// One record while it is filled in, value by value. Plain value.

#include <optional>
#include <variant>
#include <vector>

#include "lampiran/rekaman.h"
#include "lampiran/temuan.h"
#include "office/record_reader.h"

namespace jembatan::office {

struct Column;

struct Draft {
  explicit Draft(lampiran::Bagian bagian);

  std::variant<lampiran::BadanUsaha, lampiran::Pimpinan, lampiran::Pekerja> rekaman;
  lampiran::KunciBadanUsaha kunci;
  std::vector<lampiran::Temuan> catatan;

  [[nodiscard]] lampiran::Bagian bagian() const { return static_cast<lampiran::Bagian>(rekaman.index()); }
};

/// Puts a value under its column, noting spreadsheet damage. `name` is the column's name in the file (it
/// carries a fieldLain's own name). False where the record has that value already.
[[nodiscard]] bool put(Draft& draft, const Column& column, std::string_view name, std::string value);

/// Adds one code to a badan usaha's KBLI, or gives the last one its code; notes spreadsheet damage.
void put_kbli(Draft& draft, std::string code);
void put_kbli_code(Draft& draft, std::string code);

/// The key, where the record names a company at all.
[[nodiscard]] std::optional<lampiran::KunciBadanUsaha> kunci_of(const Draft& draft);

[[nodiscard]] lampiran::Rekaman no_records(lampiran::Bagian bagian);

/// Moves the record, its key and its notes into the batch. `origin` has the place and the raw row. Returns
/// the raw row's bytes.
std::size_t append(Batch& batch, Draft&& draft, Origin origin);

}  // namespace jembatan::office
