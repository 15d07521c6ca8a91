#include "sandbox/damage.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "sandbox/broken_answers.h"

namespace jembatan::sandbox {

namespace {

std::optional<soap::Response> decoded(const std::string& body, const soap::Operasi& operasi,
                                      soap::Codec& codec) {
  auto answer = codec.decode_response(body, operasi);
  if (!answer) return std::nullopt;
  auto* response = std::get_if<soap::Response>(&*answer);
  return response != nullptr ? std::optional(std::move(*response)) : std::nullopt;
}

/// An operation of the same section whose answer is another element; every one of it may be empty.
const soap::Operasi* another(const soap::Operasi& operasi) {
  const auto all = soap::semua_operasi();
  const auto other = std::find_if(all.begin(), all.end(), [&operasi](const soap::Operasi& one) {
    return one.bagian == operasi.bagian && one.nama != operasi.nama &&
           (one.jenis == soap::Jenis::ambil || one.jenis == soap::Jenis::pesan);
  });
  return &*other;
}

std::string other_answer(std::string body, const soap::Operasi& operasi, soap::SoapVersion version,
                         soap::Codec& codec) {
  const auto response = decoded(body, operasi, codec);
  if (!response) return body;
  soap::Response other;
  other.operasi = another(operasi);
  other.nomor_pertukaran = response->nomor_pertukaran;
  return codec.encode(other, version);
}

/// The answer changed record by record.
template <class Change>
std::string changed(std::string body, const soap::Operasi& operasi, soap::SoapVersion version,
                    soap::Codec& codec, Change change) {
  auto response = decoded(body, operasi, codec);
  if (!response) return body;
  change(*response);
  return codec.encode(*response, version);
}

void hurt_verdicts(std::vector<lampiran::HasilRekaman>& hasil, FaultKind kind) {
  if (hasil.empty()) return;
  switch (kind) {
    case FaultKind::wrong_count:
      return hasil.pop_back();
    case FaultKind::one_more:
      hasil.push_back(hasil.back());
      ++hasil.back().urutan;
      return;
    case FaultKind::disordered:
      return std::reverse(hasil.begin(), hasil.end());
    default:
      for (auto& one : hasil) one.urutan = hasil.front().urutan;
  }
}

constexpr const char* foreign_nik = "3204056104909999";

lampiran::KunciBadanUsaha foreign_company() {
  lampiran::KunciBadanUsaha kunci;
  kunci.npwp = "01.999.999.1-999.000";
  kunci.nib = "9999999999999";
  return kunci;
}

/// One record, and it is somebody else's.
void give_foreign(soap::Response& response) {
  if (auto* pekerja = std::get_if<std::vector<lampiran::Pekerja>>(&response.rekaman)) {
    pekerja->resize(1);
    pekerja->front().nik = foreign_nik;
  } else if (auto* pimpinan = std::get_if<std::vector<lampiran::Pimpinan>>(&response.rekaman)) {
    pimpinan->resize(1);
    pimpinan->front().badan_usaha = foreign_company();
  } else if (auto* badan_usaha = std::get_if<std::vector<lampiran::BadanUsaha>>(&response.rekaman)) {
    badan_usaha->resize(1);
    badan_usaha->front().npwp = foreign_company().npwp;
    badan_usaha->front().nib = foreign_company().nib;
  }
}

void give_too_many(soap::Response& response) {
  constexpr std::size_t more_than_unless_told = 101;
  std::visit([](auto& records) { records.resize(more_than_unless_told); }, response.rekaman);
}

}  // namespace

http::Response damaged(http::Response response, FaultKind kind, const soap::Operasi* operasi,
                       soap::SoapVersion version, soap::Codec& codec) {
  if (operasi == nullptr) return broken(std::move(response), kind);
  const auto change = [&](auto how) {
    response.body = changed(std::move(response.body), *operasi, version, codec, how);
    return std::move(response);
  };
  switch (kind) {
    case FaultKind::other_answer:
      response.body = other_answer(std::move(response.body), *operasi, version, codec);
      return response;
    case FaultKind::wrong_count:
    case FaultKind::one_more:
    case FaultKind::doubled:
    case FaultKind::disordered:
      return change([kind](soap::Response& answer) { hurt_verdicts(answer.hasil, kind); });
    case FaultKind::other_number:
      return change([](soap::Response& answer) { answer.nomor_pertukaran = 999'999'999; });
    case FaultKind::foreign_record:
      return change(give_foreign);
    case FaultKind::too_many_records:
      return change(give_too_many);
    default:
      return broken(std::move(response), kind);
  }
}

std::optional<WireDamage> wire_damage(const FaultSpec& spec) {
  return facts_of(spec.kind).on_the_wire ? std::optional(WireDamage{spec.kind, spec.status}) : std::nullopt;
}

}  // namespace jembatan::sandbox
