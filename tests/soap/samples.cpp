#include "soap/samples.h"

#include <stdexcept>

namespace jembatan::soap::samples {

using lampiran::Bagian;

lampiran::KunciBadanUsaha kunci() {
  return {"0019990019999000", "9999000000017", "999912345678", "KBU-9901"};
}

lampiran::BadanUsaha badan_usaha() {
  lampiran::BadanUsaha record;
  record.npwp = "01.999.001.9-999.000";
  record.nib = "9999000000017";
  record.tdp = "9999.12345.678";
  record.nama = "PT Contoh & Kawan-kawan";
  record.kbli = {{"62019", "2020"}, {"01262", std::nullopt}};
  record.alamat = "Jalan Rekaan 1\nJakarta";
  record.nomor_telepon = "(021) 5550199";
  record.nomor_telepon_pengelola = "083900000001";
  record.email = "kantor@contoh.example";
  record.koordinat = lampiran::Koordinat{"-6.2000000", "106.8166667"};
  record.jumlah_pekerja = "0120";
  record.field_lain = {{"sektor", "jasa"}, {"kosong", ""}};
  return record;
}

lampiran::Pimpinan pimpinan() {
  lampiran::Pimpinan record;
  record.badan_usaha = kunci();
  record.nama_pengurus = "Ibu Rekaan, S.H.";
  record.alamat_pengurus = "Jalan Rekaan 2";
  record.nama_pemilik = "Bapak Rekaan";
  record.alamat_pemilik = "Jalan Rekaan 3";
  record.field_lain = {{"jabatanPengurus", "direktur"}};
  return record;
}

lampiran::Pekerja pekerja() {
  lampiran::Pekerja record;
  record.nik = "3204056104909901";
  record.nomor_kepesertaan_jkn = "0009999000017";
  record.nama = "Siti Rekaan";
  record.tanggal_lahir = "1990-04-21+07:00";
  record.alamat = "Jalan Rekaan 4";
  record.nomor_hp = "083900000002";
  record.jabatan = "Juru Ketik";
  record.tmt_kepesertaan_jkn = "2015-01-01";
  record.status_pegawai = "tetap";
  record.jumlah_anggota_keluarga = "3";
  record.status_kepesertaan = "AKTIF";
  record.field_lain = {{"jenisIdentitas", "KTP"}};
  return record;
}

std::vector<lampiran::Temuan> temuan() {
  return {
      {"A.1", "npwp", "A1_FORMAT", lampiran::Tingkat::kesalahan, "NPWP tidak sah.", "The NPWP is not valid."},
      {"D", "fieldLain", "D_FIELD", lampiran::Tingkat::peringatan, "Field lain.", "Another field."}};
}

namespace {

/// As many records of the section as asked, the second one bare.
lampiran::Rekaman records(Bagian bagian, std::size_t count) {
  const auto some = [count](auto record) {
    std::vector<decltype(record)> all{record};
    all.resize(count);
    return all;
  };
  if (bagian == Bagian::badan_usaha) return some(badan_usaha());
  if (bagian == Bagian::pimpinan) return some(pimpinan());
  return some(pekerja());
}

lampiran::Rekaman no_records(Bagian bagian) {
  return records(bagian, 0);
}

}  // namespace

Request bare_request(const Operasi& operasi) {
  Request request;
  request.operasi = &operasi;
  request.id_pesan = "uji-1";
  if (operasi.writes()) {
    request.rekaman = records(operasi.bagian, 0);
    std::visit([](auto& all) { all.resize(1); }, request.rekaman);
    if (operasi.bagian == Bagian::pekerja) request.kunci.emplace();
  }
  if (operasi.jenis == Jenis::pendaftaran || operasi.jenis == Jenis::potensi) request.kunci.emplace();
  if (operasi.jenis == Jenis::daftar && operasi.bagian == Bagian::pekerja) request.kunci.emplace();
  if (operasi.jenis == Jenis::ambil) {
    if (operasi.bagian == Bagian::pekerja) {
      request.nik = "3204056104909901";
    } else {
      request.kunci.emplace();
    }
  }
  if (operasi.jenis == Jenis::pesan) request.id_pesan_dicari = "uji-0";
  return request;
}

Request full_request(const Operasi& operasi) {
  Request request = bare_request(operasi);
  request.id_pesan = "A.b_c:d-9";
  if (request.kunci) request.kunci = kunci();
  if (operasi.writes()) {
    request.rekaman = records(operasi.bagian, 2);
    request.jumlah_data = 2;
  }
  if (operasi.jenis == Jenis::daftar) {
    if (operasi.bagian == Bagian::badan_usaha) request.sejak = "2026-08-15T03:04:05.678Z";
    request.lanjutan = "halaman 2";
    request.batas = 1000;
  }
  return request;
}

Response bare_response(const Operasi& operasi) {
  Response response;
  response.operasi = &operasi;
  response.nomor_pertukaran = 1;
  if (operasi.jenis == Jenis::ambil || operasi.jenis == Jenis::daftar) {
    response.rekaman = no_records(operasi.bagian);
  }
  if (operasi.jenis == Jenis::pendaftaran) response.status_pendaftaran = "BELUM_TERDAFTAR";
  if (operasi.jenis == Jenis::potensi) {
    response.jumlah_pekerja = "0";
    response.jumlah_peserta_jkn = "0";
    response.jumlah_potensi = "0";
  }
  return response;
}

Response full_response(const Operasi& operasi) {
  Response response = bare_response(operasi);
  response.nomor_pertukaran = 18446744073709551614U;
  switch (operasi.jenis) {
    case Jenis::kirim:
    case Jenis::selaraskan:
      response.status = StatusKiriman::tertunda;
      response.hasil = {{1, true, {}}, {2, false, temuan()}};
      break;
    case Jenis::ambil:
    case Jenis::daftar:
      response.rekaman = records(operasi.bagian, operasi.jenis == Jenis::ambil ? 1 : 2);
      if (operasi.jenis == Jenis::daftar) response.lanjutan = "halaman 3";
      response.temuan = temuan();
      break;
    case Jenis::pendaftaran:
      response.status_pendaftaran = "DALAM_PROSES";
      response.nomor_pendaftaran = "BU-9901";
      response.tanggal_pendaftaran = "2026-08-15";
      response.jumlah_pekerja = "17";
      break;
    case Jenis::potensi:
      response.jumlah_pekerja = "120";
      response.jumlah_peserta_jkn = "100";
      response.jumlah_potensi = "20";
      break;
    case Jenis::pesan:
      response.status_pesan = StatusPesan::ragu;
      response.nomor_pertukaran_dicari = 7;
      response.hasil = {{1, false, temuan()}};
      break;
  }
  return response;
}

Request named(const std::string& nama) {
  Request request = bare_request(operasi(Bagian::pekerja, "KirimPekerja"));
  std::get<std::vector<lampiran::Pekerja>>(request.rekaman).front().nama = nama;
  return request;
}

lampiran::Teks name_in(const Request& request) {
  return std::get<std::vector<lampiran::Pekerja>>(request.rekaman).at(0).nama;
}

const Operasi& operasi(Bagian bagian, std::string_view nama) {
  const Operasi* const found = find_operasi(bagian, nama);
  if (found == nullptr) throw std::logic_error("no such operation");
  return *found;
}

base::Result<Request, std::string> decode(Codec& codec, std::string_view bytes, const Operasi& operasi) {
  return codec.decode_request(bytes, namespace_of(operasi.bagian), operasi.nama);
}

}  // namespace jembatan::soap::samples
