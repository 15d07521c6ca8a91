#include "sandbox/support.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "base/uuid.h"

namespace jembatan::sandbox::test {

namespace {

std::string padded(unsigned n, std::size_t width) {
  std::string text = std::to_string(n);
  return std::string(width - text.size(), '0') + text;
}

const soap::Operasi* operation_named(std::string_view name) {
  for (const soap::Operasi& one : soap::semua_operasi()) {
    if (one.nama == name) return &one;
  }
  return nullptr;
}

}  // namespace

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-sandbox-XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string npwp(unsigned n) {
  const std::string eight = "01999" + padded(n, 3);
  unsigned sum = 0;
  for (std::size_t i = 0; i < eight.size(); ++i) {
    const unsigned product = static_cast<unsigned>(eight[i] - '0') * (i % 2 == 0 ? 1U : 2U);
    sum += product > 9 ? product - 9 : product;
  }
  return eight + std::to_string((10 - sum % 10) % 10) + "999000";
}

std::string nib(unsigned n) {
  return "9999" + padded(n, 9);
}

lampiran::BadanUsaha company(unsigned n) {
  lampiran::BadanUsaha record;
  record.npwp = npwp(n);
  record.nib = nib(n);
  record.nama = "PT Contoh Rekaan " + std::string(1, static_cast<char>('A' + n % 26));
  record.kbli = {{"13121", "2020"}, {"14111", {}}};
  record.alamat = "Jl. Contoh Raya No. " + std::to_string(n) + ", Kab. Bandung";
  record.nomor_telepon = "0839-0000-9001";
  record.email = "hrd@contoh-rekaan.example";
  return record;
}

lampiran::KunciBadanUsaha key(unsigned n) {
  return {npwp(n), {}, {}, {}};
}

lampiran::Pimpinan leader(unsigned n) {
  lampiran::Pimpinan record;
  record.badan_usaha = key(n);
  record.nama_pengurus = "Rahmat Contoh Hidayat";
  record.alamat_pengurus = "Jl. Contoh Asri Blok A, Kab. Bandung";
  record.nama_pemilik = "Ratna Fiktif Wulandari";
  record.alamat_pemilik = "Jl. Rekaan Indah No. 3, Kota Bandung";
  return record;
}

lampiran::Pekerja worker(unsigned n) {
  lampiran::Pekerja record;
  record.nik = "32040561049099" + padded(n, 2);
  record.nama = "Siti Contoh Rahmawati";
  record.tanggal_lahir = "1990-04-21";
  record.alamat = "Kp. Contoh RT 001/RW 002, Kab. Bandung";
  record.jabatan = "Operator Tenun";
  record.status_pegawai = "PKWTT";
  return record;
}

soap::Request request(std::string_view operation) {
  soap::Request made;
  made.operasi = operation_named(operation);
  made.id_pesan = base::uuid_v7(base::SystemClock().wall());
  return made;
}

soap::Request workers(unsigned company, std::vector<lampiran::Pekerja> records) {
  soap::Request made = request("KirimPekerja", std::move(records));
  made.kunci = key(company);
  return made;
}

soap::Request question(std::string_view operation, const lampiran::KunciBadanUsaha& kunci) {
  soap::Request made = request(operation);
  made.kunci = kunci;
  return made;
}

Sandbox::Sandbox(const std::vector<std::string>& faults, lampiran::Pihak party) {
  options_.party = party;
  options_.address = "127.0.0.1";
  options_.data = folder_.file("data.db");
  for (const std::string& text : faults) options_.faults.push_back(parse_fault(text).value());
  start();
}

void Sandbox::start() {
  service_ = std::make_unique<Service>(options_, aturan_, clock, log_);
  service_->start();
  http::ClientOptions client;
  client.url = "http://127.0.0.1:" + std::to_string(service_->port());
  client_ = std::make_unique<http::Client>(client);
}

void Sandbox::restart() {
  client_.reset();
  service_.reset();
  start();
}

Heard Sandbox::tell(const soap::Request& request, soap::SoapVersion version, std::chrono::milliseconds time) {
  soap::Codec codec;
  auto answer = client_->post("/ws/" + std::string(lampiran::name(request.operasi->bagian)),
                              soap::content_type(version), "", codec.encode(request, version), time);
  Heard heard;
  if (!answer) {
    heard.body_started = answer.error().body_started;
    return heard;
  }
  heard.http = std::move(*answer);
  auto decoded = codec.decode_response(heard.http->body, *request.operasi);
  if (!decoded) return heard;
  if (auto* response = std::get_if<soap::Response>(&*decoded)) {
    heard.response = std::move(*response);
  } else {
    heard.fault = std::get<soap::Fault>(*decoded);
  }
  return heard;
}

Heard Sandbox::post(const std::string& path, const std::string& content_type, const std::string& body) {
  Heard heard;
  if (auto answer = client_->post(path, content_type, "", body)) heard.http = std::move(*answer);
  if (!heard.http) return heard;
  soap::Codec codec;
  auto decoded = codec.decode_response(heard.http->body, soap::semua_operasi().front());
  if (decoded && std::holds_alternative<soap::Fault>(*decoded)) heard.fault = std::get<soap::Fault>(*decoded);
  return heard;
}

http::Answer Sandbox::get(const std::string& path) {
  return client_->get(path).value();
}

void Sandbox::give(const soap::Request& request) {
  const Heard heard = tell(request);
  ASSERT_TRUE(heard.response);
  for (const lampiran::HasilRekaman& hasil : heard.response->hasil) ASSERT_TRUE(hasil.diterima);
}

}  // namespace jembatan::sandbox::test
