// Reads an addendum's TOML file; all errors of the file at once.

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <set>
#include <utility>

#include "crypto/digest.h"
#include "lampiran/addendum.h"
#include "lampiran/butir_table.h"
#include "lampiran/file_error.h"

namespace jembatan::lampiran {
namespace {

constexpr std::size_t kMostFields = 64;      // maxOccurs of fieldLain
constexpr std::size_t kLongestName = 100;    // of @nama
constexpr std::size_t kLongestValue = 1024;  // of its text

std::string quoted(std::string_view key) {
  return std::string("'").append(key).append("'");
}

/// One table of the file, read key by key; what is wrong is added to the errors and reading goes on.
class Table {
 public:
  Table(const std::string& path, const toml::table& table, std::vector<std::string>& errors)
      : path_(path), table_(table), errors_(errors) {}

  void fail(const toml::node& where, const std::string& what) const {
    errors_.push_back(file_error(path_, where.source().begin.line, what));
  }
  void fail(const std::string& what) const { fail(table_, what); }

  void only(std::initializer_list<std::string_view> known) const {
    for (const auto& [key, node] : table_) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        fail(node, "unknown key " + quoted(key.str()) + "; remove it or mend its spelling");
      }
    }
  }

  [[nodiscard]] const toml::node* find(std::string_view key) const { return table_.get(key); }

  [[nodiscard]] std::string text(std::string_view key, bool needed) const {
    const toml::node* const node = find(key);
    if (node == nullptr) {
      if (needed) fail(quoted(key) + " is missing; add it");
      return {};
    }
    const auto value = node->value_exact<std::string>();
    if (!value || value->empty()) fail(*node, quoted(key) + " must be a text that is not empty");
    return value.value_or("");
  }

  [[nodiscard]] std::optional<base::Date> date(std::string_view key, bool needed) const {
    const toml::node* const node = find(key);
    if (node == nullptr) {
      if (needed) fail(quoted(key) + " is missing; add a date such as 2026-01-01");
      return std::nullopt;
    }
    const auto value = node->value_exact<toml::date>();
    if (!value) {
      fail(*node, quoted(key) + " must be a date without quotes, such as 2026-01-01");
      return std::nullopt;
    }
    return base::Date{std::chrono::year{value->year}, std::chrono::month{value->month},
                      std::chrono::day{value->day}};
  }

  [[nodiscard]] std::size_t length(std::string_view key, std::size_t otherwise) const {
    const toml::node* const node = find(key);
    if (node == nullptr) return otherwise;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > static_cast<std::int64_t>(kLongestValue)) {
      fail(*node, quoted(key) + " must be a whole number from 0 to 1024");
      return otherwise;
    }
    return static_cast<std::size_t>(*value);
  }

  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const {
    std::vector<std::string> values;
    const toml::node* const node = find(key);
    if (node == nullptr) return values;
    const toml::array* const array = node->as_array();
    if (array == nullptr) {
      fail(*node, quoted(key) + " must be a list of texts");
      return values;
    }
    for (const toml::node& entry : *array) {
      if (const auto value = entry.value_exact<std::string>()) {
        values.push_back(*value);
      } else {
        fail(entry, quoted(key) + " must hold texts only");
      }
    }
    return values;
  }

  [[nodiscard]] TiapPihak<bool> parties(std::string_view key) const {
    TiapPihak<bool> chosen;
    for (const std::string& word : texts(key)) {
      if (const auto pihak = pihak_named(word)) {
        chosen[*pihak] = true;
      } else {
        fail(*find(key), quoted(key) + " may hold \"kesatu\" and \"kedua\"");
      }
    }
    return chosen;
  }

 private:
  const std::string& path_;
  const toml::table& table_;
  std::vector<std::string>& errors_;
};

void read_type(const Table& table, FieldDisepakati& field) {
  const std::string type = table.text("type", true);
  const toml::node* const pattern = table.find("pattern");
  if (type == "text") {
    field.tipe = TipeField::teks;
  } else if (type == "date") {
    field.tipe = TipeField::tanggal;
  } else if (type == "integer") {
    field.tipe = TipeField::bilangan;
  } else if (type == "pattern") {
    field.tipe = TipeField::pola;
    auto pola = Pola::parse(table.text("pattern", true));
    if (pola) {
      field.pola = std::move(*pola);
    } else if (pattern != nullptr) {
      table.fail(*pattern, "'pattern' is not understood: " + pola.error());
    }
  } else if (!type.empty()) {
    table.fail(*table.find("type"), "'type' must be \"text\", \"date\", \"integer\" or \"pattern\"");
  }
  if (pattern != nullptr && type != "pattern") {
    table.fail(*pattern, "'pattern' belongs to type = \"pattern\"; change the type or remove it");
  }
}

