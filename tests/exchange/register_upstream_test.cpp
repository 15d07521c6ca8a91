#include "exchange/register_upstream.h"

#include <gmock/gmock.h>

#include <set>

#include "exchange/own_reads_upstream.h"
#include "exchange/page_mark.h"
#include "exchange/register_age.h"
#include "exchange/register_rebuild.h"
#include "hand_clock.h"
#include "journal/prune.h"
#include "journal/register_pages.h"
#include "journal/sqlite_handles.h"
#include "world.h"

namespace jembatan::exchange {
namespace {

using lampiran::Bagian;
using lampiran::Pihak;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

/// KESATU has no system of its own; KEDUA's is scripted.
class RegisterUpstreams : public World {
 protected:
  RegisterUpstreams()
      : portal(store, Pihak::kesatu),
        kept_of_kedua(store, Pihak::kedua),
        own_reads(kedua, kept_of_kedua),
        gate({clock, log, store, schemas, {}, {{}, &own_reads}, {{}, &portal}}, gateway.law()) {}

  Reply as(Pihak pihak, const soap::Request& request) {
    Arrival one = arrival(request);
    one.pihak = pihak;
    return gate.handle(one);
  }
  soap::Response answered(Pihak pihak, const soap::Request& request) {
    return response(as(pihak, request), *request.operasi);
  }
  soap::Request question(Bagian bagian, std::string_view name) {
    soap::Request request;
    request.operasi = &operasi(bagian, name);
    request.id_pesan = "tanya-" + std::to_string(++asked_);
    if (bagian != Bagian::badan_usaha || name != "DaftarBadanUsaha") request.kunci = kunci_;
    return request;
  }
  soap::Request daftar_pekerja() { return question(Bagian::pekerja, "DaftarPekerja"); }
  soap::Request daftar_badan_usaha() { return question(Bagian::badan_usaha, "DaftarBadanUsaha"); }
  soap::Request ambil_pekerja(const std::string& nik) {
    return ambil(nik, "ambil-" + std::to_string(++asked_));
  }

  lampiran::BadanUsaha company() {
    lampiran::BadanUsaha one;
    one.npwp = kunci_.npwp;
    one.nib = "9999000000001";
    one.nama = "PT Contoh Nusantara";
    one.kbli = {{"13121", {}}};
    one.alamat = "Jl. Contoh Raya No. 1, Kab. Bandung";
    one.nomor_telepon = "(022) 0000 001";
    one.email = "hrd@contoh.example";
    one.jumlah_pekerja = "12";
    return one;
  }
  void give_company(Pihak pihak, lampiran::BadanUsaha one) {
    soap::Request request;
    request.operasi = &operasi(Bagian::badan_usaha, "KirimBadanUsaha");
    request.id_pesan = "usaha-" + std::to_string(++asked_);
    request.rekaman = std::vector{std::move(one)};
    ASSERT_EQ(answered(pihak, request).status, soap::StatusKiriman::selesai);
  }
  std::uint64_t give_workers(Pihak pihak, std::vector<lampiran::Pekerja> workers,
                             std::optional<lampiran::KunciBadanUsaha> kunci = {}) {
    soap::Request request = kirim(std::move(workers), "kirim-" + std::to_string(++asked_));
    request.kunci = kunci.value_or(kunci_);
    const Reply reply = as(pihak, request);
    EXPECT_EQ(response(reply, *request.operasi).status, soap::StatusKiriman::selesai);
    return reply.number;
  }
  /// As Pihak Kedua must give one.
  static lampiran::Pekerja member(int serial) {
    lampiran::Pekerja one = worker(serial);
    one.jabatan.reset();
    one.status_pegawai.reset();
    one.nomor_kepesertaan_jkn = "000999900" + std::to_string(9900 + serial);
    one.tmt_kepesertaan_jkn = "2019-03-01";
    one.jumlah_anggota_keluarga = "2";
    one.status_kepesertaan = "AKTIF";
    return one;
  }
  static std::vector<std::string> codes(const std::vector<lampiran::Temuan>& findings) {
    std::vector<std::string> all;
    for (const auto& one : findings) all.push_back(one.kode);
    return all;
  }
  static std::vector<lampiran::Pekerja> workers_in(const soap::Response& answer) {
    return std::get<std::vector<lampiran::Pekerja>>(answer.rekaman);
  }
  static std::vector<lampiran::BadanUsaha> companies_in(const soap::Response& answer) {
    return std::get<std::vector<lampiran::BadanUsaha>>(answer.rekaman);
  }
  std::vector<std::string> register_rows() {
    std::vector<std::string> rows;
    store.read([&](journal::Connection& connection) {
      journal::Query query{
          connection,
          "SELECT company || ' ' || kind || ' ' || subject || ' ' || party || ' ' || hex(body)"
          " FROM register ORDER BY 1",
          "read from"};
      while (query.step()) rows.push_back(query.text(0));
    });
    return rows;
  }
  std::string today() { return base::iso8601(base::date_in_jakarta(clock.wall())); }

