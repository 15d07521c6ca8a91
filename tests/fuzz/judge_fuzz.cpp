// Records of one section before the judge: the section's number ('0' to '2' by the annex alone, '3' to '5'
// with the example addendum and lists), then values with 0x1F between them, 0x1E for one that is absent.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lampiran/butir_table.h"
#include "lampiran/judge.h"
#include "lampiran/record.h"

namespace jembatan::lampiran {
namespace {

constexpr std::size_t most_records = 8;
constexpr base::Date day{std::chrono::year{2026}, std::chrono::August, std::chrono::day{15}};

const Aturan& bare_law() {
  static const Aturan law;
  return law;
}

const Aturan& full_law() {
  static const Aturan law = [] {
    const std::string folder = JEMBATAN_SOURCE "/src/lampiran/contoh/";
    return Aturan::load({{}, {folder + "addendum-tka.toml"}, folder + "wilayah.csv", folder + "kbli.csv"})
        .value();
  }();
  return law;
}

/// Hands out the input value by value; absent once it has come to its end.
class Values {
 public:
  explicit Values(std::string_view rest) : rest_(rest) {}
  [[nodiscard]] bool done() const { return rest_.empty(); }

  Teks next() {
    if (done()) return std::nullopt;
    const auto end = rest_.find('\x1F');
    const std::string_view value = rest_.substr(0, end);
    rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
    return value == "\x1E" ? Teks() : Teks(value);
  }
  void fill(Teks& slot) { slot = next(); }
  void fill(std::vector<Kbli>& slot) {
    while (Teks code = next()) slot.push_back({std::move(*code), next()});
  }
  void fill(std::optional<Koordinat>& slot) {
    if (Teks lintang = next()) slot = Koordinat{std::move(lintang), next()};
  }
  void fill(std::vector<FieldLain>& slot) {
    while (Teks nama = next()) slot.push_back({std::move(*nama), next().value_or("")});
  }

 private:
  std::string_view rest_;
};

template <class Record>
std::vector<Record> read_records(Bagian bagian, Values values) {
  std::vector<Record> records;
  while (!values.done() && records.size() < most_records) {
    Record& record = records.emplace_back();
    if constexpr (requires { record.badan_usaha; }) {
      record.badan_usaha.emplace();
      for (Teks KunciBadanUsaha::*part : {&KunciBadanUsaha::npwp, &KunciBadanUsaha::nib,
                                          &KunciBadanUsaha::tdp, &KunciBadanUsaha::kode_badan_usaha}) {
        values.fill((*record.badan_usaha).*part);
      }
    }
    for (const Butir& row : kButir) {
      if (row.bagian == bagian) with_value(record, row, [&](auto& slot) { values.fill(slot); });
    }
  }
  return records;
}

/// What was judged once is sent on as it is: judged again it is accepted again, and nothing more is left out.
template <class Record>
void judge_twice(std::vector<Record> records, const Aturan& law, Pihak pemberi) {
  Perkara perkara;
  perkara.pemberi = pemberi;
  perkara.tanggal = day;
  Rekaman once = std::move(records);
  const Putusan first = judge(once, law, perkara);
  if (first.hasil.size() != count(once)) std::abort();

  Rekaman twice = once;
  const Putusan second = judge(twice, law, perkara);
  for (std::size_t i = 0; i < first.hasil.size(); ++i) {
    if (!first.hasil[i].diterima) continue;
    if (!second.hasil[i].diterima) std::abort();
    if (std::get<std::vector<Record>>(once)[i] != std::get<std::vector<Record>>(twice)[i]) std::abort();
  }
}

template <class Record>
void judge_for_both(Bagian bagian, const Aturan& law, std::string_view bytes) {
  const auto records = read_records<Record>(bagian, Values(bytes));
  for (const Pihak pemberi : {Pihak::kesatu, Pihak::kedua}) judge_twice(records, law, pemberi);
}

void judge_bytes(char selector, std::string_view bytes) {
  if (selector < '0' || selector > '5') return;
  const Aturan& law = selector < '3' ? bare_law() : full_law();
  switch (const auto bagian = static_cast<Bagian>((selector - '0') % 3); bagian) {
    case Bagian::badan_usaha:
      return judge_for_both<BadanUsaha>(bagian, law, bytes);
    case Bagian::pimpinan:
      return judge_for_both<Pimpinan>(bagian, law, bytes);
    case Bagian::pekerja:
      return judge_for_both<Pekerja>(bagian, law, bytes);
  }
}

}  // namespace
}  // namespace jembatan::lampiran

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  jembatan::lampiran::judge_bytes(bytes[0], bytes.substr(1));
  return 0;
}
