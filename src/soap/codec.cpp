#include "soap/codec.h"

#include <cassert>
#include <utility>

#include "soap/fault_reader.h"
#include "soap/fault_writer.h"
#include "soap/gsoap_handles.h"
#include "soap/stubs.h"

namespace jembatan::soap {

struct Codec::Context {
  Gsoap gsoap;
};

Codec::Codec() : context_(std::make_unique<Context>()) {}
Codec::~Codec() = default;
Codec::Codec(Codec&&) noexcept = default;
Codec& Codec::operator=(Codec&&) noexcept = default;

base::Result<Request, std::string> Codec::decode_request(std::string_view bytes,
                                                         std::string_view namespace_uri,
                                                         std::string_view element) {
  const auto bagian = bagian_of_namespace(namespace_uri);
  const Operasi* const operasi = bagian ? find_operasi(*bagian, element) : nullptr;
  if (operasi == nullptr) return base::fail(std::string("the contract has no such operation"));

  const Stub& stub = stub_of(*operasi);
  EnvelopeIn envelope(context_->gsoap, bytes, *bagian);
  if (!envelope.open()) return base::fail(envelope.error());
  auto request = stub.take_request(envelope, stub.request_tag);
  if (!request) return request;
  if (!envelope.close()) return base::fail(envelope.error());
  request->operasi = operasi;
  return request;
}

base::Result<std::variant<Response, Fault>, std::string> Codec::decode_response(std::string_view bytes,
                                                                                const Operasi& operasi) {
  const Stub& stub = stub_of(operasi);
  EnvelopeIn envelope(context_->gsoap, bytes, operasi.bagian);
  if (!envelope.open()) return base::fail(envelope.error());
  if (envelope.at("SOAP-ENV:Fault")) {
    auto fault = take_fault(envelope);
    if (!fault) return base::fail(std::move(fault.error()));
    if (!envelope.close()) return base::fail(envelope.error());
    return *std::move(fault);
  }
  auto response = stub.take_response(envelope, stub.response_tag);
  if (!response) return base::fail(std::move(response.error()));
  if (!envelope.close()) return base::fail(envelope.error());
  response->operasi = &operasi;
  return *std::move(response);
}

std::string Codec::encode(const Request& request, SoapVersion version) {
  assert(request.operasi != nullptr);
  const Stub& stub = stub_of(*request.operasi);
  return write_envelope(context_->gsoap, version, request.operasi->bagian, [&](::soap* context) {
    return stub.put_request(context, stub.request_tag, request);
  });
}

std::string Codec::encode(const Response& response, SoapVersion version) {
  assert(response.operasi != nullptr);
  const Stub& stub = stub_of(*response.operasi);
  return write_envelope(context_->gsoap, version, response.operasi->bagian, [&](::soap* context) {
    return stub.put_response(context, stub.response_tag, response);
  });
}

std::string Codec::encode(const Fault& fault, SoapVersion version) {
  return write_fault(fault, version);
}

std::string_view content_type(SoapVersion version) {
  return version == SoapVersion::v11 ? "text/xml; charset=utf-8" : "application/soap+xml; charset=utf-8";
}

std::string soap_action(const Operasi& operasi) {
  std::string action(namespace_of(operasi.bagian));
  return action.append("/").append(operasi.nama);
}

// SOAP 1.1, 6.2; SOAP 1.2 part 2, table 20: only Sender is 400.
unsigned http_status(const Fault& fault, SoapVersion version) {
  const bool sender = blames_sender(fault.kode) && !fault.must_understand;
  return version == SoapVersion::v12 && sender ? 400 : 500;
}

}  // namespace jembatan::soap