  lampiran::KunciBadanUsaha kunci_{"01.999.001.9-999.000", {}, {}, {}};
  RegisterUpstream portal, kept_of_kedua;
  OwnReadsUpstream own_reads;
  Gateway gate;

 private:
  int asked_ = 0;
};

TEST_F(RegisterUpstreams, GiveAWorkerAsTheAbsentPartyHasGivenIt) {
  give_workers(Pihak::kesatu, {worker(1)});
  const auto found = workers_in(answered(Pihak::kedua, ambil_pekerja(*worker(1).nik)));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], worker(1));
}

TEST_F(RegisterUpstreams, SayHowOldTheValuesAre) {
  give_workers(Pihak::kesatu, {worker(1)});
  const auto answer = answered(Pihak::kedua, ambil_pekerja(*worker(1).nik));
  ASSERT_FALSE(answer.temuan.empty());
  EXPECT_EQ(answer.temuan[0].kode, kode_nilai_register);
  EXPECT_EQ(answer.temuan[0].tingkat, lampiran::Tingkat::peringatan);
  EXPECT_THAT(answer.temuan[0].pesan_inggris, HasSubstr(today()));
}

TEST_F(RegisterUpstreams, DoNotMakeValuesYoungerByAnsweringThem) {
  give_workers(Pihak::kesatu, {worker(1)});
  const auto before = register_rows();
  ASSERT_EQ(workers_in(answered(Pihak::kedua, ambil_pekerja(*worker(1).nik))).size(), 1U);
  ASSERT_EQ(workers_in(answered(Pihak::kedua, daftar_pekerja())).size(), 1U);
  EXPECT_EQ(register_rows(), before);
}

TEST_F(RegisterUpstreams, LeaveARegisterThatIsRebuiltTheSame) {
  give_workers(Pihak::kesatu, {worker(1)});
  static_cast<void>(as(Pihak::kedua, daftar_pekerja()));
  const auto before = register_rows();
  journal::RegisterRebuild rebuild(store);
  tell_again(store, rebuild, [](std::uint64_t) {});
  ASSERT_TRUE(rebuild.replace());
  EXPECT_EQ(register_rows(), before);
  EXPECT_EQ(journal::register_status(store, false).misfit, std::nullopt);
}

TEST_F(RegisterUpstreams, AnswerWithTheLatestOfEachField) {
  give_workers(Pihak::kesatu, {worker(1)});
  lampiran::Pekerja later = worker(1);
  later.jabatan = "Kepala Regu";
  give_workers(Pihak::kesatu, {later});
  EXPECT_EQ(workers_in(answered(Pihak::kedua, ambil_pekerja(*worker(1).nik))).at(0).jabatan, "Kepala Regu");
}

