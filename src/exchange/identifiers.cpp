#include "exchange/identifiers.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "base/text.h"
#include "lampiran/pengenal.h"

namespace jembatan::exchange {

namespace {

using lampiran::JenisPengenal;
using lampiran::KunciBadanUsaha;
using lampiran::Teks;
using Texts = std::vector<std::string>;
using Identifiers = std::vector<base::Personal<std::string>>;

Identifiers closed(const Texts& texts) {
  return {texts.begin(), texts.end()};
}

Texts each_once(Texts texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

std::string text_of(const lampiran::Pengenal& pengenal) {
  return std::string(lampiran::name(pengenal.jenis)) + ":" + pengenal.nilai;
}

/// A company's own code and its name identify it to its party only: nobody searches by them.
bool is_searched_by(JenisPengenal jenis) {
  return jenis == JenisPengenal::npwp || jenis == JenisPengenal::nib || jenis == JenisPengenal::tdp;
}

std::optional<std::string> jkn_of(std::string_view nomor) {
  auto text = base::normalised(nomor);
  if (!text || text->empty()) return std::nullopt;
  return "jkn:" + *text;
}

void add_nik(const Teks& nik, Texts& texts) {
  if (nik && !nik->empty()) texts.push_back(lampiran::kunci_of_nik(*nik));
}

template <class Keyed>
void add_pengenal(const Keyed& keyed, Texts& texts) {
  for (const lampiran::Pengenal& one : lampiran::pengenal_of(keyed)) {
    if (is_searched_by(one.jenis)) texts.push_back(text_of(one));
  }
}

void add(const lampiran::BadanUsaha& record, Texts& texts) {
  add_pengenal(record, texts);
}
void add(const lampiran::Pimpinan& record, Texts& texts) {
  if (record.badan_usaha) add_pengenal(*record.badan_usaha, texts);
}
void add(const lampiran::Pekerja& record, Texts& texts) {
  add_nik(record.nik, texts);
  if (!record.nomor_kepesertaan_jkn) return;
  if (auto jkn = jkn_of(*record.nomor_kepesertaan_jkn)) texts.push_back(std::move(*jkn));
}

void add_records(const lampiran::Rekaman& rekaman, Texts& texts) {
  std::visit(
      [&texts](const auto& records) {
        for (const auto& record : records) add(record, texts);
      },
      rekaman);
}

template <class Keyed>
void add_company(const Keyed& keyed, Texts& texts) {
  for (const lampiran::Pengenal& one : lampiran::pengenal_of(keyed)) texts.push_back(text_of(one));
}

}  // namespace

Identifiers identifiers_of(const soap::Request& request) {
  Texts texts;
  if (request.kunci) add_pengenal(*request.kunci, texts);
  add_nik(request.nik, texts);
  add_records(request.rekaman, texts);
  return closed(each_once(std::move(texts)));
}

Identifiers identifiers_of(const soap::Response& response) {
  Texts texts;
  add_records(response.rekaman, texts);
  return closed(each_once(std::move(texts)));
}

Texts companies_of(const soap::Request& request) {
  Texts texts;
  if (request.kunci) add_company(*request.kunci, texts);
  if (const auto* companies = std::get_if<std::vector<lampiran::BadanUsaha>>(&request.rekaman)) {
    for (const auto& company : *companies) add_company(company, texts);
  } else if (const auto* officers = std::get_if<std::vector<lampiran::Pimpinan>>(&request.rekaman)) {
    for (const auto& officer : *officers) {
      if (officer.badan_usaha) add_company(*officer.badan_usaha, texts);
    }
  }
  return each_once(std::move(texts));
}

std::optional<base::Personal<std::string>> identifier(std::string_view kind, std::string_view text) {
  const std::string value(text);
  KunciBadanUsaha kunci;
  if (kind == "nik") {
    const std::string nik = lampiran::kunci_of_nik(text);
    constexpr std::size_t digits = 16;
    return std::count_if(nik.begin(), nik.end(), [](char c) { return c >= '0' && c <= '9'; }) == digits
               ? std::optional<base::Personal<std::string>>(nik)
               : std::nullopt;
  }
  if (kind == "jkn") return jkn_of(text);
  if (kind == "npwp") kunci.npwp = value;
  if (kind == "nib") kunci.nib = value;
  if (kind == "tdp") kunci.tdp = value;
  Texts texts;
  add_pengenal(kunci, texts);
  return texts.empty() ? std::nullopt : std::optional<base::Personal<std::string>>(std::move(texts.front()));
}

}  // namespace jembatan::exchange
