#include "http/outgoing.h"

#include <algorithm>
#include <boost/beast/http/status.hpp>
#include <stdexcept>
#include <utility>

namespace jembatan::http {
namespace {

std::string status_text(unsigned status) {
  const auto reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
  return std::to_string(status) + ' ' + std::string(reason.data(), reason.size());
}

void add_field(std::string& head, std::string_view name, std::string_view value) {
  const auto control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
  if (std::any_of(name.begin(), name.end(), control) || std::any_of(value.begin(), value.end(), control)) {
    throw std::invalid_argument("control character in a header of an answer");
  }
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

Outgoing make_outgoing(Response response, bool to_head) {
  Outgoing outgoing;
  outgoing.head.reserve(256);
  outgoing.head.append("HTTP/1.1 ").append(status_text(response.status)).append("\r\nServer: jembatan\r\n");
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) {
    if (!response.content_type.empty()) add_field(outgoing.head, "Content-Type", response.content_type);
    add_field(outgoing.head, "Content-Length", std::to_string(response.body.size()));
  }
  for (const auto& [name, value] : response.headers) add_field(outgoing.head, name, value);
  if (!to_head && !bodiless) outgoing.body = std::move(response.body);
  return outgoing;
}

Response refusal(unsigned status, std::string_view reason) {
  Response response{status, "text/plain; charset=utf-8", status_text(status), {}};
  response.body.append(": ").append(reason).append("\n");
  if (status == 405) response.headers.emplace_back("Allow", "GET, HEAD, POST");
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace jembatan::http
