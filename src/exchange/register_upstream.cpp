#include "exchange/register_upstream.h"

#include <string>
#include <utility>

#include "exchange/register_answers.h"

namespace jembatan::exchange {

namespace {

constexpr unsigned ok = 200;

soap::Request question_in(const Outgoing& outgoing, soap::Codec& codec) {
  const soap::Operasi& operasi = *outgoing.operasi;
  auto request = codec.decode_request(outgoing.bytes, soap::namespace_of(operasi.bagian), operasi.nama);
  if (!request)
    throw base::Broken("a message for the register cannot be read: " +
                       base::vouched(request.error(), base::Origin::program));
  return std::move(*request);
}

/// What came here has been judged, and what is sent is recorded by the gateway.
soap::Response accepted(const soap::Request& request) {
  soap::Response response;
  response.operasi = request.operasi;
  response.nomor_pertukaran = 1;
  response.status = soap::StatusKiriman::selesai;
  for (std::size_t i = 1; i <= lampiran::count(request.rekaman); ++i) response.hasil.push_back({i, true, {}});
  return response;
}

/// The register keeps no messages of its own: sending again does no harm.
soap::Response never_seen(const soap::Request& request) {
  soap::Response response;
  response.operasi = request.operasi;
  response.nomor_pertukaran = 1;
  return response;
}

Answered answered(const FromRegister& from, soap::SoapVersion version, soap::Codec& codec) {
  const auto* fault = std::get_if<soap::Fault>(&from.answer);
  return {fault != nullptr ? soap::http_status(*fault, version) : ok,
          std::string(soap::content_type(version)),
          fault != nullptr ? codec.encode(*fault, version)
                           : codec.encode(std::get<soap::Response>(from.answer), version)};
}

}  // namespace

Delivery RegisterUpstream::send(const Outgoing& outgoing) {
  auto codec = codecs_.borrow();
  const soap::Request request = question_in(outgoing, *codec);
  if (request.operasi->writes()) return answered({accepted(request)}, outgoing.version, *codec);
  if (request.operasi->jenis == soap::Jenis::pesan)
    return answered({never_seen(request)}, outgoing.version, *codec);
  return answered(answer_from_register(store_, pihak_, request), outgoing.version, *codec);
}

std::optional<Answered> RegisterUpstream::known(const Outgoing& outgoing) {
  auto codec = codecs_.borrow();
  const FromRegister from = answer_from_register(store_, pihak_, question_in(outgoing, *codec));
  if (!from.known) return std::nullopt;
  return answered(from, outgoing.version, *codec);
}

}  // namespace jembatan::exchange
