#include "soap/fault_reader.h"

#include <optional>
#include <string_view>

#include "soap/transfer.h"

namespace jembatan::soap {
namespace {

/// What we read of a Fault. gSOAP's own reader stumbles over a second Reason text, so it is not used.
struct Received {
  bool must_understand = false;
  umum__Kesalahan* kesalahan = nullptr;  ///< the context's
};

bool is_must_understand(const char* code) {
  return code != nullptr && std::string_view(code).ends_with(":MustUnderstand");
}

/// Each of these stands before an element, and answers whether it could be read.
bool read_code11(EnvelopeIn& envelope, Received& received) {
  char* code = nullptr;
  if (soap_in__QName(envelope.context(), "faultcode", &code, nullptr) == nullptr) return false;
  received.must_understand = is_must_understand(code);
  return true;
}

bool read_code12(EnvelopeIn& envelope, Received& received) {
  SOAP_ENV__Code code;
  if (soap_in_SOAP_ENV__Code(envelope.context(), "SOAP-ENV:Code", &code, nullptr) == nullptr) return false;
  received.must_understand = is_must_understand(code.SOAP_ENV__Value);
  return true;
}

/// Reads the children of the element that was begun, then its end.
template <class ReadChild>
bool read_children(EnvelopeIn& envelope, const char* tag, ReadChild read_child) {
  ::soap* const context = envelope.context();
  if (context->body == 0) return true;
  while (soap_peek_element(context) == SOAP_OK) {
    if (!read_child()) return false;
  }
  if (context->error != SOAP_NO_TAG) return false;
  context->error = SOAP_OK;
  return soap_element_end_in(context, tag) == SOAP_OK;
}

bool read_detail(EnvelopeIn& envelope, const char* tag, Received& received) {
  ::soap* const context = envelope.context();
  if (soap_element_begin_in(context, tag, 0, nullptr)) return false;
  return read_children(envelope, tag, [&] {
    if (received.kesalahan != nullptr || !envelope.at("umum:Kesalahan")) return envelope.skip();
    received.kesalahan = soap_in_umum__Kesalahan(context, "umum:Kesalahan", nullptr, nullptr);
    return received.kesalahan != nullptr;
  });
}

bool read_fault(EnvelopeIn& envelope, Received& received) {
  if (soap_element_begin_in(envelope.context(), "SOAP-ENV:Fault", 0, nullptr)) return false;
  return read_children(envelope, "SOAP-ENV:Fault", [&] {
    if (envelope.at("faultcode")) return read_code11(envelope, received);
    if (envelope.at("SOAP-ENV:Code")) return read_code12(envelope, received);
    if (envelope.at("detail")) return read_detail(envelope, "detail", received);
    if (envelope.at("SOAP-ENV:Detail")) return read_detail(envelope, "SOAP-ENV:Detail", received);
    return envelope.skip();
  });
}

/// Nothing where a word or number in it is not the contract's.
std::optional<Fault> contract_fault(umum__Kesalahan& kesalahan) {
  Fault fault;
  const auto kode = kode_named(kesalahan.kode);
  if (!kode) return std::nullopt;
  fault.kode = *kode;
  fault.pesan = std::move(kesalahan.pesan);
  fault.pesan_inggris = std::move(kesalahan.pesanInggris);
  Take take;
  take(kesalahan.nomorPertukaran, fault.nomor_pertukaran);
  take(kesalahan.temuan, fault.temuan);
  if (!take.error().empty()) return std::nullopt;
  return fault;
}

}  // namespace

base::Result<Fault, std::string> take_fault(EnvelopeIn& envelope) {
  Received received;
  if (!read_fault(envelope, received)) return base::fail(envelope.error());
  std::optional<Fault> fault;
  if (received.kesalahan != nullptr) fault = contract_fault(*received.kesalahan);
  if (!fault) fault.emplace().kode = Kode::pihak_lawan_menolak;
  fault->must_understand = received.must_understand;
  return *std::move(fault);
}

}  // namespace jembatan::soap
