// How many fully filled Pekerja records a second one core judges, in messages of
// 1,000, with the example addendum and lists. Prints one line. Argument: how many
// messages (1,000 unless told), and the folder of the example files.

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

#include "base/clock.h"
#include "lampiran/judge.h"

namespace {

using namespace jembatan;
using namespace std::string_literals;

std::string padded(std::size_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  std::string text(width - digits.size(), '0');
  text.append(digits);
  return text;
}

lampiran::Rekaman thousand_workers() {
  std::vector<lampiran::Pekerja> records(1000);
  for (std::size_t i = 0; i < records.size(); ++i) {
    lampiran::Pekerja& record = records[i];
    record.nik = std::string("320405610490").append(padded(9000 + i, 4));
    record.nomor_kepesertaan_jkn = std::string("0009999").append(padded(i, 6));
    record.nama = "Siti Contoh Rahmawati"s;
    record.tanggal_lahir = "1990-04-21"s;
    record.alamat = "Kp. Contoh RT 001/RW 002, Cileunyi, Kab. Bandung, Jawa Barat 40621"s;
    record.nomor_hp = std::string("+62 839-0000-").append(padded(i, 4));
    record.jabatan = "Operator Tenun"s;
    record.tmt_kepesertaan_jkn = "2019-03-01"s;
    record.status_pegawai = "PKWTT"s;
    record.jumlah_anggota_keluarga = "2"s;
    record.status_kepesertaan = "AKTIF"s;
  }
  return records;
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned long messages = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1000;
  const std::string contoh = argc > 2 ? argv[2] : "src/lampiran/contoh";
  const auto law = lampiran::Aturan::load(
      {{}, {contoh + "/addendum-tka.toml"}, contoh + "/wilayah.csv", contoh + "/kbli.csv"});
  if (!law) {
    for (const std::string& error : law.error()) std::cerr << error << '\n';
    return 2;
  }
  lampiran::Rekaman rekaman = thousand_workers();
  const lampiran::KunciBadanUsaha kunci{"0019990019999000", {}, {}, {}};
  lampiran::Perkara perkara;
  perkara.tanggal = base::Date{std::chrono::year{2026}, std::chrono::August, std::chrono::day{15}};
  perkara.kunci = &kunci;

  const base::SystemClock clock;
  const auto start = clock.steady();
  std::size_t accepted = 0, found = 0;
  for (unsigned long i = 0; i < messages; ++i) {
    const auto putusan = lampiran::judge(rekaman, *law, perkara);
    for (const auto& hasil : putusan.hasil) {
      accepted += hasil.diterima ? 1 : 0;
      found += hasil.temuan.size();
    }
  }
  const std::chrono::duration<double> took = clock.steady() - start;
  const double records = static_cast<double>(messages) * 1000;
  std::printf("judge: %.0f records a second (%lu messages of 1000, %zu accepted, %zu findings)\n",
              records / took.count(), messages, accepted, found);
  return 0;
}
