#pragma once
// The sample companies as records. For tests.

#include <nlohmann/json.hpp>
#include <string>

#include "lampiran/records.h"

namespace jembatan::lampiran::testing {

inline void take(const nlohmann::json& from, Teks& value) {
  value = from.get<std::string>();
}
inline void take(const nlohmann::json& from, std::vector<Kbli>& value) {
  for (const auto& kode : from) value.push_back({kode.get<std::string>(), {}});
}
inline void take(const nlohmann::json& from, std::optional<Koordinat>& value) {
  value = Koordinat{from.at("lintang").get<std::string>(), from.at("bujur").get<std::string>()};
}
inline void take(const nlohmann::json& from, std::vector<FieldLain>& value) {
  for (const auto& [nama, nilai] : from.items()) value.push_back({nama, nilai.get<std::string>()});
}

/// Every element that the section has; others ("id") are passed over.
template <class Record>
Record read_record(const nlohmann::json& from, Bagian bagian) {
  Record record;
  for (const auto& [key, value] : from.items()) {
    const std::size_t row = find_row(bagian, key);
    if (row == kButir.size()) continue;
    with_value(record, kButir[row], [&, &json = value](auto& slot) { take(json, slot); });
  }
  return record;
}

inline KunciBadanUsaha key_of(const BadanUsaha& company) {
  return {company.npwp, company.nib, company.tdp, "CONTOH-1"};
}

/// Everything found about a sample company, its leaders and workers.
inline Codes judge_company(const nlohmann::json& company, const Aturan& law) {
  const Pihak pemberi = company.at("pengirim") == "KESATU" ? Pihak::kesatu : Pihak::kedua;
  std::vector badan_usaha{read_record<BadanUsaha>(company.at("badanUsaha"), Bagian::badan_usaha)};
  std::vector pimpinan{read_record<Pimpinan>(company.at("pimpinan"), Bagian::pimpinan)};
  pimpinan[0].badan_usaha = KunciBadanUsaha{{}, {}, {}, "CONTOH-1"};
  std::vector<Pekerja> pekerja;
  for (const auto& one : company.at("pekerja")) pekerja.push_back(read_record<Pekerja>(one, Bagian::pekerja));

  Codes found;
  const auto add = [&](const Putusan& putusan) {
    for (const HasilRekaman& hasil : putusan.hasil) found.merge(codes(hasil));
  };
  add(judge_many(badan_usaha, pemberi, law));
  add(judge_many(pimpinan, pemberi, law));
  add(judge_many(pekerja, pemberi, law));
  return found;
}

/// A list of expected findings, as the samples write them.
inline Codes expected(const nlohmann::json& list) {
  Codes all;
  for (const auto& one : list) {
    all.insert(one.at("kode").get<std::string>() + (one.at("tingkat") == "KESALAHAN" ? "!" : ""));
  }
  return all;
}

/// JSON Patch, with /pekerja/<id> for the worker of that id.
inline nlohmann::json patched(nlohmann::json company, nlohmann::json patch) {
  for (auto& step : patch) {
    auto path = step.at("path").get<std::string>();
    const std::string workers = "/pekerja/";
    if (path.starts_with(workers)) {
      const auto end = std::min(path.find('/', workers.size()), path.size());
      const std::string id = path.substr(workers.size(), end - workers.size());
      std::size_t at = 0;
      while (company.at("pekerja").at(at).at("id") != id) ++at;
      path = workers + std::to_string(at) + path.substr(end);
    }
    const nlohmann::json::json_pointer pointer(path);
    step["path"] = path;
    if (step.at("op") == "replace" && !company.contains(pointer)) step["op"] = "add";
  }
  return company.patch(patch);
}

}  // namespace jembatan::lampiran::testing
