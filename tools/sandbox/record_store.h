#pragma once
// The records that a party holds: companies, found by any identifier they were
// given with, each with its leader and its workers. A RecordStore lives inside
// one transaction of the data file and borrows its connection: one thread.
// Values are kept as received. A file that does not work throws base::Broken.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "journal/sqlite_handles.h"
#include "lampiran/pengenal.h"
#include "lampiran/rekaman.h"

namespace jembatan::sandbox {

using lampiran::JenisPengenal;
using lampiran::Pengenal;

using Id = std::int64_t;

struct Perusahaan {
  Id id = 0;
  base::WallTime didaftar{};
};

/// Part of a list in a stable order: records keep their places however often they change.
template <class Record>
struct Page {
  std::vector<Record> records;
  std::optional<Id> last;  ///< the last record's, where the list goes on after it
};

struct JumlahPekerja {
  std::uint64_t pekerja = 0, peserta_jkn = 0;
};

class RecordStore {
 public:
  RecordStore(journal::Connection& connection, base::WallTime now) : connection_(connection), now_(now) {}

  /// Adds a record, or brings one that is kept already up to date (see join()).
  void keep(lampiran::BadanUsaha given);
  /// A company's leader; the company is made where its key is new.
  void keep(lampiran::Pimpinan given);
  void keep(Id perusahaan, lampiran::Pekerja given);

  /// The company of a key, made where it is new.
  [[nodiscard]] Id perusahaan_of(const std::vector<Pengenal>& pengenal);
  [[nodiscard]] std::optional<Perusahaan> find(const std::vector<Pengenal>& pengenal);

  [[nodiscard]] std::optional<lampiran::BadanUsaha> badan_usaha(Id perusahaan);
  [[nodiscard]] std::optional<lampiran::Pimpinan> pimpinan(Id perusahaan);
  /// As given for the company whose record of the person changed last.
  [[nodiscard]] std::optional<lampiran::Pekerja> pekerja(std::string_view nik);
  [[nodiscard]] JumlahPekerja jumlah(Id perusahaan);

  /// Companies after `after`, changed at or after `sejak`.
  [[nodiscard]] Page<lampiran::BadanUsaha> daftar(Id after, std::optional<base::WallTime> sejak,
                                                  unsigned batas);
  [[nodiscard]] Page<lampiran::Pekerja> daftar_pekerja(Id perusahaan, Id after, unsigned batas);

 private:
  [[nodiscard]] std::optional<Id> id_of(const std::vector<Pengenal>& pengenal);
  [[nodiscard]] std::optional<Id> owner(const Pengenal& pengenal);
  [[nodiscard]] bool has(Id perusahaan, JenisPengenal jenis);
  [[nodiscard]] std::string column(std::string_view sql, Id id);

  journal::Connection& connection_;
  base::WallTime now_;
};

}  // namespace jembatan::sandbox
