#include "office/reconcile_country.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "exchange/register_entries.h"
#include "journal_keys.h"

namespace jembatan::office {

namespace {

using lampiran::BadanUsaha;
using lampiran::KunciBadanUsaha;
using lampiran::Pekerja;
using lampiran::Pihak;

std::string format(const char* form, int number) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), form, number);
  return text.data();
}

std::string digits_15(int number) {
  return format("01999%03d9999000", number);
}

/// Plants, and counts what it plants.
class Planter {
 public:
  Country country;

  void both(const KunciBadanUsaha& kesatu, const KunciBadanUsaha& kedua, bool differs = false) {
    add(company(Pihak::kesatu, kesatu));
    add(company(Pihak::kedua, kedua, "PT Contoh", differs ? "Jl. Lain No. 2" : "JL CONTOH"));
    ++(differs ? country.expected.different : country.expected.same);
  }
  void only(Pihak from, const KunciBadanUsaha& kunci) {
    add(company(from, kunci, "PT Senama Sejati"));
    ++(from == Pihak::kesatu ? country.expected.only_wlkp : country.expected.only_jkn);
  }
  void ambiguous(std::uint64_t companies) {
    ++country.expected.ambiguous;
    country.expected.ambiguous_companies += companies;
  }
  void add(Saying saying) { country.sayings.push_back(std::move(saying)); }

  Pekerja next(const std::string& region = "320405") { return worker(++number_, region); }
  void found(Kelas kelas, const Pekerja& one) {
    ++country.expected.workers[static_cast<std::size_t>(kelas)];
    country.niks[kelas].push_back(one.nik.value());
    if (kelas == Kelas::hanya_wlkp) ++country.expected.potential;
  }

  /// Workers of a company that both know: same in other writing, different, only here, not active.
  void workforce(const KunciBadanUsaha& kesatu, const KunciBadanUsaha& kedua, const std::string& region) {
    std::vector<Pekerja> wlkp, jkn;
    for (int i = 0; i < 3; ++i) {
      Pekerja one = next(region);
      wlkp.push_back(one);
      one.nama = "SITI   CONTOH";
      one.status_kepesertaan = i == 0 ? "NONAKTIF_PREMI" : "0";
      if (i == 0) ++country.expected.inactive;
      jkn.push_back(one);
      found(Kelas::sama, one);
    }
    Pekerja other_date = next(region);
    wlkp.push_back(other_date);
    other_date.tanggal_lahir = "1991-04-21";
    jkn.push_back(other_date);
    found(Kelas::beda, other_date);
    for (int i = 0; i < 2; ++i) {
      wlkp.push_back(next(region));
      found(Kelas::hanya_wlkp, wlkp.back());
    }
    jkn.push_back(next(region));
    found(Kelas::hanya_jkn, jkn.back());
    add(workers(Pihak::kesatu, kesatu, wlkp));
    add(workers(Pihak::kedua, kedua, jkn));
  }

 private:
  int number_ = 0;
};

KunciBadanUsaha by_npwp(const std::string& npwp) {
  return {npwp, {}, {}, {}};
}

void plant_ordinary(Planter& plant) {
  for (int i = 1; i <= 6; ++i) {
    const KunciBadanUsaha kesatu = by_npwp(npwp15(i)), kedua = by_npwp(npwp16(i));
    plant.both(kesatu, kedua, i == 1);
    plant.workforce(kesatu, kedua,
                    i % 2 == 0 ? "910405" : "940105");  // Nabire, before and after Papua Tengah
  }
  for (int i = 21; i <= 23; ++i) {
    plant.only(Pihak::kesatu, by_npwp(npwp15(i)));
    plant.add(workers(Pihak::kesatu, by_npwp(npwp15(i)), {plant.next()}));
    plant.found(Kelas::hanya_wlkp, plant.country.sayings.back().request.rekaman.index() == 2
                                       ? std::get<2>(plant.country.sayings.back().request.rekaman).front()
                                       : Pekerja{});
  }
  plant.only(Pihak::kedua, by_npwp(npwp16(31)));
  const Pekerja member = plant.next();
  plant.add(workers(Pihak::kedua, by_npwp(npwp16(31)), {member}));
  plant.found(Kelas::hanya_jkn, member);
}

