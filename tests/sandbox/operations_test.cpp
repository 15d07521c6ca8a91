// Every operation, asked of a running sandbox over HTTP.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sandbox/support.h"

namespace jembatan::sandbox::test {
namespace {

using lampiran::BadanUsaha;
using lampiran::Pekerja;
using lampiran::Pimpinan;

template <class Record>
const std::vector<Record>& records(const Heard& heard) {
  return std::get<std::vector<Record>>(heard.response.value().rekaman);
}

TEST(Operations, KirimBadanUsahaKeepsTheRecordAsReceived) {
  Sandbox sandbox;
  BadanUsaha given = company(1);
  given.npwp = "01.999.001.9-999.000";
  sandbox.give(request("KirimBadanUsaha", std::vector{given}));
  EXPECT_EQ(records<BadanUsaha>(sandbox.tell(question("AmbilBadanUsaha", key(1)))), std::vector{given});
}

TEST(Operations, SelaraskanBadanUsahaDeletesNothingByAbsence) {
  Sandbox sandbox;
  BadanUsaha given = company(1);
  given.nomor_telepon_pengelola = "0839-0000-9002";
  sandbox.give(request("KirimBadanUsaha", std::vector{given}));
  BadanUsaha present = company(1);
  present.email = "baru@contoh-rekaan.example";
  sandbox.give(request("SelaraskanBadanUsaha", std::vector{present}));
  const auto heard = sandbox.tell(question("AmbilBadanUsaha", key(1)));
  ASSERT_EQ(records<BadanUsaha>(heard).size(), 1U);
  EXPECT_EQ(records<BadanUsaha>(heard)[0].email, present.email);
  EXPECT_EQ(records<BadanUsaha>(heard)[0].nomor_telepon_pengelola, given.nomor_telepon_pengelola);
}

TEST(Operations, RejectedRecordsAreNotKept) {
  Sandbox sandbox;
  BadanUsaha bad = company(2);
  bad.nama.reset();
  const auto heard = sandbox.tell(request("KirimBadanUsaha", std::vector{company(1), bad}));
  ASSERT_EQ(heard.response.value().hasil.size(), 2U);
  EXPECT_EQ(heard.response->status, soap::StatusKiriman::selesai);
  EXPECT_TRUE(heard.response->hasil[0].diterima);
  EXPECT_FALSE(heard.response->hasil[1].diterima);
  EXPECT_EQ(heard.response->hasil[1].temuan.at(0).kode, "A3_WAJIB");
  EXPECT_TRUE(records<BadanUsaha>(sandbox.tell(question("AmbilBadanUsaha", key(2)))).empty());
}

TEST(Operations, AMessageWithoutAnAcceptableRecordIsDitolak) {
  Sandbox sandbox;
  BadanUsaha bad = company(2);
  bad.alamat.reset();
  const auto heard = sandbox.tell(request("KirimBadanUsaha", std::vector{bad}));
  EXPECT_EQ(heard.response.value().status, soap::StatusKiriman::ditolak);
}

TEST(Operations, TheCallersColumnJudges) {
  BadanUsaha without_npwp = company(1);
  without_npwp.npwp.reset();
  const auto sent = request("KirimBadanUsaha", std::vector{without_npwp});
  Sandbox kedua, kesatu({}, lampiran::Pihak::kesatu);
  EXPECT_FALSE(kedua.tell(sent).response.value().hasil.at(0).diterima);
  EXPECT_TRUE(kesatu.tell(sent).response.value().hasil.at(0).diterima);
}

TEST(Operations, DaftarBadanUsahaIsPagedByItsToken) {
  Sandbox sandbox;
  for (unsigned n = 1; n <= 5; ++n) sandbox.give(request("KirimBadanUsaha", std::vector{company(n)}));
  std::vector<lampiran::Teks> seen;
  soap::Request next = request("DaftarBadanUsaha");
  next.batas = 2;
  for (int pages = 0; pages < 3; ++pages) {
    const auto heard = sandbox.tell(next);
    for (const BadanUsaha& one : records<BadanUsaha>(heard)) seen.push_back(one.nib);
    next = request("DaftarBadanUsaha");
    next.batas = 2;
    next.lanjutan = heard.response->lanjutan;
  }
  EXPECT_FALSE(next.lanjutan);
  EXPECT_EQ(seen, (std::vector<lampiran::Teks>{nib(1), nib(2), nib(3), nib(4), nib(5)}));
}

TEST(Operations, DaftarBadanUsahaGivesWhatChangedSejak) {
  Sandbox sandbox;
  sandbox.give(request("KirimBadanUsaha", std::vector{company(1)}));
  sandbox.clock.advance(std::chrono::hours(2));
  sandbox.give(request("KirimBadanUsaha", std::vector{company(2)}));
  soap::Request asked = request("DaftarBadanUsaha");
  asked.sejak = "2026-08-15T12:00:00+07:00";
  const auto heard = sandbox.tell(asked);
  ASSERT_EQ(records<BadanUsaha>(heard).size(), 1U);
  EXPECT_EQ(records<BadanUsaha>(heard)[0].npwp, npwp(2));
}

TEST(Operations, ABadTokenIsAFault) {
  Sandbox sandbox;
  soap::Request asked = request("DaftarBadanUsaha");
  asked.lanjutan = "1-0123456789abcdef";
  const auto heard = sandbox.tell(asked);
  EXPECT_EQ(heard.fault.value().kode, soap::Kode::pesan_tidak_sah);
  EXPECT_TRUE(heard.fault->nomor_pertukaran);
}

TEST(Operations, StatusPendaftaranOfAKnownCompany) {
  Sandbox sandbox;
  sandbox.give(request("KirimBadanUsaha", std::vector{company(1)}));
  sandbox.give(workers(1, {worker(1), worker(2)}));
  const auto heard = sandbox.tell(question("StatusPendaftaran", {{}, nib(1), {}, {}}));
  EXPECT_EQ(heard.response.value().status_pendaftaran, "TERDAFTAR");
  EXPECT_EQ(heard.response->nomor_pendaftaran, "BU-00000001");
  EXPECT_EQ(heard.response->tanggal_pendaftaran, "2026-08-15");
  EXPECT_EQ(heard.response->jumlah_pekerja, "2");
}

TEST(Operations, StatusPendaftaranOfAnUnknownCompany) {
  Sandbox sandbox;
  const auto heard = sandbox.tell(question("StatusPendaftaran", key(1)));
  EXPECT_EQ(heard.response.value().status_pendaftaran, "BELUM_TERDAFTAR");
  EXPECT_FALSE(heard.response->nomor_pendaftaran);
}

TEST(Operations, PimpinanIsKeptWithItsCompany) {
  Sandbox sandbox;
  sandbox.give(request("KirimPimpinan", std::vector{leader(1)}));
  Pimpinan present = leader(1);
  present.nama_pengurus = "Dewi Rekaan Lestari";
  sandbox.give(request("SelaraskanPimpinan", std::vector{present}));
  EXPECT_EQ(records<Pimpinan>(sandbox.tell(question("AmbilPimpinan", key(1)))), std::vector{present});
}

TEST(Operations, AmbilPimpinanOfAnUnknownCompanyGivesNone) {
  Sandbox sandbox;
  EXPECT_EQ(lampiran::count(sandbox.tell(question("AmbilPimpinan", key(1))).response.value().rekaman), 0U);
}

TEST(Operations, PekerjaIsKeptAndBroughtUpToDate) {
  Sandbox sandbox;
  Pekerja given = worker(1);
  given.nomor_hp = "083900000001";
  sandbox.give(workers(1, {given}));
  soap::Request present = request("SelaraskanPekerja", std::vector{worker(1)});
  std::get<std::vector<Pekerja>>(present.rekaman)[0].jabatan = "Kepala Regu";
  present.kunci = key(1);
  sandbox.give(present);
  soap::Request asked = request("AmbilPekerja");
  asked.nik = worker(1).nik;
  given.jabatan = "Kepala Regu";
  EXPECT_EQ(records<Pekerja>(sandbox.tell(asked)), std::vector{given});
}

TEST(Operations, DaftarPekerjaIsPagedWithinOneCompany) {
  Sandbox sandbox;
  sandbox.give(workers(1, {worker(1), worker(2), worker(3)}));
  sandbox.give(workers(2, {worker(4)}));
  soap::Request asked = question("DaftarPekerja", key(1));
  asked.batas = 2;
  const auto one = sandbox.tell(asked);
  ASSERT_EQ(records<Pekerja>(one).size(), 2U);
  asked.id_pesan += "-2";
  asked.lanjutan = one.response->lanjutan;
  const auto two = sandbox.tell(asked);
  ASSERT_EQ(records<Pekerja>(two).size(), 1U);
  EXPECT_EQ(records<Pekerja>(two)[0].nik, worker(3).nik);
  EXPECT_FALSE(two.response->lanjutan);
}

TEST(Operations, ATokenOfAnotherCompanysListIsAFault) {
  Sandbox sandbox;
  sandbox.give(workers(1, {worker(1), worker(2)}));
  sandbox.give(workers(2, {worker(3), worker(4)}));
  soap::Request asked = question("DaftarPekerja", key(1));
  asked.batas = 1;
  const auto token = sandbox.tell(asked).response.value().lanjutan;
  ASSERT_TRUE(token);
  soap::Request other = question("DaftarPekerja", key(2));
  other.lanjutan = token;
  EXPECT_EQ(sandbox.tell(other).fault.value().kode, soap::Kode::pesan_tidak_sah);
}

TEST(Operations, PotensiPekerjaCountsWhoHasNoJknNumber) {
  Sandbox sandbox;
  Pekerja member = worker(1);
  member.nomor_kepesertaan_jkn = "0009999000001";
  sandbox.give(workers(1, {member, worker(2), worker(3)}));
  const auto heard = sandbox.tell(question("PotensiPekerja", key(1)));
  EXPECT_EQ(heard.response.value().jumlah_pekerja, "3");
  EXPECT_EQ(heard.response->jumlah_peserta_jkn, "1");
  EXPECT_EQ(heard.response->jumlah_potensi, "2");
}

TEST(Operations, StatusPesanTellsWhatBecameOfAMessage) {
  Sandbox sandbox;
  const auto sent = workers(1, {worker(1)});
  const auto nomor = sandbox.tell(sent).response.value().nomor_pertukaran;
  soap::Request asked = request("StatusPesan");
  asked.operasi = soap::find_operasi(lampiran::Bagian::pekerja, "StatusPesan");
  asked.id_pesan_dicari = sent.id_pesan;
  const auto heard = sandbox.tell(asked);
  EXPECT_EQ(heard.response.value().status_pesan, soap::StatusPesan::selesai);
  EXPECT_EQ(heard.response->nomor_pertukaran_dicari, nomor);
  EXPECT_EQ(heard.response->hasil.size(), 1U);
}

TEST(Operations, StatusPesanOfARefusedMessageIsDitolak) {
  Sandbox sandbox;
  soap::Request sent = workers(1, {worker(1)});
  sent.jumlah_data = 2;
  ASSERT_TRUE(sandbox.tell(sent).fault);
  soap::Request asked = request("StatusPesan");
  asked.id_pesan_dicari = sent.id_pesan;
  EXPECT_EQ(sandbox.tell(asked).response.value().status_pesan, soap::StatusPesan::ditolak);
}

TEST(Operations, StatusPesanOfAnUnknownMessage) {
  Sandbox sandbox;
  soap::Request asked = request("StatusPesan");
  asked.id_pesan_dicari = "tak-pernah-dikirim";
  EXPECT_EQ(sandbox.tell(asked).response.value().status_pesan, soap::StatusPesan::tidak_dikenal);
}

TEST(Operations, AWrongCountIsAFaultAndNothingIsKept) {
  Sandbox sandbox;
  soap::Request sent = workers(1, {worker(1)});
  sent.jumlah_data = 2;
  EXPECT_EQ(sandbox.tell(sent).fault.value().kode, soap::Kode::jumlah_tidak_cocok);
  EXPECT_EQ(sandbox.tell(question("PotensiPekerja", key(1))).response.value().jumlah_pekerja, "0");
}

TEST(Operations, AnUnusableKeyIsAFaultWithFindings) {
  Sandbox sandbox;
  const auto heard = sandbox.tell(question("AmbilBadanUsaha", {"123", {}, {}, {}}));
  EXPECT_EQ(heard.fault.value().kode, soap::Kode::pesan_tidak_sah);
  ASSERT_FALSE(heard.fault->temuan.empty());
  EXPECT_EQ(heard.fault->temuan[0].kode, "A1_FORMAT");
}

TEST(Operations, AnswersSoap12In12) {
  Sandbox sandbox;
  const auto heard = sandbox.tell(question("StatusPendaftaran", key(1)), soap::SoapVersion::v12);
  ASSERT_TRUE(heard.response);
  EXPECT_THAT(heard.http->content_type, testing::StartsWith("application/soap+xml"));
}

TEST(Operations, IsAsStrictAsTheGateway) {
  Sandbox sandbox;
  const auto heard = sandbox.post("/ws/pekerja", "text/xml", "<!DOCTYPE x><x/>");
  EXPECT_EQ(heard.fault.value().kode, soap::Kode::pesan_tidak_sah);
  EXPECT_EQ(sandbox.post("/ws/pekerja", "application/json", "{}").http.value().status, 415U);
}

TEST(Operations, GivesTheContractsDocuments) {
  Sandbox sandbox;
  const auto wsdl = sandbox.get("/ws/pekerja?wsdl");
  EXPECT_THAT(wsdl.body, testing::HasSubstr("http://127.0.0.1:" + std::to_string(sandbox.service().port()) +
                                            "/ws/pekerja"));
  EXPECT_EQ(sandbox.get("/schemas/umum.xsd").status, 200U);
  EXPECT_EQ(sandbox.get("/etc/passwd").status, 404U);
}

}  // namespace
}  // namespace jembatan::sandbox::test
