// A request: what the guard accepts the codec reads, and what the judge then lets through is a message that
// the guard finds nothing wrong with and the codec reads as it was meant.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include "lampiran/judge.h"
#include "soap/codec.h"
#include "soap/samples.h"

namespace jembatan::soap {
namespace {

constexpr base::Date day{std::chrono::year{2026}, std::chrono::August, std::chrono::day{15}};

struct Tools {
  xml::SchemaSet schemas;
  lampiran::Aturan law;
  Codec codec;
};

/// Leaves the accepted records in the request.
void judge_for(lampiran::Pihak pemberi, const std::vector<xml::Violation>& violations, Request& request,
               const lampiran::Aturan& law) {
  std::vector<lampiran::NilaiSalah> nilai_salah;
  nilai_salah.reserve(violations.size());
  for (const auto& each : violations) nilai_salah.push_back({each.urutan, each.elemen});
  lampiran::Perkara perkara;
  perkara.pemberi = pemberi;
  perkara.tanggal = day;
  perkara.kunci = request.kunci ? &*request.kunci : nullptr;
  perkara.nilai_salah = &nilai_salah;
  const auto hasil = lampiran::judge(request.rekaman, law, perkara).hasil;
  std::size_t at = 0;
  std::visit(
      [&](auto& records) { std::erase_if(records, [&](const auto&) { return !hasil[at++].diterima; }); },
      request.rekaman);
}

void expect_sound(const Request& request, Tools& tools) {
  for (const auto version : {SoapVersion::v11, SoapVersion::v12}) {
    const std::string bytes = tools.codec.encode(request, version);
    const auto guarded = xml::guard(bytes, tools.schemas);
    if (!guarded || !guarded->violations.empty()) std::abort();
    const auto decoded = tools.codec.decode_request(bytes, guarded->namespace_uri, guarded->element);
    if (!decoded || !samples::same(request, *decoded)) std::abort();
  }
}

void read(std::string_view bytes) {
  static Tools tools;
  const auto guarded = xml::guard(bytes, tools.schemas);
  if (!guarded) return;
  const auto bagian = bagian_of_namespace(guarded->namespace_uri);
  if (!bagian || find_operasi(*bagian, guarded->element) == nullptr) return;

  const auto request = tools.codec.decode_request(bytes, guarded->namespace_uri, guarded->element);
  if (!request) std::abort();
  if (guarded->violations.empty()) expect_sound(*request, tools);
  if (!request->operasi->writes()) return;
  for (const auto pemberi : {lampiran::Pihak::kesatu, lampiran::Pihak::kedua}) {
    Request judged = *request;
    judge_for(pemberi, guarded->violations, judged, tools.law);
    if (lampiran::count(judged.rekaman) > 0) expect_sound(judged, tools);
  }
}

}  // namespace
}  // namespace jembatan::soap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  jembatan::soap::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
