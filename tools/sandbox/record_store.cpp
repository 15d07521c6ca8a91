#include "sandbox/record_store.h"

#include <algorithm>
#include <utility>

#include "sandbox/isi.h"

namespace jembatan::sandbox {

namespace {

using journal::Query;

constexpr std::string_view reading = "read records from";
constexpr std::string_view writing = "keep records in";

std::int64_t milliseconds(base::WallTime time) {
  return time.time_since_epoch().count();
}

/// Of rows (id, isi); the query gives one more than `batas`, which tells whether the list goes on.
template <class Record>
Page<Record> page_of(Query& query, unsigned batas) {
  Page<Record> page;
  for (Id last = 0; query.step(); last = query.integer(0)) {
    if (page.records.size() == batas) {
      page.last = last;
      break;
    }
    page.records.push_back(record_of<Record>(query.text(1)));
  }
  return page;
}

}  // namespace

std::optional<Id> RecordStore::owner(const Pengenal& pengenal) {
  Query query(connection_, "SELECT badan_usaha FROM pengenal WHERE jenis = ?1 AND nilai = ?2", reading);
  query.add_text(name(pengenal.jenis)).add_text(pengenal.nilai);
  return query.step() ? std::optional<Id>(query.integer(0)) : std::nullopt;
}

bool RecordStore::has(Id perusahaan, JenisPengenal jenis) {
  Query query(connection_, "SELECT 1 FROM pengenal WHERE badan_usaha = ?1 AND jenis = ?2", reading);
  return query.add(perusahaan).add_text(name(jenis)).step();
}

/// A company that bears another identifier of a weightier kind is another company: a branch may share the NIB
/// of its head office.
std::optional<Id> RecordStore::id_of(const std::vector<Pengenal>& pengenal) {
  for (auto one = pengenal.begin(); one != pengenal.end(); ++one) {
    const auto id = owner(*one);
    if (!id) continue;
    const bool contradicted = std::any_of(
        pengenal.begin(), one, [&](const Pengenal& weightier) { return has(*id, weightier.jenis); });
    if (!contradicted) return id;
  }
  return std::nullopt;
}

Id RecordStore::perusahaan_of(const std::vector<Pengenal>& pengenal) {
  auto id = id_of(pengenal);
  if (!id) {
    Query query(connection_, "INSERT INTO badan_usaha (didaftar, diubah) VALUES (?1, ?1) RETURNING id",
                writing);
    query.add(milliseconds(now_)).step();
    id = query.integer(0);
  }
  for (const Pengenal& one : pengenal) {
    Query query(connection_, "INSERT OR IGNORE INTO pengenal (jenis, nilai, badan_usaha) VALUES (?1, ?2, ?3)",
                writing);
    query.add_text(name(one.jenis)).add_text(one.nilai).add(*id).step();
  }
  return *id;
}

std::optional<Perusahaan> RecordStore::find(const std::vector<Pengenal>& pengenal) {
  const auto id = id_of(pengenal);
  if (!id) return std::nullopt;
  Query query(connection_, "SELECT didaftar FROM badan_usaha WHERE id = ?1", reading);
  query.add(*id).step();
  return Perusahaan{*id, base::WallTime(std::chrono::milliseconds(query.integer(0)))};
}

std::string RecordStore::column(std::string_view sql, Id id) {
  Query query(connection_, sql, reading);
  return query.add(id).step() ? query.text(0) : std::string();
}

std::optional<lampiran::BadanUsaha> RecordStore::badan_usaha(Id perusahaan) {
  const std::string isi = column("SELECT isi FROM badan_usaha WHERE id = ?1", perusahaan);
  if (isi.empty()) return std::nullopt;
  return record_of<lampiran::BadanUsaha>(isi);
}

std::optional<lampiran::Pimpinan> RecordStore::pimpinan(Id perusahaan) {
  const std::string isi = column("SELECT pimpinan FROM badan_usaha WHERE id = ?1", perusahaan);
  if (isi.empty()) return std::nullopt;
  return record_of<lampiran::Pimpinan>(isi);
}

void RecordStore::keep(lampiran::BadanUsaha given) {
  const Id id = perusahaan_of(pengenal_of(given));
  auto record = badan_usaha(id).value_or(lampiran::BadanUsaha{});
  join(record, std::move(given));
  const std::string isi = isi_of(record);
  Query query(connection_, "UPDATE badan_usaha SET isi = ?2, diubah = ?3 WHERE id = ?1 AND isi IS NOT ?2",
              writing);
  query.add(id).add_text(isi).add(milliseconds(now_)).step();
}

void RecordStore::keep(lampiran::Pimpinan given) {
  const Id id = perusahaan_of(pengenal_of(given.badan_usaha.value_or(lampiran::KunciBadanUsaha{})));
  auto record = pimpinan(id).value_or(lampiran::Pimpinan{});
  join(record, std::move(given));
  const std::string isi = isi_of(record);
  Query query(connection_, "UPDATE badan_usaha SET pimpinan = ?2 WHERE id = ?1", writing);
  query.add(id).add_text(isi).step();
}

Page<lampiran::BadanUsaha> RecordStore::daftar(Id after, std::optional<base::WallTime> sejak,
                                               unsigned batas) {
  Query query(connection_,
              "SELECT id, isi FROM badan_usaha WHERE id > ?1 AND diubah >= ?2 AND isi IS NOT NULL "
              "ORDER BY id LIMIT ?3",
              reading);
  query.add(after).add(sejak ? milliseconds(*sejak) : 0).add(std::int64_t{batas} + 1);
  return page_of<lampiran::BadanUsaha>(query, batas);
}

void RecordStore::keep(Id perusahaan, lampiran::Pekerja given) {
  const std::string kunci = kunci_of(given);
  lampiran::Pekerja record;
  {
    Query known(connection_, "SELECT isi FROM pekerja WHERE kunci = ?1 AND badan_usaha = ?2", reading);
    known.add_text(kunci).add(perusahaan);
    if (known.step()) record = record_of<lampiran::Pekerja>(known.text(0));
  }
  join(record, std::move(given));
  const std::string isi = isi_of(record);
  Query query(
      connection_,
      "INSERT INTO pekerja (badan_usaha, kunci, peserta_jkn, isi, diubah) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT (kunci, badan_usaha) DO UPDATE SET peserta_jkn = excluded.peserta_jkn, "
      "isi = excluded.isi, diubah = excluded.diubah WHERE isi <> excluded.isi",
      writing);
  query.add(perusahaan).add_text(kunci).add(record.nomor_kepesertaan_jkn ? 1 : 0).add_text(isi);
  query.add(milliseconds(now_)).step();
}

std::optional<lampiran::Pekerja> RecordStore::pekerja(std::string_view nik) {
  const std::string kunci = lampiran::kunci_of_nik(nik);
  Query query(connection_, "SELECT isi FROM pekerja WHERE kunci = ?1 ORDER BY diubah DESC, id DESC LIMIT 1",
              reading);
  query.add_text(kunci);
  if (!query.step()) return std::nullopt;
  return record_of<lampiran::Pekerja>(query.text(0));
}

JumlahPekerja RecordStore::jumlah(Id perusahaan) {
  Query query(connection_, "SELECT count(*), ifnull(sum(peserta_jkn), 0) FROM pekerja WHERE badan_usaha = ?1",
              reading);
  query.add(perusahaan).step();
  return {static_cast<std::uint64_t>(query.integer(0)), static_cast<std::uint64_t>(query.integer(1))};
}

Page<lampiran::Pekerja> RecordStore::daftar_pekerja(Id perusahaan, Id after, unsigned batas) {
  Query query(connection_,
              "SELECT id, isi FROM pekerja WHERE badan_usaha = ?1 AND id > ?2 ORDER BY id LIMIT ?3", reading);
  query.add(perusahaan).add(after).add(std::int64_t{batas} + 1);
  return page_of<lampiran::Pekerja>(query, batas);
}

}  // namespace jembatan::sandbox
