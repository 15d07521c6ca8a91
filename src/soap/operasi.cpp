#include "soap/operasi.h"

#include <algorithm>
#include <array>

namespace jembatan::soap {
namespace {

using lampiran::Bagian;

constexpr std::array operasi_table{
    Operasi{Bagian::badan_usaha, Jenis::kirim, "KirimBadanUsaha"},
    Operasi{Bagian::badan_usaha, Jenis::selaraskan, "SelaraskanBadanUsaha"},
    Operasi{Bagian::badan_usaha, Jenis::ambil, "AmbilBadanUsaha"},
    Operasi{Bagian::badan_usaha, Jenis::daftar, "DaftarBadanUsaha"},
    Operasi{Bagian::badan_usaha, Jenis::pendaftaran, "StatusPendaftaran"},
    Operasi{Bagian::badan_usaha, Jenis::pesan, "StatusPesan"},
    Operasi{Bagian::pimpinan, Jenis::kirim, "KirimPimpinan"},
    Operasi{Bagian::pimpinan, Jenis::selaraskan, "SelaraskanPimpinan"},
    Operasi{Bagian::pimpinan, Jenis::ambil, "AmbilPimpinan"},
    Operasi{Bagian::pimpinan, Jenis::pesan, "StatusPesan"},
    Operasi{Bagian::pekerja, Jenis::kirim, "KirimPekerja"},
    Operasi{Bagian::pekerja, Jenis::selaraskan, "SelaraskanPekerja"},
    Operasi{Bagian::pekerja, Jenis::ambil, "AmbilPekerja"},
    Operasi{Bagian::pekerja, Jenis::daftar, "DaftarPekerja"},
    Operasi{Bagian::pekerja, Jenis::potensi, "PotensiPekerja"},
    Operasi{Bagian::pekerja, Jenis::pesan, "StatusPesan"},
};

}  // namespace

std::span<const Operasi> semua_operasi() {
  return operasi_table;
}

const Operasi* find_operasi(Bagian bagian, std::string_view nama) {
  const auto* const found =
      std::find_if(operasi_table.begin(), operasi_table.end(),
                   [&](const Operasi& operasi) { return operasi.bagian == bagian && operasi.nama == nama; });
  return found == operasi_table.end() ? nullptr : found;
}

std::string_view namespace_of(Bagian bagian) {
  switch (bagian) {
    case Bagian::badan_usaha:
      return "urn:jembatan:badan-usaha:1";
    case Bagian::pimpinan:
      return "urn:jembatan:pimpinan:1";
    case Bagian::pekerja:
      return "urn:jembatan:pekerja:1";
  }
  return "";
}

std::optional<Bagian> bagian_of_namespace(std::string_view uri) {
  for (const Bagian bagian : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
    if (namespace_of(bagian) == uri) return bagian;
  }
  return std::nullopt;
}

}  // namespace jembatan::soap
