#include "lampiran/referensi.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "crypto/digest.h"
#include "lampiran/bentuk.h"
#include "lampiran/file_error.h"

namespace jembatan::lampiran {
namespace {

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (;;) {
    const auto at = line.find(separator);
    cells.push_back(line.substr(0, at));
    if (at == std::string_view::npos) return cells;
    line.remove_prefix(at + 1);
  }
}

/// A CSV file in memory, read line by line.
class List {
 public:
  List(const std::string& path, std::vector<std::string>& errors) : path_(path), errors_(errors) {
    std::ifstream file(path, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(file), {});
    if (!file.is_open() || file.bad()) {
      fail("cannot be read; name a readable CSV file or leave the setting out");
    } else if (!next()) {
      fail("is empty; its first line names the columns");
    } else {
      heading_ = cells();
    }
  }

  [[nodiscard]] bool good() const { return good_; }

  void fail(const std::string& what) {
    good_ = false;
    errors_.push_back(file_error(path_, number_, what));
  }

  /// The place of a column that must be there.
  std::size_t column(std::string_view name) {
    const auto at = std::find(heading_.begin(), heading_.end(), name);
    if (good_ && at == heading_.end()) {
      fail("has no column '" + std::string(name) + "'; add it to the first line");
    }
    return static_cast<std::size_t>(at - heading_.begin());
  }

  bool next() {
    do {
      if (at_ >= bytes_.size()) return false;
      const auto end = std::min(bytes_.find('\n', at_), bytes_.size());
      line_ = std::string_view(bytes_).substr(at_, end - at_);
      if (line_.ends_with('\r')) line_.remove_suffix(1);
      at_ = end + 1;
      ++number_;
    } while (line_.empty() || is_remark());
    return true;
  }

  [[nodiscard]] std::string_view cell(std::size_t column) const {
    const auto all = cells();
    return column < all.size() ? all[column] : std::string_view{};
  }

  [[nodiscard]] Daftar facts(std::size_t rows) const {
    return {path_, rows, crypto::sha256_hex(bytes_), sumber_, tanggal_};
  }

 private:
  /// "# sumber: ..." and "# tanggal: ..." say where the list comes from; other remarks are for people only.
  bool is_remark() {
    if (!line_.starts_with('#')) return false;
    for (const auto& [name, value] : {std::pair{std::string_view("# sumber:"), &sumber_},
                                      std::pair{std::string_view("# tanggal:"), &tanggal_}}) {
      if (!line_.starts_with(name)) continue;
      const auto begin = line_.find_first_not_of(' ', name.size());
      *value = begin == std::string_view::npos ? std::string() : std::string(line_.substr(begin));
    }
    return true;
  }

  [[nodiscard]] std::vector<std::string_view> cells() const { return split(line_, ','); }

  std::string path_;
  std::vector<std::string>& errors_;
  std::string bytes_;
  std::size_t at_ = 0;
  std::size_t number_ = 0;
  std::string_view line_;
  std::string sumber_, tanggal_;
  std::vector<std::string_view> heading_;
  bool good_ = true;
};

}  // namespace

void Referensi::load_regions(const std::string& path, std::vector<std::string>& errors) {
  List list(path, errors);
  const auto kode_column = list.column("kode");
  std::vector<std::uint32_t> prefixes;
  while (list.good() && list.next()) {
    const auto kode = list.cell(kode_column);
    if (!all_digits(kode) || kode.size() > 6) {
      list.fail("kode '" + std::string(kode) + "' is not 2 to 6 digits; mend the line");
    } else if (kode.size() == 6) {
      prefixes.push_back(static_cast<std::uint32_t>(number(kode)));
    }
  }
  if (list.good() && prefixes.empty()) {
    list.fail("holds no prefix of 6 digits; check that it is the right file");
  }
  if (!list.good()) return;
  std::sort(prefixes.begin(), prefixes.end());
  prefixes.erase(std::unique(prefixes.begin(), prefixes.end()), prefixes.end());
  regions_ = list.facts(prefixes.size());
  prefixes_ = std::move(prefixes);
}

void Referensi::load_kbli(const std::string& path, std::vector<std::string>& errors) {
  List list(path, errors);
  const auto kode_column = list.column("kode");
  const auto edisi_column = list.column("edisi");
  std::vector<std::uint32_t> codes;
  while (list.good() && list.next()) {
    const auto kode = list.cell(kode_column);
    if (!all_digits(kode) || kode.size() != 5) {
      list.fail("kode '" + std::string(kode) + "' is not 5 digits; mend the line");
      continue;
    }
    const auto editions = split(list.cell(edisi_column), ' ');
    const auto has = [&](std::string_view year) {
      return std::find(editions.begin(), editions.end(), year) != editions.end();
    };
    const std::uint32_t bits = (has("2020") ? 1U : 0U) + (has("2025") ? 2U : 0U);
    codes.push_back(static_cast<std::uint32_t>(number(kode)) * 4 + bits);
  }
  if (list.good() && codes.empty()) list.fail("holds no code; check that it is the right file");
  if (!list.good()) return;
  std::sort(codes.begin(), codes.end());
  kbli_ = list.facts(codes.size());
  codes_ = std::move(codes);
}

bool Referensi::knows_region(std::string_view six_digits) const {
  return std::binary_search(prefixes_.begin(), prefixes_.end(),
                            static_cast<std::uint32_t>(number(six_digits)));
}

Referensi::Edisi Referensi::kbli_editions(std::string_view five_digits) const {
  const auto first = static_cast<std::uint32_t>(number(five_digits)) * 4;
  Edisi edisi;
  for (auto at = std::lower_bound(codes_.begin(), codes_.end(), first); at != codes_.end() && *at < first + 4;
       ++at) {
    edisi.e2020 |= (*at & 1U) != 0;
    edisi.e2025 |= (*at & 2U) != 0;
  }
  return edisi;
}

}  // namespace jembatan::lampiran
