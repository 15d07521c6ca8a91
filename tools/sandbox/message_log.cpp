#include "sandbox/message_log.h"

namespace jembatan::sandbox {

namespace {

using journal::Query;

constexpr std::string_view reading = "read messages from";
constexpr std::string_view writing = "keep messages in";

std::optional<Pesan> first(Query& query) {
  if (!query.step()) return std::nullopt;
  Pesan pesan;
  pesan.nomor = static_cast<std::uint64_t>(query.integer(0));
  pesan.bagian = query.text(1);
  pesan.operasi = query.text(2);
  pesan.id_pesan = query.text(3);
  pesan.sidik = query.text(4);
  pesan.mengikat = query.integer(5) != 0;
  pesan.hasil = query.text(6);
  pesan.soap = query.text(7) == "1.2" ? soap::SoapVersion::v12 : soap::SoapVersion::v11;
  pesan.jawaban = query.blob(8);
  return pesan;
}

}  // namespace

std::uint64_t MessageLog::open(base::WallTime now) {
  Query query(connection_,
              "INSERT INTO pesan (waktu, bagian, operasi, id_pesan, sidik, mengikat, hasil, soap, jawaban) "
              "VALUES (?1, '', '', '', '', 0, '', '', x'') RETURNING nomor",
              writing);
  query.add(now.time_since_epoch().count()).step();
  return static_cast<std::uint64_t>(query.integer(0));
}

void MessageLog::close(const Pesan& pesan) {
  Query query(connection_,
              "UPDATE pesan SET bagian = ?2, operasi = ?3, id_pesan = ?4, sidik = ?5, mengikat = ?6, "
              "hasil = ?7, soap = ?8, jawaban = ?9 WHERE nomor = ?1",
              writing);
  query.add(static_cast<std::int64_t>(pesan.nomor)).add_text(pesan.bagian).add_text(pesan.operasi);
  query.add_text(pesan.id_pesan).add_text(pesan.sidik).add(pesan.mengikat ? 1 : 0).add_text(pesan.hasil);
  query.add_text(pesan.soap == soap::SoapVersion::v12 ? "1.2" : "1.1").add_blob(pesan.jawaban).step();
}

std::optional<Pesan> MessageLog::holder(std::string_view id_pesan) {
  Query query(connection_,
              "SELECT nomor, bagian, operasi, id_pesan, sidik, mengikat, hasil, soap, jawaban FROM pesan "
              "WHERE id_pesan = ?1 AND mengikat = 1",
              reading);
  query.add_text(id_pesan);
  return first(query);
}

std::optional<Pesan> MessageLog::find(std::string_view id_pesan) {
  if (auto pesan = holder(id_pesan)) return pesan;
  Query query(connection_,
              "SELECT nomor, bagian, operasi, id_pesan, sidik, mengikat, hasil, soap, jawaban FROM pesan "
              "WHERE id_pesan = ?1 AND mengikat = 0 AND operasi <> 'StatusPesan' AND hasil <> 'SELESAI' "
              "ORDER BY nomor DESC LIMIT 1",
              reading);
  query.add_text(id_pesan);
  return first(query);
}

}  // namespace jembatan::sandbox
