// Checks that several sections share, and section B.

#include "lampiran/badan_hukum.h"
#include "lampiran/bentuk.h"
#include "lampiran/periksa.h"
#include "lampiran/telepon.h"

namespace jembatan::lampiran {
namespace {

JenisTelepon check_telepon(const Nilai& nilai, Sheet& sheet, Kode format) {
  const Telepon telepon = parse_telepon(nilai.text);
  if (telepon.jenis == JenisTelepon::tidak_sah) sheet.note(format);
  if (telepon.ganda) sheet.note("G_TELP_GANDA"_kode);
  return telepon.jenis;
}

}  // namespace

void check_alamat(const Nilai& nilai, Sheet& sheet) {
  if (nilai.length < 10) sheet.note("G_ALAMAT_PENDEK"_kode);
  if (nilai.length > 255 && nilai.length <= 1024) sheet.note("G_ALAMAT_PANJANG"_kode);
}

void check_telepon_perusahaan(const Nilai& nilai, Sheet& sheet) {
  check_telepon(nilai, sheet, "A6_FORMAT"_kode);
}

void check_telepon_pengelola(const Nilai& nilai, Sheet& sheet) {
  check_telepon(nilai, sheet, "A7_FORMAT"_kode);
}

void check_nomor_hp(const Nilai& nilai, Sheet& sheet) {
  const JenisTelepon jenis = check_telepon(nilai, sheet, "C6_FORMAT"_kode);
  if (jenis == JenisTelepon::tetap || jenis == JenisTelepon::layanan) sheet.note("C6_BUKAN_HP"_kode);
}

void check_nama_pengurus(const Nilai& nilai, Sheet& sheet) {
  if (has_digit(nilai.text)) sheet.note("B1_NAMA_ANGKA"_kode);
}

void check_nama_pemilik(const Nilai& nilai, Sheet& sheet) {
  if (has_digit(nilai.text) && !names_a_company(nilai.text)) sheet.note("B3_NAMA_ANGKA"_kode);
}

}  // namespace jembatan::lampiran
