#include "office/send.h"

#include <algorithm>
#include <thread>
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

http::ClientOptions options_for(const std::string& url, std::shared_ptr<const http::ClientTls> tls,
                                const Signing& signing) {
  http::ClientOptions options;
  options.url = url;
  options.total_time = std::chrono::seconds(120);
  options.tls = std::move(tls);
  options.second_factor = signing.factor;
  options.may_resend = true;  // every message has its own idPesan
  return options;
}

}  // namespace

Portal::Portal(const std::string& url, std::shared_ptr<const http::ClientTls> tls, const Signing& signing,
               const xml::SchemaSet& schemas, const base::Clock& clock)
    : one_a_second_(signing.factor && signing.once),
      schemas_(schemas),
      clock_(clock),
      client_(options_for(url, std::move(tls), signing)) {}

/// The message before has been answered, so it was signed for this second or an earlier one.
void Portal::await_fresh_second() {
  constexpr std::chrono::milliseconds well_within{5};  // clocks and sleeping are not exact
  if (signed_before_) {
    const base::WallTime now = clock_.wall();
    std::this_thread::sleep_for(std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(1) +
                                well_within - now);
  }
  signed_before_ = true;
}

Sent Portal::send(soap::Jenis jenis, lampiran::Rekaman records,
                  std::optional<lampiran::KunciBadanUsaha> kunci, std::string id_pesan) {
  soap::Request request;
  const lampiran::Bagian bagian = lampiran::bagian_of(records);
  request.operasi = &operasi_for(jenis, bagian);
  request.id_pesan = id_pesan.empty() ? base::uuid_v7(clock_.wall()) : std::move(id_pesan);
  request.jumlah_data = lampiran::count(records);
  if (bagian == lampiran::Bagian::pekerja) {
    request.kunci = std::move(kunci).value_or(lampiran::KunciBadanUsaha{});
  }
  request.rekaman = std::move(records);

  if (one_a_second_) await_fresh_second();
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
