#pragma once
// The checks of single values: each takes a normalised value that is there, is
// legal text and has its schema's form, and notes on the sheet what is wrong
// with it. Pure but for the sheet.

#include "base/text.h"
#include "lampiran/sheet.h"

namespace jembatan::lampiran {

using Nilai = base::Normalised;

// A. Badan usaha
void check_npwp(const Nilai& nilai, Sheet& sheet);
void check_nib(const Nilai& nilai, Sheet& sheet);
void check_tdp(const Nilai& nilai, Sheet& sheet);
void check_nama_badan_usaha(const Nilai& nilai, Sheet& sheet);
void check_kbli(const Nilai& nilai, Sheet& sheet);
void check_email(const Nilai& nilai, Sheet& sheet);

// Several sections
void check_alamat(const Nilai& nilai, Sheet& sheet);
void check_telepon_perusahaan(const Nilai& nilai, Sheet& sheet);
void check_telepon_pengelola(const Nilai& nilai, Sheet& sheet);
void check_nomor_hp(const Nilai& nilai, Sheet& sheet);

// B. Pimpinan
void check_nama_pengurus(const Nilai& nilai, Sheet& sheet);
void check_nama_pemilik(const Nilai& nilai, Sheet& sheet);

// C. Pekerja
void check_nik(const Nilai& nilai, Sheet& sheet);
void check_nomor_jkn(const Nilai& nilai, Sheet& sheet);
void check_nama_pekerja(const Nilai& nilai, Sheet& sheet);
void check_tanggal_lahir(const Nilai& nilai, Sheet& sheet);
void check_tmt(const Nilai& nilai, Sheet& sheet);
void check_status_pegawai(const Nilai& nilai, Sheet& sheet);
void check_jumlah_keluarga(const Nilai& nilai, Sheet& sheet);
void check_status_kepesertaan(const Nilai& nilai, Sheet& sheet);

/// Nothing beyond the length: free text, and jumlahPekerja once it is a count.
inline void check_nothing(const Nilai& /*nilai*/, Sheet& /*sheet*/) {}

}  // namespace jembatan::lampiran