FieldDisepakati read_field(const Table& table) {
  table.only({"nama", "bagian", "pihak", "wajib", "type", "pattern", "min_length", "max_length", "codes",
              "label_id", "label_en"});
  FieldDisepakati field;
  field.nama = table.text("nama", true);
  if (field.nama.size() > kLongestName) table.fail("'nama' must have at most 100 characters");
  const std::string bagian = table.text("bagian", true);
  if (const auto known = bagian_named(bagian)) {
    field.bagian = *known;
  } else if (!bagian.empty()) {
    table.fail(*table.find("bagian"), "'bagian' must be \"badan-usaha\", \"pimpinan\" or \"pekerja\"");
  }
  field.boleh = table.parties("pihak");
  if (!field.boleh[Pihak::kesatu] && !field.boleh[Pihak::kedua]) {
    table.fail("'pihak' must name who may give the field, such as [\"kesatu\"]");
  }
  field.wajib = table.parties("wajib");
  for (const Pihak pihak : {Pihak::kesatu, Pihak::kedua}) {
    if (field.wajib[pihak] && !field.boleh[pihak]) {
      table.fail("'wajib' names " + std::string(name(pihak)) + ", which 'pihak' does not let give the field");
    }
  }
  read_type(table, field);
  field.panjang_min = table.length("min_length", 0);
  field.panjang_maks = table.length("max_length", kLongestValue);
  if (field.panjang_min > field.panjang_maks) table.fail("'min_length' is more than 'max_length'");
  field.kode = table.texts("codes");
  std::sort(field.kode.begin(), field.kode.end());
  field.label_id = table.text("label_id", true);
  field.label_en = table.text("label_en", true);
  return field;
}

std::optional<Tanda> read_mark(const Table& table) {
  table.only({"butir", "pihak", "wajib"});
  const std::string butir = table.text("butir", true);
  const bool known = std::any_of(kButir.begin(), kButir.end(), [&](const Butir& row) {
    return row.butir == butir && row.tipe != Tipe::addendum;
  });
  if (!known && !butir.empty()) {
    table.fail(*table.find("butir"), "'butir' is no item of the annex; A.1 to C.11 are");
  }
  const std::string word = table.text("pihak", true);
  const auto pihak = pihak_named(word);
  if (!pihak && !word.empty()) table.fail(*table.find("pihak"), "'pihak' must be \"kesatu\" or \"kedua\"");
  const toml::node* const wajib = table.find("wajib");
  const auto mark = wajib == nullptr ? std::nullopt : wajib->value_exact<bool>();
  if (!mark) table.fail("'wajib' must be there, true or false");
  if (!known || !pihak || !mark) return std::nullopt;
  return Tanda{butir, *pihak, *mark};
}

/// Calls `read` with every table of [[key]].
template <class Read>
void each_table(const Table& top, std::string_view key, const std::string& path,
                std::vector<std::string>& errors, const Read& read) {
  const toml::node* const node = top.find(key);
  if (node == nullptr) return;
  const toml::array* const array = node->as_array();
  if (array == nullptr || !array->is_homogeneous(toml::node_type::table)) {
    top.fail(*node, "write each as [[" + std::string(key) + "]]");
    return;
  }
  for (const toml::node& entry : *array) read(Table(path, *entry.as_table(), errors));
}

void read_fields(const Table& top, Addendum& addendum, std::vector<std::string>& errors) {
  std::set<std::pair<Bagian, std::string>> names;
  each_table(top, "field", addendum.path, errors, [&](const Table& table) {
    addendum.field.push_back(read_field(table));
    const FieldDisepakati& field = addendum.field.back();
    if (!names.emplace(field.bagian, field.nama).second) {
      table.fail("the section has a field of this name already; name each once");
    }
  });
  for (const Bagian bagian : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
    const auto fields =
        std::count_if(names.begin(), names.end(), [&](const auto& one) { return one.first == bagian; });
    if (fields > static_cast<std::ptrdiff_t>(kMostFields)) {
      top.fail("a record takes 64 fields; " + std::string(name(bagian)) + " has more");
    }
  }
}

void read_marks(const Table& top, Addendum& addendum, std::vector<std::string>& errors) {
  std::set<std::pair<std::string, Pihak>> marked;
  each_table(top, "mark", addendum.path, errors, [&](const Table& table) {
    const auto tanda = read_mark(table);
    if (!tanda) return;
    addendum.tanda.push_back(*tanda);
    if (!marked.emplace(tanda->butir, tanda->pihak).second) {
      table.fail("this item is marked for this party already; mark it once");
    }
  });
}

std::optional<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (file.bad()) return std::nullopt;
  return bytes;
}

}  // namespace

std::optional<Addendum> Addendum::load(const std::string& path, std::vector<std::string>& errors) {
  const auto bytes = bytes_of(path);
  if (!bytes) {
    errors.push_back(file_error(path, 0, "cannot be read; name a readable TOML file"));
    return std::nullopt;
  }
  const std::size_t errors_before = errors.size();
  toml::table file;
  try {
    file = toml::parse(*bytes, path);
  } catch (const toml::parse_error& error) {
    const std::string what = std::string("is not TOML: ").append(error.description());
    errors.push_back(file_error(path, error.source().begin.line, what));
    return std::nullopt;
  }
  const Table top(path, file, errors);
  top.only({"id", "title", "valid_from", "valid_until", "field", "mark"});
  Addendum addendum;
  addendum.path = path;
  addendum.sha256 = crypto::sha256_hex(*bytes);
  addendum.id = top.text("id", true);
  addendum.judul = top.text("title", true);
  addendum.berlaku_sejak = top.date("valid_from", true).value_or(base::Date{});
  addendum.berlaku_hingga = top.date("valid_until", false);
  if (addendum.berlaku_hingga && *addendum.berlaku_hingga < addendum.berlaku_sejak) {
    top.fail(*top.find("valid_until"), "'valid_until' is before 'valid_from'");
  }
  read_fields(top, addendum, errors);
  read_marks(top, addendum, errors);
  if (errors.size() != errors_before) return std::nullopt;
  return addendum;
}

}  // namespace jembatan::lampiran
