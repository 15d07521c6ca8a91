#pragma once
// Fictitious messages for the tests of this room: every operation, with all of
// its elements or with the required ones only.

#include <string>
#include <tuple>
#include <vector>

#include "soap/codec.h"

namespace jembatan::soap::samples {

[[nodiscard]] lampiran::KunciBadanUsaha kunci();
[[nodiscard]] lampiran::BadanUsaha badan_usaha();
[[nodiscard]] lampiran::Pimpinan pimpinan();
[[nodiscard]] lampiran::Pekerja pekerja();
[[nodiscard]] std::vector<lampiran::Temuan> temuan();

[[nodiscard]] Request full_request(const Operasi& operasi);
[[nodiscard]] Request bare_request(const Operasi& operasi);
[[nodiscard]] Response full_response(const Operasi& operasi);
[[nodiscard]] Response bare_response(const Operasi& operasi);

[[nodiscard]] inline auto members(const Request& r) {
  return std::tie(r.operasi, r.id_pesan, r.kunci, r.jumlah_data, r.rekaman, r.nik, r.sejak, r.lanjutan,
                  r.batas, r.id_pesan_dicari);
}
[[nodiscard]] inline auto members(const Response& r) {
  return std::tie(r.operasi, r.nomor_pertukaran, r.status, r.hasil, r.rekaman, r.lanjutan, r.temuan,
                  r.status_pendaftaran, r.nomor_pendaftaran, r.tanggal_pendaftaran, r.jumlah_pekerja,
                  r.jumlah_peserta_jkn, r.jumlah_potensi, r.status_pesan, r.nomor_pertukaran_dicari);
}
[[nodiscard]] inline auto members(const Fault& f) {
  return std::tie(f.kode, f.nomor_pertukaran, f.pesan, f.pesan_inggris, f.temuan, f.must_understand);
}
template <class Message>
[[nodiscard]] bool same(const Message& a, const Message& b) {
  return members(a) == members(b);
}

/// A KirimPekerja with one worker that has this as its name.
[[nodiscard]] Request named(const std::string& nama);
/// The name of the first worker.
[[nodiscard]] lampiran::Teks name_in(const Request& request);

[[nodiscard]] const Operasi& operasi(lampiran::Bagian bagian, std::string_view nama);
[[nodiscard]] base::Result<Request, std::string> decode(Codec& codec, std::string_view bytes,
                                                        const Operasi& operasi);

}  // namespace jembatan::soap::samples
