#pragma once
// Makes an operation's Stub from its two generated classes. Internal to the
// room, for the sections' tables.

#include <cassert>
#include <string>
#include <type_traits>

#include "soap/stubs.h"
#include "soap/transfer.h"

namespace jembatan::soap {

/// Whether the request names a company, which its schema then demands.
template <class Element>
consteval bool has_kunci() {
  if constexpr (requires(Element element) { element.kunci; }) {
    return true;
  } else if constexpr (requires(Element element) { element.badanUsaha; }) {
    return std::is_same_v<decltype(Element::badanUsaha), umum__KunciBadanUsaha*>;
  } else {
    return false;
  }
}

template <class Element>
base::Result<Request, std::string> take_request(EnvelopeIn& envelope, const char* tag) {
  Element element;
  if (element.soap_in(envelope.context(), tag, nullptr) == nullptr) return base::fail(envelope.error());
  Request request;
  Take take;
  pair_request(element, request, take);
  if (!take.error().empty()) return base::fail(take.error());
  if (request.id_pesan.empty()) return base::fail(std::string("idPesan is missing"));
  if (has_kunci<Element>() && !request.kunci) return base::fail(std::string("the company key is missing"));
  return request;
}

template <class Element>
base::Result<Response, std::string> take_response(EnvelopeIn& envelope, const char* tag) {
  Element element;
  if (element.soap_in(envelope.context(), tag, nullptr) == nullptr) return base::fail(envelope.error());
  Response response;
  Take take;
  pair_response(element, response, take);
  if (!take.error().empty()) return base::fail(take.error());
  return response;
}

template <class Element>
int put_request(::soap* context, const char* tag, const Request& request) {
  assert((!has_kunci<Element>() || request.kunci) && "this request names a company");
  Element element;
  Put put;
  pair_request(element, request, put);
  return element.soap_out(context, tag, -1, nullptr);
}

template <class Element>
int put_response(::soap* context, const char* tag, const Response& response) {
  Element element;
  Put put;
  pair_response(element, response, put);
  return element.soap_out(context, tag, -1, nullptr);
}

template <class RequestElement, class ResponseElement>
constexpr Stub stub(const char* request_tag, const char* response_tag) {
  return {request_tag,
          response_tag,
          take_request<RequestElement>,
          take_response<ResponseElement>,
          put_request<RequestElement>,
          put_response<ResponseElement>};
}

}  // namespace jembatan::soap
