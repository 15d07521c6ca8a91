#include "office/draft.h"

#include <algorithm>
#include <utility>

#include "office/columns.h"
#include "office/damage.h"

namespace jembatan::office {

using lampiran::Bagian;

namespace {

std::vector<lampiran::FieldLain>& field_lain_of(Draft& draft) {
  return std::visit(
      [](auto& record) -> auto& { return record.field_lain; }, draft.rekaman);
}

bool put_field_lain(Draft& draft, std::string_view nama, std::string value) {
  auto& fields = field_lain_of(draft);
  const bool there = std::any_of(fields.begin(), fields.end(), [&](const auto& f) { return f.nama == nama; });
  if (!there) fields.push_back({std::string(nama), std::move(value)});
  return !there;
}

bool put_all_kbli(Draft& draft, std::string_view codes) {
  if (!std::get<lampiran::BadanUsaha>(draft.rekaman).kbli.empty()) return false;
  constexpr std::string_view between = " |";
  for (std::size_t at = codes.find_first_not_of(between); at != std::string_view::npos;) {
    const std::size_t stop = codes.find_first_of(between, at);
    put_kbli(draft, std::string(codes.substr(at, stop - at)));
    at = codes.find_first_not_of(between, stop);
  }
  return true;
}

}  // namespace

Draft::Draft(Bagian bagian) {
  if (bagian == Bagian::pimpinan) rekaman = lampiran::Pimpinan{};
  if (bagian == Bagian::pekerja) rekaman = lampiran::Pekerja{};
}

bool put(Draft& draft, const Column& column, std::string_view name, std::string value) {
  if (column.kind == ColumnKind::kbli) return put_all_kbli(draft, value);
  note_damage(column, value, draft.catatan);
  if (column.kind == ColumnKind::field_lain) {
    return put_field_lain(draft, name.substr(column.name.size()), std::move(value));
  }
  lampiran::Teks& teks = column.teks(draft);
  if (teks) return false;
  teks = std::move(value);
  return true;
}

void put_kbli(Draft& draft, std::string code) {
  std::get<lampiran::BadanUsaha>(draft.rekaman).kbli.emplace_back();
  put_kbli_code(draft, std::move(code));
}

void put_kbli_code(Draft& draft, std::string code) {
  note_damage(kbli_column(), code, draft.catatan);
  std::get<lampiran::BadanUsaha>(draft.rekaman).kbli.back().kode = std::move(code);
}

std::optional<lampiran::KunciBadanUsaha> kunci_of(const Draft& draft) {
  if (draft.kunci == lampiran::KunciBadanUsaha{}) return std::nullopt;
  return draft.kunci;
}

lampiran::Rekaman no_records(Bagian bagian) {
  if (bagian == Bagian::pimpinan) return std::vector<lampiran::Pimpinan>{};
  if (bagian == Bagian::pekerja) return std::vector<lampiran::Pekerja>{};
  return std::vector<lampiran::BadanUsaha>{};
}

std::size_t append(Batch& batch, Draft&& draft, Origin origin) {
  origin.kunci = kunci_of(draft);
  origin.catatan = std::move(draft.catatan);
  if (auto* pimpinan = std::get_if<lampiran::Pimpinan>(&draft.rekaman)) pimpinan->badan_usaha = origin.kunci;
  std::visit(
      [&batch](auto&& record) {
        using Record = std::decay_t<decltype(record)>;
        std::get<std::vector<Record>>(batch.records).push_back(std::forward<decltype(record)>(record));
      },
      std::move(draft.rekaman));
  std::size_t bytes = 0;
  for (const std::string& part : origin.raw) bytes += part.size();
  batch.origins.push_back(std::move(origin));
  return bytes;
}

}  // namespace jembatan::office