void plant_weaker_identifiers(Planter& plant) {
  // Pihak Kedua knows it by its NIB alone, and once gave it under its TDP too.
  const KunciBadanUsaha wlkp{npwp15(41), nib(41), {}, {}}, jkn{{}, nib(41), {}, {}};
  plant.both(wlkp, jkn);
  plant.workforce(wlkp, jkn, "320405");
  const KunciBadanUsaha old{{}, {}, "09.01.1.64.12345", {}}, both{npwp16(42), {}, "090116412345", {}};
  plant.both(old, both);
  plant.workforce(old, both, "320405");
  // A branch is its own company, and its head office another, though they share the NIB.
  const std::string branch = npwp16(43) + "000001";
  plant.both({npwp15(43), nib(43), {}, {}}, {npwp16(43), nib(43), {}, {}});
  plant.both({branch, nib(43), {}, {}}, by_npwp(branch));
  plant.workforce({branch, nib(43), {}, {}}, by_npwp(branch), "320405");
  // Pihak Kesatu names the workers' company by its NIB alone, which it has given beside the NPWP before.
  plant.both({npwp15(46), nib(46), {}, {}}, by_npwp(npwp16(46)));
  plant.workforce({{}, nib(46), {}, {}}, by_npwp(npwp16(46)), "320405");
  // One TDP of two companies whose NPWP differ says nothing.
  plant.only(Pihak::kesatu, {npwp15(44), {}, "111222333", {}});
  plant.only(Pihak::kedua, {npwp16(45), {}, "111222333", {}});
}

void plant_own_codes(Planter& plant) {
  // The same code of two parties is two codes.
  const KunciBadanUsaha code{{}, {}, {}, "K-7"};
  const Pekerja here = plant.next(), there = plant.next();
  plant.add(workers(Pihak::kesatu, code, {here}));
  plant.add(workers(Pihak::kedua, code, {there}));
  ++plant.country.expected.only_wlkp;
  ++plant.country.expected.only_jkn;
  plant.found(Kelas::hanya_wlkp, here);
  plant.found(Kelas::hanya_jkn, there);
}

void plant_moves(Planter& plant) {
  plant.both(by_npwp(npwp15(51)), by_npwp(npwp16(51)));
  plant.both(by_npwp(npwp15(52)), by_npwp(npwp16(52)));
  const Pekerja moved = plant.next();
  plant.add(workers(Pihak::kesatu, by_npwp(npwp15(51)), {moved}));
  plant.add(workers(Pihak::kedua, by_npwp(npwp16(52)), {moved}));
  plant.found(Kelas::wlkp_di_sini, moved);
  plant.found(Kelas::jkn_di_sini, moved);
  // Two places of work, one membership.
  const Pekerja twice = plant.next();
  plant.add(workers(Pihak::kesatu, by_npwp(npwp15(51)), {twice}));
  plant.add(workers(Pihak::kesatu, by_npwp(npwp15(52)), {twice}));
  plant.add(workers(Pihak::kedua, by_npwp(npwp16(52)), {twice}));
  plant.found(Kelas::wlkp_di_sini, twice);
  plant.found(Kelas::sama, twice);
  // Pihak Kedua says itself that this one is no member.
  Pekerja unregistered = plant.next();
  plant.add(workers(Pihak::kesatu, by_npwp(npwp15(51)), {unregistered}));
  unregistered.status_kepesertaan = "BELUM_TERDAFTAR";
  plant.add(workers(Pihak::kedua, by_npwp(npwp16(51)), {unregistered}));
  plant.found(Kelas::sama, unregistered);
  ++plant.country.expected.inactive;
  ++plant.country.expected.potential;
}

void plant_ambiguities(Planter& plant) {
  // The NPWP agrees, the NIB does not.
  plant.add(company(Pihak::kesatu, {npwp15(61), nib(61), {}, {}}));
  plant.add(company(Pihak::kedua, {npwp16(61), nib(62), {}, {}}));
  plant.ambiguous(2);
  const Pekerja shared = plant.next();
  plant.add(workers(Pihak::kesatu, by_npwp(npwp15(61)), {shared}));
  plant.add(workers(Pihak::kedua, by_npwp(npwp16(61)), {shared}));
  plant.found(Kelas::ragu, shared);
  // The NIB agrees, the NPWP does not.
  plant.add(company(Pihak::kesatu, {npwp15(63), nib(63), {}, {}}));
  plant.add(company(Pihak::kedua, {npwp16(64), nib(63), {}, {}}));
  plant.ambiguous(2);
  // One company of Pihak Kesatu bears the NPWP of one and the NIB of another of Pihak Kedua.
  plant.add(company(Pihak::kesatu, {npwp15(65), nib(65), {}, {}}));
  plant.add(company(Pihak::kedua, {npwp16(65), {}, {}, {}}));
  plant.add(company(Pihak::kedua, {{}, nib(65), {}, {}}));
  plant.ambiguous(3);
}

}  // namespace

