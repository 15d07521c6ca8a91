#include "sandbox/entrance.h"

#include <utility>

#include "exchange/doorway.h"
#include "exchange/faults.h"
#include "sandbox/broken_answers.h"

namespace jembatan::sandbox {

namespace {

http::Response response_of(Told told) {
  http::Response response;
  response.status = told.http_status;
  response.content_type = soap::content_type(told.version);
  response.body = std::move(told.body);
  return response;
}

soap::Fault fault_on_demand(const FaultSpec& spec) {
  const bool refuses = spec.kind == FaultKind::refuse;
  return exchange::make_fault(refuses ? soap::Kode::pihak_lawan_tidak_tersedia : spec.kode,
                              "Kesalahan atas permintaan.", "A fault on demand.");
}

}  // namespace

http::Response Entrance::handle(const http::Request& request) {
  if (request.method == "POST") return tell(request);
  const std::string base = exchange::url_of_host(request.host, request.secure);
  if (!base.empty()) return exchange::contract_document(request.target, base);
  http::Response response;
  response.status = 400;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "The Host header is not a host name.\n";
  return response;
}

http::Response Entrance::tell(const http::Request& request) {
  auto codec = codecs_.borrow();
  const std::string path = request.target.substr(0, request.target.find('?'));
  Message message = reception_.recognise({lampiran::lawan(party_), path, request.content_type,
                                          request.soap_action, request.body, request.peer, 0},
                                         *codec);
  const soap::Operasi* operasi = message ? message->request.operasi : nullptr;
  const Suffering suffering = faults_.take(operasi);
  wait(suffering.delay);

  if (suffering.fault) {
    if (const auto damage = wire_damage(*suffering.fault)) board_.post(request.peer, *damage);
    if (instead_of_work(suffering.fault->kind)) return unheard(*suffering.fault, message, *codec);
  }
  Told told = reception_.tell(std::move(message), request.body, *codec);
  const soap::SoapVersion version = told.version;
  http::Response response = response_of(std::move(told));
  if (!suffering.fault) return response;
  return damaged(std::move(response), suffering.fault->kind, operasi, version, *codec);
}

http::Response Entrance::unheard(const FaultSpec& fault, const Message& message, soap::Codec& codec) {
  switch (fault.kind) {
    case FaultKind::refuse:
    case FaultKind::fault: {
      http::Response response = response_of(reception_.refuse(message, fault_on_demand(fault), codec));
      if (fault.kind == FaultKind::refuse) response.headers.emplace_back("Retry-After", "30");
      return response;
    }
    default:  // where the front has been told, this never arrives
      return facts_of(fault.kind).on_the_wire ? http::Response{} : without_soap(fault);
  }
}

void Entrance::wait(std::chrono::milliseconds time) {
  if (time.count() == 0) return;
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, time, [this] { return stopping_; });
}

void Entrance::stop_waiting() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
}

}  // namespace jembatan::sandbox
