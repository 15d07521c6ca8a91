#pragma once
// The form in which the two parties' values are compared: what differs only in
// writing (case, punctuation, spelling of a telephone number, a status's code) is
// the same. What is sent on is always the value as received. Pure functions, any
// thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lampiran/rekaman.h"

namespace jembatan::lampiran {

enum class Banding : std::uint8_t {
  teks,              ///< upper case, punctuation as space
  nama_badan_usaha,  ///< besides, without legal forms
  telepon,           ///< E.164 where it is a number of the plan
  email,             ///< lower case
  tanggal,           ///< YYYY-MM-DD
  bilangan,          ///< without leading zeros
  digit,             ///< letters and digits only
  status_pegawai,    ///< the canonical word's number, otherwise as text
};

/// Appends the form to `out`; false, and nothing appended, where the value says nothing: absent, a
/// placeholder, illegal.
bool append_banding(Banding cara, const Teks& value, std::string& out);

/// Of C.11: 0 where it is no known status, otherwise 1 + StatusKepesertaan; nothing where it says nothing.
[[nodiscard]] std::optional<std::uint64_t> status_banding(const Teks& value);

/// The count; nothing where there is none.
[[nodiscard]] std::optional<std::uint64_t> bilangan_banding(const Teks& value);

}  // namespace jembatan::lampiran
