#include "office/send.h"

#include <algorithm>
#include <utility>

#include "base/uuid.h"

namespace jembatan::office {

namespace {

const soap::Operasi& operasi_for(soap::Jenis jenis, lampiran::Bagian bagian) {
  const auto all = soap::semua_operasi();
  return *std::find_if(all.begin(), all.end(), [&](const soap::Operasi& operasi) {
    return operasi.jenis == jenis && operasi.bagian == bagian;
  });
}

http::ClientOptions options_for(const std::string& url, std::shared_ptr<const http::ClientTls> tls) {
  http::ClientOptions options;
  options.url = url;
  options.total_time = std::chrono::seconds(120);
  options.tls = std::move(tls);
  options.may_resend = true;  // every message has its own idPesan
  return options;
}

}  // namespace

Portal::Portal(const std::string& url, std::shared_ptr<const http::ClientTls> tls,
               const xml::SchemaSet& schemas, const base::Clock& clock)
    : schemas_(schemas), clock_(clock), client_(options_for(url, std::move(tls))) {}

Sent Portal::send(soap::Jenis jenis, lampiran::Rekaman records,
                  std::optional<lampiran::KunciBadanUsaha> kunci) {
  soap::Request request;
  const lampiran::Bagian bagian = lampiran::bagian_of(records);
  request.operasi = &operasi_for(jenis, bagian);
  request.id_pesan = base::uuid_v7(clock_.wall());
  request.jumlah_data = lampiran::count(records);
  if (bagian == lampiran::Bagian::pekerja) {
    request.kunci = std::move(kunci).value_or(lampiran::KunciBadanUsaha{});
  }
  request.rekaman = std::move(records);

  auto answer =
      client_.post("/ws/" + std::string(lampiran::name(bagian)), soap::content_type(soap::SoapVersion::v11),
                   soap::soap_action(*request.operasi), codec_.encode(request, soap::SoapVersion::v11));
  if (!answer) return Unanswered{answer.error().reason};
  const auto guarded = xml::guard(answer->body, schemas_);
  if (!guarded) return Unanswered{"HTTP " + std::to_string(answer->status) + ", not a SOAP answer"};
  auto decoded = codec_.decode_response(answer->body, *request.operasi);
  if (!decoded) return Unanswered{"the answer cannot be read: " + decoded.error()};
  if (auto* fault = std::get_if<soap::Fault>(&*decoded)) return std::move(*fault);
  return std::get<soap::Response>(std::move(*decoded));
}

}  // namespace jembatan::office