std::string npwp15(int number) {
  const std::string d = digits_15(number);
  return d.substr(0, 2) + "." + d.substr(2, 3) + "." + d.substr(5, 3) + "." + d.substr(8, 1) + "-" +
         d.substr(9, 3) + "." + d.substr(12);
}

std::string npwp16(int number) {
  return "0" + digits_15(number);
}

std::string nib(int number) {
  return format("9999%09d", number);
}

Pekerja worker(int number, const std::string& region) {
  Pekerja one;
  one.nik = region + format("%06d", 610490) + format("9%03d", number);
  one.nama = "Siti Contoh";
  one.tanggal_lahir = "1990-04-21";
  one.alamat = "Kp. Contoh RT 001";
  return one;
}

Saying company(Pihak from, const KunciBadanUsaha& kunci, const std::string& nama, const std::string& alamat) {
  BadanUsaha record;
  record.npwp = kunci.npwp;
  record.nib = kunci.nib;
  record.tdp = kunci.tdp;
  record.nama = nama;
  record.kbli = {{"13121", {}}};
  record.alamat = alamat;
  Saying saying{from, {}};
  saying.request.operasi = soap::find_operasi(lampiran::Bagian::badan_usaha, "KirimBadanUsaha");
  saying.request.jumlah_data = 1;
  saying.request.rekaman = std::vector{record};
  return saying;
}

Saying workers(Pihak from, const KunciBadanUsaha& kunci, std::vector<Pekerja> all) {
  Saying saying{from, {}};
  saying.request.operasi = soap::find_operasi(lampiran::Bagian::pekerja, "KirimPekerja");
  saying.request.kunci = kunci;
  saying.request.jumlah_data = all.size();
  saying.request.rekaman = std::move(all);
  return saying;
}

Country generated_country() {
  Planter plant;
  plant_ordinary(plant);
  plant_weaker_identifiers(plant);
  plant_own_codes(plant);
  plant_moves(plant);
  plant_ambiguities(plant);
  return std::move(plant.country);
}

Chronicle::Chronicle() {
  std::string pattern = (std::filesystem::temp_directory_path() / "jembatan-reconcile-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = pattern;
  store_ = std::make_unique<journal::SqliteStore>((folder_ / "journal.db").string(), journal::Access::create,
                                                  clock_, test::journal_keys());
}

Chronicle::~Chronicle() {
  store_.reset();
  std::filesystem::remove_all(folder_);
}

std::uint64_t Chronicle::tell(const Saying& saying, std::uint64_t replay_of) {
  soap::Request request = saying.request;
  request.id_pesan = "id-" + std::to_string(++told_);
  journal::Entry entry;
  entry.party = std::string(lampiran::name(saying.from));
  entry.section = std::string(lampiran::name(request.operasi->bagian));
  entry.operation = std::string(request.operasi->nama);
  entry.id_pesan = request.id_pesan;
  entry.state = journal::State::sending;
  entry.replay_of = replay_of;
  if (replay_of != 0) entry.replay_mode = "gateway";
  entry.received_at = clock_.wall();
  const std::string bytes = codec_.encode(request, soap::SoapVersion::v11);
  const auto opened =
      store_->open(entry, journal::LegBytes{{journal::Leg::in, bytes}, {journal::Leg::out, bytes}});
  const std::uint64_t number = std::get<journal::Opened>(opened).number;
  journal::Change change;
  change.to = journal::State::answered;
  change.outcome = "SELESAI";
  change.finished_at = clock_.wall();
  change.given = exchange::given_by(request, saying.from);
  if (!store_->advance(number, journal::State::sending, change)) throw std::logic_error("not advanced");
  return number;
}

}  // namespace jembatan::office
