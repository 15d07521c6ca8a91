#pragma once
// Requests, answers and faults of the contract as values, one shape for all
// operations: an operation uses the members that its element has. Plain values.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lampiran/rekaman.h"
#include "lampiran/temuan.h"
#include "soap/operasi.h"
#include "xml/guard.h"

namespace jembatan::soap {

using xml::SoapVersion;

struct Request {
  const Operasi* operasi = nullptr;  ///< never null in a decoded request
  std::string id_pesan;
  std::optional<lampiran::KunciBadanUsaha>
      kunci;  ///< element kunci or badanUsaha, where the operation has one
  std::optional<std::uint64_t> jumlah_data;
  lampiran::Rekaman rekaman;       ///< Kirim*, Selaraskan*
  lampiran::Teks nik;              ///< AmbilPekerja
  lampiran::Teks sejak, lanjutan;  ///< Daftar*
  std::optional<unsigned> batas;   ///< Daftar*, 1..1000
  lampiran::Teks id_pesan_dicari;  ///< StatusPesan
};

enum class StatusKiriman { selesai, tertunda, ditolak };
enum class StatusPesan { tidak_dikenal, tertunda, ragu, selesai, ditolak };

struct Response {
  const Operasi* operasi = nullptr;
  std::uint64_t nomor_pertukaran = 0;
  StatusKiriman status = StatusKiriman::selesai;  ///< Kirim*, Selaraskan*
  std::vector<lampiran::HasilRekaman> hasil;      ///< Kirim*, Selaraskan*, StatusPesan
  lampiran::Rekaman rekaman;                      ///< Ambil* (0..1), Daftar*
  lampiran::Teks lanjutan;                        ///< Daftar*
  std::vector<lampiran::Temuan> temuan;           ///< Ambil*, Daftar*
  std::string status_pendaftaran;                 ///< StatusPendaftaran: the contract's word
  lampiran::Teks nomor_pendaftaran, tanggal_pendaftaran,
      jumlah_pekerja;                              ///< jumlah_pekerja: PotensiPekerja too
  std::string jumlah_peserta_jkn, jumlah_potensi;  ///< PotensiPekerja
  StatusPesan status_pesan = StatusPesan::tidak_dikenal;
  std::optional<std::uint64_t> nomor_pertukaran_dicari;
};

/// The contract's fault codes.
enum class Kode {
  pesan_tidak_sah,
  operasi_tidak_dikenal,
  pihak_tidak_dikenal,
  operasi_tidak_diizinkan,
  id_pesan_dipakai_ulang,
  jumlah_tidak_cocok,
  batas_terlampaui,
  perjanjian_tidak_berlaku,
  pertukaran_dihentikan,
  pihak_lawan_tidak_tersedia,
  pihak_lawan_menolak,
  kesalahan_internal,
};

/// "PESAN_TIDAK_SAH".
[[nodiscard]] std::string_view name(Kode kode);
[[nodiscard]] std::optional<Kode> kode_named(std::string_view text);
/// Whether the caller is to blame (Client, Sender; HTTP 400 in SOAP 1.2) or we are (Server, Receiver; 500).
[[nodiscard]] bool blames_sender(Kode kode);
[[nodiscard]] std::string_view name(StatusKiriman status);
[[nodiscard]] std::string_view name(StatusPesan status);

struct Fault {
  Kode kode = Kode::kesalahan_internal;
  std::optional<std::uint64_t> nomor_pertukaran;
  std::string pesan;          ///< Indonesian
  std::string pesan_inggris;  ///< English
  std::vector<lampiran::Temuan> temuan;
  bool must_understand = false;  ///< answered with the SOAP fault code MustUnderstand
};

}  // namespace jembatan::soap
