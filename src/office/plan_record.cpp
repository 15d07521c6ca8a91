#include "office/plan_record.h"

#include <nlohmann/json.hpp>

#include "office/columns.h"

namespace jembatan::office {

namespace {

using Json = nlohmann::ordered_json;

void put_member(Json& record, std::string_view name, const std::string& value) {
  const std::size_t dot = name.find('.');
  Json& object = dot == std::string_view::npos ? record : record[std::string(name.substr(0, dot))];
  object[std::string(dot == std::string_view::npos ? name : name.substr(dot + 1))] = value;
}

void put_lists(Json& record, const std::vector<lampiran::Kbli>& codes) {
  for (const lampiran::Kbli& one : codes) {
    Json code{{"kode", one.kode}};
    if (one.edisi) code["edisi"] = *one.edisi;
    record["kbli"].push_back(std::move(code));
  }
}

}  // namespace

std::string record_line(Draft draft) {
  Json record = Json::object();
  for (const Column& column : columns_of(draft.bagian())) {
    if (column.teks == nullptr || column.alias) continue;
    if (const lampiran::Teks value = column.teks(draft)) put_member(record, column.name, *value);
  }
  if (const auto* company = std::get_if<lampiran::BadanUsaha>(&draft.rekaman))
    put_lists(record, company->kbli);
  std::visit(
      [&record](const auto& one) {
        for (const auto& field : one.field_lain) record["fieldLain"][field.nama] = field.nilai;
      },
      draft.rekaman);
  return record.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace jembatan::office