TEST_F(RegisterUpstreams, NeverAnswerWithWhatTheAskingPartyHasGivenItself) {
  give_workers(Pihak::kedua, {member(1)});
  const auto answer = answered(Pihak::kedua, ambil_pekerja(*member(1).nik));
  EXPECT_TRUE(workers_in(answer).empty());
  EXPECT_THAT(codes(answer.temuan), Contains(kode_tidak_diketahui));
}

TEST_F(RegisterUpstreams, NeverAnswerWithWhatTheOtherPartyHasNotAccepted) {
  kedua.answer = [](const Outgoing&) -> Delivery { return NotSent{"it is away"}; };
  soap::Request request = kirim({worker(1)}, "tertunda");
  EXPECT_EQ(answered(Pihak::kesatu, request).status, soap::StatusKiriman::tertunda);
  EXPECT_TRUE(workers_in(answered(Pihak::kedua, ambil_pekerja(*worker(1).nik))).empty());
}

TEST_F(RegisterUpstreams, ListEachWorkerOnceOverThePages) {
  std::vector<lampiran::Pekerja> all;
  for (int i = 0; i < 25; ++i) all.push_back(worker(i));
  give_workers(Pihak::kesatu, all);
  std::set<std::string> seen;
  std::size_t given = 0;
  soap::Request next = daftar_pekerja();
  next.batas = 10;
  for (int pages = 0; pages < 3; ++pages) {
    const auto answer = answered(Pihak::kedua, next);
    for (const auto& one : workers_in(answer)) seen.insert(*one.nik);
    given += workers_in(answer).size();
    EXPECT_EQ(answer.lanjutan.has_value(), pages < 2);
    next = daftar_pekerja();
    next.batas = 10;
    next.lanjutan = answer.lanjutan;
  }
  EXPECT_EQ(given, 25U);
  EXPECT_EQ(seen.size(), 25U);
}

TEST_F(RegisterUpstreams, RefuseAMarkThatWasTamperedWith) {
  give_workers(Pihak::kesatu, {worker(1), worker(2)});
  soap::Request first = daftar_pekerja();
  first.batas = 1;
  std::string mark = answered(Pihak::kedua, first).lanjutan.value();
  mark[3] = mark[3] == '0' ? '1' : '0';
  soap::Request next = daftar_pekerja();
  next.lanjutan = mark;
  const auto refusal = fault(as(Pihak::kedua, next));
  EXPECT_EQ(refusal.kode, soap::Kode::pihak_lawan_menolak);
  EXPECT_THAT(codes(refusal.temuan), Contains(kode_lanjutan));
}

TEST_F(RegisterUpstreams, RefuseAMarkOfAnotherCompany) {
  give_workers(Pihak::kesatu, {worker(1), worker(2)});
  soap::Request first = daftar_pekerja();
  first.batas = 1;
  soap::Request next = daftar_pekerja();
  next.lanjutan = answered(Pihak::kedua, first).lanjutan;
  next.kunci = lampiran::KunciBadanUsaha{{}, "9999000000777", {}, {}};
  EXPECT_THAT(codes(fault(as(Pihak::kedua, next)).temuan), Contains(kode_lanjutan));
}

TEST_F(RegisterUpstreams, GiveACompanyByItsNib) {
  give_company(Pihak::kesatu, company());
  soap::Request asked = question(Bagian::badan_usaha, "AmbilBadanUsaha");
  asked.kunci = lampiran::KunciBadanUsaha{{}, "9999000000001", {}, {}};
  const auto found = companies_in(answered(Pihak::kedua, asked));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], company());
}

TEST_F(RegisterUpstreams, FindTheWorkersThatWereGivenUnderAnotherIdentifierOfTheCompany) {
  give_company(Pihak::kesatu, company());
  give_workers(Pihak::kesatu, {worker(1)}, lampiran::KunciBadanUsaha{{}, "9999000000001", {}, {}});
  give_workers(Pihak::kesatu, {worker(1), worker(2)});
  EXPECT_EQ(workers_in(answered(Pihak::kedua, daftar_pekerja())).size(), 2U);
}

