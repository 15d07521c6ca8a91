#pragma once
// The register: the latest that each party has said of each company, its officers
// and its workers, field by field. It holds no value: a field is a keyed hash of
// its form for comparing and the place in the journal where its value stands, so
// that clearing a message takes its values away. A projection of the journal: it
// can be made again from it (FORMAT.md, "register").
// Plain values and reads; any thread. Reads throw base::Broken.

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace jembatan::journal {

class SqliteStore;

/// What a row is about, in the order of the rows of one company.
enum class RegisterKind : std::uint8_t { badan_usaha, pimpinan, pekerja };

/// Who said it: 0 Pihak Kesatu, 1 Pihak Kedua, as lampiran::Pihak counts.
using RegisterParty = std::uint8_t;

/// The fields of a row, numbered for each kind. What a field's number is: hash: 32 bits of a keyed hash of
/// the value as it is compared; name: 64 bits of one, comparable with RegisterRow::company; plain: the fact
/// itself.
namespace company_field {
enum : std::uint8_t {
  nama,                     ///< hash
  kbli,                     ///< hash
  alamat,                   ///< hash
  nomor_telepon,            ///< hash
  nomor_telepon_pengelola,  ///< hash
  email,                    ///< hash
  koordinat,                ///< hash
  field_lain,               ///< hash, of all section D fields together
  npwp,                     ///< name
  nib,                      ///< name
  tdp,                      ///< name
  kode_badan_usaha,         ///< name; a code of the party's own, never to be matched with the other's
  npwp_induk,               ///< name: of a branch (NITKU) the head office's NPWP
  jumlah_pekerja,           ///< plain: the count
  divisi,                   ///< plain: up to 8 KBLI divisions ascending, one to a byte, the lowest byte first
};
}  // namespace company_field
namespace officer_field {
enum : std::uint8_t { nama_pengurus, alamat_pengurus, nama_pemilik, alamat_pemilik, field_lain };  ///< hashes
}  // namespace officer_field
namespace worker_field {
enum : std::uint8_t {
  nomor_kepesertaan_jkn,    ///< hash; that it is given says that a JKN number is known
  nama,                     ///< hash
  tanggal_lahir,            ///< hash
  alamat,                   ///< hash
  nomor_hp,                 ///< hash
  jabatan,                  ///< hash
  tmt_kepesertaan_jkn,      ///< hash
  status_pegawai,           ///< hash, of the canonical word where there is one
  jumlah_anggota_keluarga,  ///< hash
  status_kepesertaan,       ///< plain: 0 another word, otherwise 1 + lampiran::StatusKepesertaan
  wilayah,                  ///< plain: the first four digits of the NIK (province, regency)
  field_lain,               ///< hash
};
}  // namespace worker_field

inline constexpr std::size_t kRegisterFields = 16;

/// Where a value stands: record `record` (from 1; 0: the message's company key) of the message that carries
/// what was accepted: what was sent on for a write, our answer for a read.
struct RegisterSource {
  std::uint64_t number = 0;  ///< the exchange
  std::uint64_t origin = 0;  ///< whose place in the order it has: the original's where `number` is a replay
  std::uint32_t record = 0;
  bool operator==(const RegisterSource&) const = default;
};

/// Its claim comes first: the later origin, then the earlier exchange, then the earlier record.
[[nodiscard]] constexpr bool supersedes(const RegisterSource& a, const RegisterSource& b) {
  if (a.origin != b.origin) return a.origin > b.origin;
  if (a.number != b.number) return a.number < b.number;
  return a.record < b.record;
}

struct RegisterKey {
  std::int64_t company =
      0;  ///< keyed hash of its weightiest identifier; 0: no company was named (AmbilPekerja)
  RegisterKind kind = RegisterKind::badan_usaha;
  std::int64_t subject = 0;  ///< keyed hash of the worker's NIK (passport, name and birth date); 0 otherwise
  RegisterParty party = 0;
  auto operator<=>(const RegisterKey&) const = default;
};

struct RegisterRow {
  RegisterKey key;
  std::uint32_t given = 0;  ///< a bit for each field that was given
  std::array<std::uint64_t, kRegisterFields> number{};
  std::array<std::uint8_t, kRegisterFields> source{};  ///< of each given field, an index into `sources`
  std::array<RegisterSource, kRegisterFields> sources{};
  std::uint8_t source_count = 0;

  [[nodiscard]] bool has(std::size_t field) const { return (given >> field & 1U) != 0; }
  [[nodiscard]] const RegisterSource& source_of(std::size_t field) const { return sources[source[field]]; }
  /// The newest of its sources.
  [[nodiscard]] const RegisterSource& newest() const;
};

/// Reads in the order of RegisterKey: a company's row of each party, its officers, its workers, the two
/// parties' rows for one worker side by side. Short snapshots, so that a gateway may go on writing.
class RegisterReader {
 public:
  /// Borrows the store.
  explicit RegisterReader(SqliteStore& store) : store_(store) {}

  /// Return false to stop.
  using Visit = std::function<bool(const RegisterRow&)>;

  /// All rows; about 1 microsecond each, no memory that grows.
  void each(const Visit& visit) const;
  /// Only rows of that kind, in the same order; passes over the others at the same cost.
  void each(RegisterKind kind, const Visit& visit) const;
  /// One company's rows.
  void company(std::int64_t company, const Visit& visit) const;
  [[nodiscard]] std::optional<RegisterRow> find(const RegisterKey& key) const;

  /// The rows of one worker at every company, by the NIK as the journal's marks know it ("nik:3204...").
  [[nodiscard]] std::vector<RegisterRow> worker(std::string_view nik) const;

  /// The keys' keyed hashes: of "npwp:0019...", "nib:...", "tdp:...", "kode:..." and of "nik:3204...".
  [[nodiscard]] std::int64_t company_number(std::string_view identifier) const;
  [[nodiscard]] std::int64_t worker_number(std::string_view identifier) const;

  /// The companies that exchanges which ended at or after `time` have said something of, ascending, each
  /// once.
  [[nodiscard]] std::vector<std::int64_t> companies_since(base::WallTime time) const;
  /// The exchanges which ended at or after `time` and have said something, ascending.
  [[nodiscard]] std::vector<std::uint64_t> exchanges_since(base::WallTime time) const;

 private:
  SqliteStore& store_;
};

/// Counts, and whether the register fits its journal.
struct RegisterStatus {
  std::array<std::array<std::uint64_t, 2>, 3> rows{};  ///< [kind][party]
  std::uint64_t exchanges = 0;                         ///< that it knows of
  std::uint64_t last = 0;                              ///< the newest of them, 0: none
  std::uint64_t floor = 0;                             ///< it says nothing from exchanges up to this one
  /// Why it does not fit, nothing where it does. Found without opening a message; `register verify` proves.
  std::optional<std::string> misfit;
};

/// `count_rows`: whether to walk all rows.
[[nodiscard]] RegisterStatus register_status(SqliteStore& store, bool count_rows);

}  // namespace jembatan::journal
