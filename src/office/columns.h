#pragma once
// The columns of record files, which are the contract's elements: one table for
// CSV headers, JSON members and templates. Static data, any thread.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lampiran/rekaman.h"
#include "office/draft.h"

namespace jembatan::office {

enum class ColumnKind {
  text,        ///< free text
  identifier,  ///< digits that are not a number
  code,        ///< letters and digits
  phone,
  date,
  count,
  coordinate,
  kbli,        ///< several codes
  field_lain,  ///< "fieldLain." and a name of the addendum's
};

struct Column {
  std::string_view name;    ///< in files: "nik", "badanUsaha.npwp", "fieldLain."
  std::string_view butir;   ///< the annex's item; "K" for the company key
  std::string_view elemen;  ///< the contract's element
  ColumnKind kind = ColumnKind::text;
  lampiran::Teks& (*teks)(Draft&) = nullptr;  ///< null for kbli and field_lain
  std::string_view example;                   ///< fictitious; for templates
  bool alias = false;                         ///< another name of a column that is there already
};

/// In the order of a template.
[[nodiscard]] std::span<const Column> columns_of(lampiran::Bagian bagian);
[[nodiscard]] const Column* find_column(lampiran::Bagian bagian, std::string_view name);
[[nodiscard]] const Column& kbli_column();

/// What the file of refused rows adds; readers pass over it.
[[nodiscard]] bool is_findings_column(std::string_view name);

/// The section that these names tell of: pekerja or pimpinan where a name is theirs alone, else badan-usaha.
[[nodiscard]] lampiran::Bagian bagian_from(const std::vector<std::string>& names);

/// The known name that looks most like this one, if any does.
[[nodiscard]] std::optional<std::string_view> nearest_column(lampiran::Bagian bagian, std::string_view name);

/// The name in quotes, or `otherwise` where it may be data instead of a name (digits, length, odd
/// characters).
[[nodiscard]] std::string shown_name(std::string_view name, std::string otherwise);

/// ", did you mean tanggalLahir?", or nothing.
[[nodiscard]] std::string suggestion(lampiran::Bagian bagian, std::string_view name);

/// A header line and one fictitious row, CRLF after each.
[[nodiscard]] std::string csv_template(lampiran::Bagian bagian);

}  // namespace jembatan::office
