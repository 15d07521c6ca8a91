#include "soap/messages.h"

#include "soap/names.h"

namespace jembatan::soap {
namespace {

constexpr Words<Kode, 12> kode_words{{
    {Kode::pesan_tidak_sah, "PESAN_TIDAK_SAH"},
    {Kode::operasi_tidak_dikenal, "OPERASI_TIDAK_DIKENAL"},
    {Kode::pihak_tidak_dikenal, "PIHAK_TIDAK_DIKENAL"},
    {Kode::operasi_tidak_diizinkan, "OPERASI_TIDAK_DIIZINKAN"},
    {Kode::id_pesan_dipakai_ulang, "ID_PESAN_DIPAKAI_ULANG"},
    {Kode::jumlah_tidak_cocok, "JUMLAH_TIDAK_COCOK"},
    {Kode::batas_terlampaui, "BATAS_TERLAMPAUI"},
    {Kode::perjanjian_tidak_berlaku, "PERJANJIAN_TIDAK_BERLAKU"},
    {Kode::pertukaran_dihentikan, "PERTUKARAN_DIHENTIKAN"},
    {Kode::pihak_lawan_tidak_tersedia, "PIHAK_LAWAN_TIDAK_TERSEDIA"},
    {Kode::pihak_lawan_menolak, "PIHAK_LAWAN_MENOLAK"},
    {Kode::kesalahan_internal, "KESALAHAN_INTERNAL"},
}};

}  // namespace

std::string_view name(Kode kode) {
  return word_of(kode_words, kode);
}
std::optional<Kode> kode_named(std::string_view text) {
  return value_of(kode_words, text);
}
std::string_view name(StatusKiriman status) {
  return word_of(status_kiriman_words, status);
}
std::string_view name(StatusPesan status) {
  return word_of(status_pesan_words, status);
}

bool blames_sender(Kode kode) {
  switch (kode) {
    case Kode::pesan_tidak_sah:
    case Kode::operasi_tidak_dikenal:
    case Kode::pihak_tidak_dikenal:
    case Kode::operasi_tidak_diizinkan:
    case Kode::id_pesan_dipakai_ulang:
    case Kode::jumlah_tidak_cocok:
    case Kode::batas_terlampaui:
      return true;
    case Kode::perjanjian_tidak_berlaku:
    case Kode::pertukaran_dihentikan:
    case Kode::pihak_lawan_tidak_tersedia:
    case Kode::pihak_lawan_menolak:
    case Kode::kesalahan_internal:
      return false;
  }
  return false;
}

}  // namespace jembatan::soap