TEST_F(RegisterUpstreams, RefuseAnIdentifierThatTwoCompaniesBear) {
  give_company(Pihak::kesatu, company());
  lampiran::BadanUsaha other = company();
  other.npwp = "01.999.002.7-999.000";
  soap::Request request;
  request.operasi = &operasi(Bagian::badan_usaha, "KirimBadanUsaha");
  request.id_pesan = "keduanya";
  request.rekaman = std::vector{company(), other};
  ASSERT_EQ(answered(Pihak::kesatu, request).status, soap::StatusKiriman::selesai);
  soap::Request asked = question(Bagian::badan_usaha, "AmbilBadanUsaha");
  asked.kunci = lampiran::KunciBadanUsaha{{}, "9999000000001", {}, {}};
  EXPECT_THAT(codes(fault(as(Pihak::kedua, asked)).temuan), Contains(kode_kunci_mendua));
}

TEST_F(RegisterUpstreams, GiveOfficersWithTheirCompany) {
  lampiran::Pimpinan officers;
  officers.badan_usaha = kunci_;
  officers.nama_pengurus = "Rahmat Contoh Hidayat";
  officers.alamat_pengurus = "Jl. Contoh Asri Blok A1, Kab. Bandung";
  officers.nama_pemilik = "Ratna Fiktif Wulandari";
  officers.alamat_pemilik = "Jl. Rekaan Indah No. 3, Kota Bandung";
  soap::Request request;
  request.operasi = &operasi(Bagian::pimpinan, "KirimPimpinan");
  request.id_pesan = "pimpinan-1";
  request.rekaman = std::vector{officers};
  ASSERT_EQ(answered(Pihak::kesatu, request).status, soap::StatusKiriman::selesai);
  const auto answer = answered(Pihak::kedua, question(Bagian::pimpinan, "AmbilPimpinan"));
  EXPECT_EQ(std::get<std::vector<lampiran::Pimpinan>>(answer.rekaman).at(0), officers);
}

TEST_F(RegisterUpstreams, ListACompanyOfWhichOnlyTheKeyIsKnown) {
  give_workers(Pihak::kesatu, {worker(1)});
  const auto found = companies_in(answered(Pihak::kedua, daftar_badan_usaha()));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].npwp, kunci_.npwp);
}

TEST_F(RegisterUpstreams, ListSinceATimeWhatHasChangedSince) {
  give_company(Pihak::kesatu, company());
  soap::Request asked = daftar_badan_usaha();
  asked.sejak = base::iso8601(clock.wall() + std::chrono::hours(1));
  EXPECT_TRUE(companies_in(answered(Pihak::kedua, asked)).empty());
  asked = daftar_badan_usaha();
  asked.sejak = base::iso8601(clock.wall() - std::chrono::hours(1));
  EXPECT_EQ(companies_in(answered(Pihak::kedua, asked)).size(), 1U);
}

TEST_F(RegisterUpstreams, DoNotListAsChangedWhatOnlyTheAskingPartyHasSaid) {
  give_workers(Pihak::kedua, {member(1)});
  soap::Request asked = daftar_badan_usaha();
  asked.sejak = base::iso8601(clock.wall() - std::chrono::hours(1));
  EXPECT_TRUE(companies_in(answered(Pihak::kedua, asked)).empty());
}

