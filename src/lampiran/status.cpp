#include "lampiran/status.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace jembatan::lampiran {
namespace {

/// A short text in upper case with _ and - as spaces; what does not fit is no known word.
class Folded {
 public:
  explicit Folded(std::string_view text) : size_(std::min(text.size(), buffer_.size())) {
    std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size_), buffer_.begin(),
                   [](char c) { return c == '_' || c == '-' ? ' ' : base::upper_ascii(c); });
  }
  [[nodiscard]] std::string_view view() const { return {buffer_.data(), size_}; }

 private:
  std::array<char, 400> buffer_;  // 100 characters of up to four bytes: the longest value of either field
  std::size_t size_;
};

template <class Value, std::size_t Size>
std::optional<Value> look_up(const std::array<std::pair<std::string_view, Value>, Size>& words,
                             std::string_view text) {
  for (const auto& [word, value] : words) {
    if (word == text) return value;
  }
  return std::nullopt;
}

constexpr auto kPegawai = std::to_array<std::pair<std::string_view, StatusPegawai>>({
    {"PKWTT", StatusPegawai::pkwtt},           {"TETAP", StatusPegawai::pkwtt},
    {"PERMANEN", StatusPegawai::pkwtt},        {"PKWT", StatusPegawai::pkwt},
    {"KONTRAK", StatusPegawai::pkwt},          {"HARIAN LEPAS", StatusPegawai::harian_lepas},
    {"HARIAN", StatusPegawai::harian_lepas},   {"BURUH HARIAN", StatusPegawai::harian_lepas},
    {"HL", StatusPegawai::harian_lepas},       {"THL", StatusPegawai::harian_lepas},
    {"BORONGAN", StatusPegawai::borongan},     {"ALIH DAYA", StatusPegawai::alih_daya},
    {"OUTSOURCING", StatusPegawai::alih_daya}, {"PARUH WAKTU", StatusPegawai::paruh_waktu},
    {"PART TIME", StatusPegawai::paruh_waktu}, {"PERCOBAAN", StatusPegawai::percobaan},
    {"PROBATION", StatusPegawai::percobaan},   {"TRAINING", StatusPegawai::percobaan},
    {"MAGANG", StatusPegawai::magang},         {"INTERN", StatusPegawai::magang},
    {"LAINNYA", StatusPegawai::lainnya},
});

constexpr auto kKepesertaan = std::to_array<std::pair<std::string_view, StatusKepesertaan>>({
    {"AKTIF", StatusKepesertaan::aktif},
    {"0", StatusKepesertaan::aktif},
    {"2", StatusKepesertaan::meninggal},
    {"6", StatusKepesertaan::tidak_ditanggung},
    {"7", StatusKepesertaan::penangguhan},
    {"9", StatusKepesertaan::nonaktif_premi},
    {"15", StatusKepesertaan::nonaktif_akhir_bulan},
    {"BELUM TERDAFTAR", StatusKepesertaan::belum_terdaftar},
});

/// In this order: "NON AKTIF KARENA PREMI" is about the premium.
constexpr auto kKepesertaanMemuat = std::to_array<std::pair<std::string_view, StatusKepesertaan>>({
    {"PREMI", StatusKepesertaan::nonaktif_premi},
    {"MENINGGAL", StatusKepesertaan::meninggal},
    {"PENANGGUHAN", StatusKepesertaan::penangguhan},
    {"AKHIR BULAN", StatusKepesertaan::nonaktif_akhir_bulan},
    {"DITANGGUNG", StatusKepesertaan::tidak_ditanggung},
    {"TIDAK AKTIF", StatusKepesertaan::tidak_aktif},
    {" NON", StatusKepesertaan::tidak_aktif},
});

}  // namespace

std::optional<StatusPegawai> status_pegawai(std::string_view text) {
  return look_up(kPegawai, Folded(text).view());
}

std::optional<StatusKepesertaan> status_kepesertaan(std::string_view text) {
  const Folded folded(text);
  const std::string_view word = folded.view();
  if (const auto exact = look_up(kKepesertaan, word)) return exact;
  for (const auto& [part, value] : kKepesertaanMemuat) {
    if (word.find(part) != std::string_view::npos) return value;
  }
  if (word.starts_with("NON")) return StatusKepesertaan::tidak_aktif;
  return std::nullopt;
}

}  // namespace jembatan::lampiran
