#pragma once
// Fictitious workers of fictitious companies, drawn so that their records
// compress like real ones: names and streets hardly ever come again, the places
// around one company do. The same seed gives the same records. One thread.

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "lampiran/rekaman.h"

namespace jembatan::bench {

class RandomWorkers {
 public:
  explicit RandomWorkers(std::uint64_t seed) : random_(seed) {}

  /// Of a new company, which the workers that follow belong to and live around.
  lampiran::KunciBadanUsaha company() {
    constexpr std::array provinces{"11", "12", "13", "16", "18", "31", "32",
                                   "33", "34", "35", "36", "51", "64", "73"};
    region_ = provinces[below(provinces.size())] + two(below(20) + 1) + two(below(30) + 1);
    place_ = "Kab. " + word(3);
    for (std::string& village : villages_) village = word(2) + ", " + word(3);
    lampiran::KunciBadanUsaha kunci;
    kunci.npwp = npwp();
    kunci.nib = "9999" + digits(9);
    return kunci;
  }

  lampiran::Pekerja worker() {
    const std::string day = two(below(28) + 1), month = two(below(12) + 1);
    const unsigned year = 1965 + below(42);
    const bool woman = below(2) == 0;
    lampiran::Pekerja record;
    record.nik = region_ + (woman ? std::to_string(std::stoul(day) + 40) : day) + month + two(year % 100) +
                 "99" + digits(2);
    record.nomor_kepesertaan_jkn = "0009999" + digits(6);
    record.nama = word(2 + below(2)) + " " + word(2 + below(3));
    if (below(2) == 0) record.nama->append(" ").append(word(3));
    record.tanggal_lahir = std::to_string(year) + "-" + month + "-" + day;
    record.alamat = "Jl. " + word(3) + " No. " + std::to_string(below(200)) + " RT 0" + two(below(20)) +
                    "/RW 0" + two(below(12)) + ", " + villages_[below(villages_.size())] + ", " + place_;
    record.nomor_hp = "0839" + digits(8);
    record.jabatan = word(3) + " " + word(2);
    record.tmt_kepesertaan_jkn = std::to_string(2014 + below(12)) + "-" + two(below(12) + 1) + "-01";
    record.status_pegawai = std::array{"PKWTT", "PKWT", "HARIAN_LEPAS"}[below(3)];
    record.jumlah_anggota_keluarga = std::to_string(below(5));
    record.status_kepesertaan = below(8) == 0 ? "NONAKTIF" : "AKTIF";
    return record;
  }

  unsigned below(std::size_t bound) { return static_cast<unsigned>(random_() % bound); }

 private:
  static std::string two(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

  std::string digits(unsigned count) {
    std::string text;
    while (count-- > 0) text += static_cast<char>('0' + below(10));
    return text;
  }

  /// In 16 digits, of tax office 999, with its check digit: every second digit counts twice, by its digits'
  /// sum.
  std::string npwp() {
    const std::string payer = digits(8);
    unsigned sum = 0;
    for (std::size_t i = 0; i < payer.size(); ++i) {
      const unsigned product = static_cast<unsigned>(payer[i] - '0') * (i % 2 == 0 ? 1 : 2);
      sum += product > 9 ? product - 9 : product;
    }
    return "0" + payer + std::to_string((10 - sum % 10) % 10) + "999000";
  }

  std::string word(unsigned syllables) {
    constexpr std::array<std::string_view, 40> parts{
        "a",   "ba", "ci", "da",  "din", "e",  "fa", "gu", "han", "i",  "ja", "ka", "kar", "lang",
        "la",  "li", "ma", "man", "mi",  "na", "ni", "no", "nu",  "pa", "pu", "ra", "ri",  "ro",
        "san", "sa", "si", "su",  "ta",  "ti", "tu", "u",  "wan", "wi", "ya", "yan"};
    std::string text;
    while (syllables-- > 0) text += parts[below(parts.size())];
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
  }

  std::mt19937_64 random_;
  std::string region_, place_;
  std::array<std::string, 12> villages_;
};

}  // namespace jembatan::bench
