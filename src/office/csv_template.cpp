#include "office/columns.h"
#include "office/csv_row.h"

namespace jembatan::office {

std::string csv_template(lampiran::Bagian bagian) {
  std::vector<std::string> names;
  std::vector<std::string> examples;
  for (const Column& column : columns_of(bagian)) {
    if (column.alias || column.kind == ColumnKind::field_lain) continue;
    names.emplace_back(column.name);
    examples.emplace_back(column.example);
  }
  return csv_row(names, ',') + csv_row(examples, ',');
}

}  // namespace jembatan::office