TEST_F(RegisterUpstreams, ListAsChangedWhatWasDeliveredLongAfterItCame) {
  HandClock hand;
  Gateway slow({hand, log, store, schemas, {}, {{}, &own_reads}, {{}, &portal}}, gateway.law());
  kedua.answer = [](const Outgoing&) -> Delivery { return NotSent{"it is away"}; };
  const auto number = slow.handle(arrival(kirim({worker(1)}, "tertunda"))).number;
  hand.pass(std::chrono::hours(2));
  kedua.answer = [this](const Outgoing& outgoing) { return accept_all(outgoing); };
  ASSERT_EQ(slow.deliver_again(entry(number)), journal::State::answered);
  const journal::RegisterPages pages(store, 0);
  EXPECT_EQ(pages.companies_since(hand.wall() - std::chrono::hours(1), std::nullopt, 10).found.size(), 1U);
  EXPECT_TRUE(pages.companies_since(hand.wall() + std::chrono::hours(1), std::nullopt, 10).found.empty());
}

TEST_F(RegisterUpstreams, ListSinceATimePageByPage) {
  for (const char* npwp : {"01.999.001.9-999.000", "01.999.002.7-999.000", "01.999.003.5-999.000"}) {
    give_workers(Pihak::kesatu, {worker(1)}, lampiran::KunciBadanUsaha{npwp, {}, {}, {}});
  }
  const journal::RegisterPages pages(store, 0);
  const auto since = clock.wall() - std::chrono::hours(1);
  const auto first = pages.companies_since(since, std::nullopt, 2);
  ASSERT_TRUE(first.go_on);
  const auto second = pages.companies_since(since, first.go_on, 2);
  EXPECT_EQ(first.found.size() + second.found.size(), 3U);
  EXPECT_FALSE(second.go_on);
}

TEST_F(RegisterUpstreams, RefuseATimeThatIsNone) {
  soap::Request asked = daftar_badan_usaha();
  asked.sejak = "2026-02-31T00:00:00Z";
  const Reply reply = as(Pihak::kedua, asked);
  EXPECT_GE(reply.http_status, 400U);
}

TEST_F(RegisterUpstreams, SayOfACompanyThatWasGivenThatItIsRegistered) {
  give_company(Pihak::kesatu, company());
  const auto answer = answered(Pihak::kedua, question(Bagian::badan_usaha, "StatusPendaftaran"));
  EXPECT_EQ(answer.status_pendaftaran, "TERDAFTAR");
  EXPECT_EQ(answer.jumlah_pekerja, "12");
}

TEST_F(RegisterUpstreams, DoNotSayOfAnUnknownCompanyThatItIsNotRegistered) {
  const auto refusal = fault(as(Pihak::kedua, question(Bagian::badan_usaha, "StatusPendaftaran")));
  EXPECT_EQ(refusal.kode, soap::Kode::pihak_lawan_menolak);
  EXPECT_THAT(codes(refusal.temuan), Contains(kode_tidak_diketahui));
}

TEST_F(RegisterUpstreams, CountPotentialWorkersOverBothParties) {
  give_workers(Pihak::kesatu, {worker(1), worker(2), worker(3)});
  lampiran::Pekerja not_yet = member(2);
  not_yet.status_kepesertaan = "BELUM_TERDAFTAR";
  give_workers(Pihak::kedua, {member(1), not_yet, member(4)});
  const auto answer = answered(Pihak::kedua, question(Bagian::pekerja, "PotensiPekerja"));
  EXPECT_EQ(answer.jumlah_pekerja, "3");
  EXPECT_EQ(answer.jumlah_peserta_jkn, "1");
  EXPECT_EQ(answer.jumlah_potensi, "2");
}

TEST_F(RegisterUpstreams, AcceptAWriteAndKeepItToBeFetched) {
  give_workers(Pihak::kedua, {member(1)});
  const int calls = kedua.calls;
  const auto fetched = workers_in(answered(Pihak::kesatu, daftar_pekerja()));
  ASSERT_EQ(fetched.size(), 1U);
  EXPECT_EQ(fetched[0], member(1));
  EXPECT_EQ(kedua.calls, calls) << "what was kept is not asked for at the live system";
}

