#include "office/csv_header.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace jembatan::office {

using lampiran::Bagian;

namespace {

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

/// Without one known name in it the first row is data, and nothing of it is shown.
bool is_header(const std::vector<std::string>& names) {
  const auto known = [&](const std::string& name) {
    for (const Bagian bagian : {Bagian::badan_usaha, Bagian::pimpinan, Bagian::pekerja}) {
      for (const Column& column : columns_of(bagian)) {
        if (column.kind != ColumnKind::field_lain && base::same_ignoring_case(column.name, name)) return true;
      }
    }
    return name.starts_with("fieldLain.");
  };
  return std::any_of(names.begin(), names.end(), known);
}

bool same(const CsvHeader& header, std::size_t a, std::size_t b) {
  const Column* one = header.columns[a];
  const Column* other = header.columns[b];
  if (one == nullptr || other == nullptr || one->kind == ColumnKind::field_lain) {
    return header.names[a] == header.names[b];
  }
  return one->butir == other->butir && one->elemen == other->elemen;
}

/// What is wrong with one column, or nothing.
std::string complaint(const CsvHeader& header, std::size_t index) {
  const std::string& name = header.names[index];
  const std::string place = "column " + std::to_string(index + 1);
  if (name.empty()) return place + " has no name";
  if (header.columns[index] == nullptr && !is_findings_column(name)) {
    const std::string shown = shown_name(name, "");
    return place + (shown.empty() ? "" : " " + shown) + " is unknown in a " +
           std::string(lampiran::name(header.bagian)) + " file" + suggestion(header.bagian, name);
  }
  for (std::size_t before = 0; before < index; ++before) {
    if (same(header, before, index)) return place + " repeats column " + std::to_string(before + 1);
  }
  return {};
}

std::string known_names(Bagian bagian) {
  std::string all;
  for (const Column& column : columns_of(bagian)) {
    if (!column.alias) all += (all.empty() ? "" : ", ") + std::string(column.name);
  }
  return all + "<name>";
}

}  // namespace

base::Result<CsvHeader, FileError> read_header(const CsvRow& row, const ByteSource& source,
                                               std::optional<Bagian> given) {
  constexpr std::size_t most_complaints = 10;
  CsvHeader header;
  for (const std::string& cell : row.cells) header.names.push_back(trimmed(cell));
  header.bagian = given.value_or(bagian_from(header.names));
  const std::string remedy = "use these names: " + known_names(header.bagian);
  if (!is_header(header.names)) {
    return base::fail(
        source.error(FileFault::header, row.line, "the first row does not name the columns", remedy));
  }
  for (const std::string& name : header.names) header.columns.push_back(find_column(header.bagian, name));

  std::string what;
  std::size_t complaints = 0;
  for (std::size_t i = 0; i < header.names.size() && complaints < most_complaints; ++i) {
    const std::string wrong = complaint(header, i);
    if (wrong.empty()) continue;
    what += (complaints++ == 0 ? "" : "; ") + wrong;
  }
  if (complaints > 0) return base::fail(source.error(FileFault::header, row.line, what, remedy));
  return header;
}

}  // namespace jembatan::office
