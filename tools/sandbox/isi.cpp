#include "sandbox/isi.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "base/result.h"
#include "lampiran/butir_table.h"

namespace jembatan::sandbox {

namespace {

using Json = nlohmann::ordered_json;
using lampiran::FieldLain;
using lampiran::Kbli;
using lampiran::Koordinat;
using lampiran::KunciBadanUsaha;
using lampiran::Teks;

constexpr const char* kunci_element = "badanUsaha";

/// Calls `use` with each element's name and its member of the record, in the annex's order.
template <class Record, class Use>
void each_element(Use&& use) {
  for (const lampiran::Butir& row : lampiran::butir()) {
    std::visit(
        [&](auto akses) {
          if constexpr (requires(Record record) { record.*akses; }) use(std::string(row.elemen), akses);
        },
        row.akses);
  }
}

void put(Json& json, const std::string& elemen, const Teks& value) {
  if (value) json[elemen] = *value;
}

void put(Json& json, const std::string& elemen, const std::vector<Kbli>& kbli) {
  for (const Kbli& one : kbli) {
    Json entry{{"kode", one.kode}};
    put(entry, "edisi", one.edisi);
    json[elemen].push_back(std::move(entry));
  }
}

void put(Json& json, const std::string& elemen, const std::vector<FieldLain>& fields) {
  for (const FieldLain& one : fields) json[elemen].push_back({{"nama", one.nama}, {"nilai", one.nilai}});
}

void put(Json& json, const std::string& elemen, const std::optional<Koordinat>& koordinat) {
  if (!koordinat) return;
  Json& entry = json[elemen] = Json::object();
  put(entry, "lintang", koordinat->lintang);
  put(entry, "bujur", koordinat->bujur);
}

void put(Json& json, const std::string& elemen, const std::optional<KunciBadanUsaha>& kunci) {
  if (!kunci) return;
  Json& entry = json[elemen] = Json::object();
  put(entry, "npwp", kunci->npwp);
  put(entry, "nib", kunci->nib);
  put(entry, "tdp", kunci->tdp);
  put(entry, "kodeBadanUsaha", kunci->kode_badan_usaha);
}

void take(const Json& json, const std::string& elemen, Teks& value) {
  if (json.contains(elemen)) value = json.at(elemen).get<std::string>();
}

void take(const Json& json, const std::string& elemen, std::vector<Kbli>& kbli) {
  if (!json.contains(elemen)) return;
  for (const Json& entry : json.at(elemen)) {
    kbli.push_back({entry.at("kode").get<std::string>(), {}});
    take(entry, "edisi", kbli.back().edisi);
  }
}

void take(const Json& json, const std::string& elemen, std::vector<FieldLain>& fields) {
  if (!json.contains(elemen)) return;
  for (const Json& entry : json.at(elemen)) {
    fields.push_back({entry.at("nama").get<std::string>(), entry.at("nilai").get<std::string>()});
  }
}

void take(const Json& json, const std::string& elemen, std::optional<Koordinat>& koordinat) {
  if (!json.contains(elemen)) return;
  koordinat.emplace();
  take(json.at(elemen), "lintang", koordinat->lintang);
  take(json.at(elemen), "bujur", koordinat->bujur);
}

void take(const Json& json, const std::string& elemen, std::optional<KunciBadanUsaha>& kunci) {
  if (!json.contains(elemen)) return;
  kunci.emplace();
  take(json.at(elemen), "npwp", kunci->npwp);
  take(json.at(elemen), "nib", kunci->nib);
  take(json.at(elemen), "tdp", kunci->tdp);
  take(json.at(elemen), "kodeBadanUsaha", kunci->kode_badan_usaha);
}

template <class Value>
void take_over(std::optional<Value>& kept, std::optional<Value> given) {
  if (given) kept = std::move(given);
}

void take_over(std::vector<Kbli>& kept, std::vector<Kbli> given) {
  if (!given.empty()) kept = std::move(given);
}

void take_over(std::vector<FieldLain>& kept, std::vector<FieldLain> given) {
  for (FieldLain& field : given) {
    const auto known = std::find_if(kept.begin(), kept.end(),
                                    [&field](const FieldLain& one) { return one.nama == field.nama; });
    if (known == kept.end()) {
      kept.push_back(std::move(field));
    } else {
      known->nilai = std::move(field.nilai);
    }
  }
}

template <class Record>
std::string write(const Record& record) {
  Json json = Json::object();
  if constexpr (requires { record.badan_usaha; }) put(json, kunci_element, record.badan_usaha);
  each_element<Record>([&](const std::string& elemen, auto akses) { put(json, elemen, record.*akses); });
  return json.dump();
}

template <class Record>
Record read(const std::string& isi) {
  try {
    const Json json = Json::parse(isi);
    Record record;
    if constexpr (requires { record.badan_usaha; }) take(json, kunci_element, record.badan_usaha);
    each_element<Record>([&](const std::string& elemen, auto akses) { take(json, elemen, record.*akses); });
    return record;
  } catch (const nlohmann::json::exception& error) {
    // Its text may quote the record.
    throw base::Broken(base::SafeText("a record in the data file is not what was written (JSON error ") +
                       error.id + "); restore a backup or name a new file with --data");
  }
}

template <class Record>
void join_elements(Record& kept, Record& given) {
  if constexpr (requires { kept.badan_usaha; }) take_over(kept.badan_usaha, std::move(given.badan_usaha));
  each_element<Record>(
      [&](const std::string& /*elemen*/, auto akses) { take_over(kept.*akses, std::move(given.*akses)); });
}

}  // namespace

std::string isi_of(const lampiran::BadanUsaha& record) {
  return write(record);
}
std::string isi_of(const lampiran::Pimpinan& record) {
  return write(record);
}
std::string isi_of(const lampiran::Pekerja& record) {
  return write(record);
}

template <>
lampiran::BadanUsaha record_of(const std::string& isi) {
  return read<lampiran::BadanUsaha>(isi);
}
template <>
lampiran::Pimpinan record_of(const std::string& isi) {
  return read<lampiran::Pimpinan>(isi);
}
template <>
lampiran::Pekerja record_of(const std::string& isi) {
  return read<lampiran::Pekerja>(isi);
}

void join(lampiran::BadanUsaha& kept, lampiran::BadanUsaha given) {
  join_elements(kept, given);
}
void join(lampiran::Pimpinan& kept, lampiran::Pimpinan given) {
  join_elements(kept, given);
}
void join(lampiran::Pekerja& kept, lampiran::Pekerja given) {
  join_elements(kept, given);
}

}  // namespace jembatan::sandbox
