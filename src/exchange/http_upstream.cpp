#include "exchange/http_upstream.h"

#include "soap/codec.h"

namespace jembatan::exchange {

Delivery HttpUpstream::send(const Outgoing& outgoing) {
  const soap::Operasi& operasi = *outgoing.operasi;
  const std::string action = soap::soap_action(operasi);
  std::string content_type(soap::content_type(outgoing.version));
  const bool v12 = outgoing.version == soap::SoapVersion::v12;
  if (v12) content_type += "; action=\"" + action + "\"";

  auto answer = client_.post("/ws/" + std::string(lampiran::name(operasi.bagian)), content_type,
                             v12 ? std::string() : action, outgoing.bytes);
  if (answer) return Answered{answer->status, std::move(answer->content_type), std::move(answer->body)};
  http::Failure& failure = answer.error();
  const base::SafeText reason =
      base::vouched(failure.reason, base::Origin::program);  // none of it is the party's
  if (failure.body_started) return InDoubt{reason, std::move(failure.first_bytes)};
  return NotSent{reason};
}

}  // namespace jembatan::exchange
