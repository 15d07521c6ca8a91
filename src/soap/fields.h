#pragma once
// Which member of a generated type is which member of a value, once for both
// directions: `assign(generated, value)` either takes the generated member's
// content or puts the value's into it (transfer.h). Internal to the room.

#include <type_traits>

#include "soap/gsoap_handles.h"

namespace jembatan::soap {

template <class Value, class Assign>
void pair_fields(umum__KunciBadanUsaha& generated, Value& value, Assign& assign) {
  assign(generated.npwp, value.npwp);
  assign(generated.nib, value.nib);
  assign(generated.tdp, value.tdp);
  assign(generated.kodeBadanUsaha, value.kode_badan_usaha);
}

template <class Value, class Assign>
void pair_fields(umum__FieldLain& generated, Value& value, Assign& assign) {
  assign(generated.nama, value.nama);
  assign(generated.__item, value.nilai);
}

template <class Value, class Assign>
void pair_fields(usaha__Kbli& generated, Value& value, Assign& assign) {
  assign(generated.__item, value.kode);
  assign(generated.edisi, value.edisi);
}

template <class Value, class Assign>
void pair_fields(usaha__Koordinat& generated, Value& value, Assign& assign) {
  assign(generated.lintang, value.lintang);
  assign(generated.bujur, value.bujur);
}

template <class Value, class Assign>
void pair_fields(usaha__BadanUsaha& generated, Value& value, Assign& assign) {
  assign(generated.npwp, value.npwp);
  assign(generated.nib, value.nib);
  assign(generated.tdp, value.tdp);
  assign(generated.nama, value.nama);
  assign(generated.kbli, value.kbli);
  assign(generated.alamat, value.alamat);
  assign(generated.nomorTelepon, value.nomor_telepon);
  assign(generated.nomorTeleponPengelola, value.nomor_telepon_pengelola);
  assign(generated.email, value.email);
  assign(generated.koordinat, value.koordinat);
  assign(generated.jumlahPekerja, value.jumlah_pekerja);
  assign(generated.fieldLain, value.field_lain);
}

template <class Value, class Assign>
void pair_fields(pimpinan__Pimpinan& generated, Value& value, Assign& assign) {
  assign(generated.badanUsaha, value.badan_usaha);
  assign(generated.namaPengurus, value.nama_pengurus);
  assign(generated.alamatPengurus, value.alamat_pengurus);
  assign(generated.namaPemilik, value.nama_pemilik);
  assign(generated.alamatPemilik, value.alamat_pemilik);
  assign(generated.fieldLain, value.field_lain);
}

template <class Value, class Assign>
void pair_fields(pekerja__Pekerja& generated, Value& value, Assign& assign) {
  assign(generated.nik, value.nik);
  assign(generated.nomorKepesertaanJkn, value.nomor_kepesertaan_jkn);
  assign(generated.nama, value.nama);
  assign(generated.tanggalLahir, value.tanggal_lahir);
  assign(generated.alamat, value.alamat);
  assign(generated.nomorHp, value.nomor_hp);
  assign(generated.jabatan, value.jabatan);
  assign(generated.tmtKepesertaanJkn, value.tmt_kepesertaan_jkn);
  assign(generated.statusPegawai, value.status_pegawai);
  assign(generated.jumlahAnggotaKeluarga, value.jumlah_anggota_keluarga);
  assign(generated.statusKepesertaan, value.status_kepesertaan);
  assign(generated.fieldLain, value.field_lain);
}

template <class Value, class Assign>
void pair_fields(umum__Temuan& generated, Value& value, Assign& assign) {
  assign(generated.butir, value.butir);
  assign(generated.elemen, value.elemen);
  assign(generated.kode, value.kode);
  assign(generated.tingkat, value.tingkat);
  assign(generated.pesan, value.pesan);
  assign(generated.pesanInggris, value.pesan_inggris);
}

template <class Value, class Assign>
void pair_fields(umum__HasilRekaman& generated, Value& value, Assign& assign) {
  assign(generated.urutan, value.urutan);
  assign(generated.status, value.diterima);
  assign(generated.temuan, value.temuan);
}

/// Every request's element: it has some of these members, and Request's are used where it has.
template <class Element, class Value, class Assign>
void pair_request(Element& element, Value& request, Assign& assign) {
  assign(element.idPesan, request.id_pesan);
  if constexpr (requires { element.kunci; }) assign(element.kunci, request.kunci);
  // badanUsaha is the company key of a batch of workers, or a batch of companies.
  if constexpr (requires { element.badanUsaha.size(); }) {
    assign(element.badanUsaha, request.rekaman);
  } else if constexpr (requires { element.badanUsaha; }) {
    assign(element.badanUsaha, request.kunci);
  }
  if constexpr (requires { element.jumlahData; }) assign(element.jumlahData, request.jumlah_data);
  if constexpr (requires { element.pimpinan; }) assign(element.pimpinan, request.rekaman);
  if constexpr (requires { element.pekerja; }) assign(element.pekerja, request.rekaman);
  if constexpr (requires { element.nik; }) assign(element.nik, request.nik);
  if constexpr (requires { element.sejak; }) assign(element.sejak, request.sejak);
  if constexpr (requires { element.lanjutan; }) assign(element.lanjutan, request.lanjutan);
  if constexpr (requires { element.batas; }) assign(element.batas, request.batas);
  if constexpr (requires { element.idPesanDicari; }) assign(element.idPesanDicari, request.id_pesan_dicari);
}

/// Every answer's element, likewise.
template <class Element, class Value, class Assign>
void pair_response(Element& element, Value& response, Assign& assign) {
  assign(element.nomorPertukaran, response.nomor_pertukaran);
  // status is that of a registration, or that of a batch.
  if constexpr (requires { element.nomorPendaftaran; }) {
    assign.status_pendaftaran(element.status, response.status_pendaftaran);
    assign(element.nomorPendaftaran, response.nomor_pendaftaran);
    assign(element.tanggalPendaftaran, response.tanggal_pendaftaran);
  } else if constexpr (requires { element.status; }) {
    assign(element.status, response.status);
  }
  if constexpr (requires { element.statusPesan; }) assign(element.statusPesan, response.status_pesan);
  if constexpr (requires { element.nomorPertukaranDicari; }) {
    assign(element.nomorPertukaranDicari, response.nomor_pertukaran_dicari);
  }
  if constexpr (requires { element.hasil; }) assign(element.hasil, response.hasil);
  if constexpr (requires { element.badanUsaha; }) assign(element.badanUsaha, response.rekaman);
  if constexpr (requires { element.pimpinan; }) assign(element.pimpinan, response.rekaman);
  if constexpr (requires { element.pekerja; }) assign(element.pekerja, response.rekaman);
  if constexpr (requires { element.lanjutan; }) assign(element.lanjutan, response.lanjutan);
  if constexpr (requires { element.temuan; }) assign(element.temuan, response.temuan);
  if constexpr (requires { element.jumlahPekerja; }) assign(element.jumlahPekerja, response.jumlah_pekerja);
  if constexpr (requires { element.jumlahPesertaJkn; }) {
    assign(element.jumlahPesertaJkn, response.jumlah_peserta_jkn);
    assign(element.jumlahPotensi, response.jumlah_potensi);
  }
}

}  // namespace jembatan::soap
