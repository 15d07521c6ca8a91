#include "exchange/doorway.h"

#include <algorithm>
#include <cctype>

#include "xml/documents.h"

namespace jembatan::exchange {

namespace {

struct Target {
  std::string path, query;
};

Target split(std::string_view target) {
  const std::size_t mark = target.find('?');
  if (mark == std::string_view::npos) return {std::string(target), {}};
  return {std::string(target.substr(0, mark)), std::string(target.substr(mark + 1))};
}

http::Response text(unsigned status, std::string body) {
  http::Response response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(body);
  return response;
}

http::Response document(std::string body) {
  http::Response response;
  response.content_type = "text/xml; charset=utf-8";
  response.body = std::move(body);
  return response;
}

bool asks_for_wsdl(std::string_view query) {
  constexpr std::string_view wanted = "wsdl";
  return query.size() == wanted.size() &&
         std::equal(query.begin(), query.end(), wanted.begin(), [](char letter, char expected) {
           return std::tolower(static_cast<unsigned char>(letter)) == expected;
         });
}

soap::Kode kode_for(unsigned status) {
  switch (status) {
    case 413:
    case 431:
    case 408:
    case 503:
      return soap::Kode::batas_terlampaui;
    default:
      return soap::Kode::pesan_tidak_sah;
  }
}

}  // namespace

std::string url_of_host(std::string_view host, bool secure) {
  const bool plain =
      !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
      });
  return plain ? (secure ? "https://" : "http://") + std::string(host) : std::string();
}

http::Response contract_document(std::string_view target, const std::string& base_url) {
  const Target asked = split(target);
  if (const auto bagian = bagian_of_path(asked.path)) {
    if (!asks_for_wsdl(asked.query)) {
      return text(404, "This is a SOAP service: POST a message, or GET ?wsdl.\n");
    }
    return document(xml::wsdl_for(lampiran::name(*bagian), base_url));
  }
  constexpr std::string_view schemas = "/schemas/";
  if (asked.query.empty() && asked.path.substr(0, schemas.size()) == schemas) {
    const xml::Document* schema = xml::document_named(asked.path.substr(schemas.size()));
    if (schema != nullptr && schema->name.ends_with(".xsd")) return document(std::string(schema->text));
  }
  return text(
      404, "Not found. The services are /ws/badan-usaha, /ws/pimpinan and /ws/pekerja; GET ?wsdl on each.\n");
}

http::Response Doorway::handle(const http::Request& request) {
  if (request.method == "POST") return tell(request, split(request.target).path);
  std::string base = public_url_.empty() ? url_of_host(request.host, request.secure) : public_url_;
  if (base.empty()) return text(400, "The Host header is not a host name.\n");
  return contract_document(request.target, base);
}

http::Response Doorway::tell(const http::Request& request, const std::string& path) {
  const Reply reply = gateway_.handle({pihak_, path, request.content_type, request.soap_action, request.body,
                                       request.peer, 0, request.stranger});
  if (!request.stranger.empty()) metrics_.refused(reply.http_status, request.stranger);
  http::Response response;
  response.status = reply.http_status;
  response.content_type = reply.content_type;
  response.body = reply.body;
  if (reply.retry_after_seconds != 0) {
    response.headers.emplace_back("Retry-After", std::to_string(reply.retry_after_seconds));
  }
  return response;
}

void Doorway::refused(const http::Refused& refused) {
  metrics_.refused(refused.status, refused.reason);
  summarise();
  const bool in_handshake = refused.status == 0;
  const RefusalTally::Kind kind{
      address_of(refused.peer), in_handshake ? soap::Kode::pihak_tidak_dikenal : kode_for(refused.status),
      (in_handshake ? "" : "HTTP " + std::to_string(refused.status) + ": ") + refused.reason};
  const auto how = tally_.add(kind, refused.body.size(), gateway_.surroundings().clock.steady());
  if (how == RefusalTally::How::counted) return;
  const std::string shown = refused.subject.empty() ? "" : "; certificate " + refused.subject;
  const bool whole = how == RefusalTally::How::whole;
  gateway_.record_refused(
      {pihak_, split(refused.target).path, "", "", whole ? refused.body : "", refused.peer, 0}, kind.kode,
      kind.reason + shown + (whole ? "" : "; its body is not kept, too many came in this minute"));
}

void Doorway::summarise(bool all) {
  for (const auto& [kind, count] : tally_.take(gateway_.surroundings().clock.steady(), all)) {
    gateway_.record_refused({pihak_, "", "", "", "", kind.address, 0}, kind.kode,
                            kind.reason + "; " + std::to_string(count) +
                                " more of this address within a minute, in this one entry");
  }
}

}  // namespace jembatan::exchange