TEST_F(RegisterUpstreams, RejectInAWriteWhatOurRulesReject) {
  soap::Request request = kirim({member(1), rejected_worker()}, "campur");
  const auto answer = answered(Pihak::kedua, request);
  EXPECT_TRUE(answer.hasil.at(0).diterima);
  EXPECT_FALSE(answer.hasil.at(1).diterima);
}

TEST_F(RegisterUpstreams, DoNotAnswerWhatWasClearedFromTheJournal) {
  give_workers(Pihak::kesatu, {worker(1)});
  journal::PrunePolicy policy;
  policy.payloads_before = clock.wall() + std::chrono::hours(1);
  static_cast<void>(journal::prune(store, policy, [] { return true; }));
  const auto answer = answered(Pihak::kedua, ambil_pekerja(*worker(1).nik));
  EXPECT_TRUE(workers_in(answer).empty());
  EXPECT_THAT(codes(answer.temuan), Contains(kode_tidak_diketahui));
}

TEST_F(RegisterUpstreams, LetTheLiveSystemAnswerAmbilWhereItCan) {
  give_workers(Pihak::kedua, {member(1)});
  soap::Response live;
  live.operasi = &operasi(Bagian::pekerja, "AmbilPekerja");
  live.nomor_pertukaran = 7;
  lampiran::Pekerja fresh = member(1);
  fresh.status_kepesertaan = "MENINGGAL";
  live.rekaman = std::vector{fresh};
  kedua.answer = [this, live](const Outgoing&) { return answer_with(live); };
  const auto answer = answered(Pihak::kesatu, ambil_pekerja(*member(1).nik));
  EXPECT_EQ(workers_in(answer).at(0).status_kepesertaan, "MENINGGAL");
  EXPECT_THAT(codes(answer.temuan), Not(Contains(kode_nilai_register)));
}

TEST_F(RegisterUpstreams, AnswerAmbilWithWhatIsKnownWhereTheLiveSystemIsSilent) {
  give_workers(Pihak::kedua, {member(1)});
  kedua.answer = [](const Outgoing&) -> Delivery { return NotSent{"it is away"}; };
  const auto answer = answered(Pihak::kesatu, ambil_pekerja(*member(1).nik));
  EXPECT_EQ(workers_in(answer).size(), 1U);
  EXPECT_THAT(codes(answer.temuan), Contains(kode_nilai_register));
}

TEST_F(RegisterUpstreams, SayThatTheLiveSystemIsSilentWhereNothingIsKnown) {
  kedua.answer = [](const Outgoing&) -> Delivery { return NotSent{"it is away"}; };
  EXPECT_EQ(fault(as(Pihak::kesatu, ambil_pekerja(*member(1).nik))).kode,
            soap::Kode::pihak_lawan_tidak_tersedia);
}

TEST_F(RegisterUpstreams, AnswerNothingWhileOperatorsHaveStoppedTheExchange) {
  give_workers(Pihak::kedua, {member(1)});
  kedua.answer = [](const Outgoing&) -> Delivery { return NotSent{"stopped", true}; };
  EXPECT_EQ(fault(as(Pihak::kesatu, ambil_pekerja(*member(1).nik))).kode, soap::Kode::pertukaran_dihentikan);
}

TEST_F(RegisterUpstreams, MakeAMarkForOneQuestionOnly) {
  const journal::RegisterReader reader(store);
  const std::string text = told({-1, 42}, "pekerja", reader);
  EXPECT_EQ(page_mark(text, "pekerja", reader), (PageMark{-1, 42}));
  EXPECT_EQ(page_mark(text, "badan-usaha", reader), std::nullopt);
  EXPECT_EQ(page_mark(text.substr(1), "pekerja", reader), std::nullopt);
  EXPECT_EQ(page_mark(std::string(48, 'z'), "pekerja", reader), std::nullopt);
}

}  // namespace
}  // namespace jembatan::exchange
