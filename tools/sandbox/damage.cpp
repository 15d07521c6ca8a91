#include "sandbox/damage.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace jembatan::sandbox {

namespace {

std::optional<soap::Response> decoded(const std::string& body, const soap::Operasi& operasi,
                                      soap::Codec& codec) {
  auto answer = codec.decode_response(body, operasi);
  if (!answer) return std::nullopt;
  auto* response = std::get_if<soap::Response>(&*answer);
  return response != nullptr ? std::optional(std::move(*response)) : std::nullopt;
}

/// An operation of the same section whose answer is another element; every one of it may be empty.
const soap::Operasi* another(const soap::Operasi& operasi) {
  const auto all = soap::semua_operasi();
  const auto other = std::find_if(all.begin(), all.end(), [&operasi](const soap::Operasi& one) {
    return one.bagian == operasi.bagian && one.nama != operasi.nama &&
           (one.jenis == soap::Jenis::ambil || one.jenis == soap::Jenis::pesan);
  });
  return &*other;
}

std::string other_answer(std::string body, const soap::Operasi& operasi, soap::SoapVersion version,
                         soap::Codec& codec) {
  const auto response = decoded(body, operasi, codec);
  if (!response) return body;
  soap::Response other;
  other.operasi = another(operasi);
  other.nomor_pertukaran = response->nomor_pertukaran;
  return codec.encode(other, version);
}

std::string one_verdict_less(std::string body, const soap::Operasi& operasi, soap::SoapVersion version,
                             soap::Codec& codec) {
  auto response = decoded(body, operasi, codec);
  if (!response || response->hasil.empty()) return body;
  response->hasil.pop_back();
  return codec.encode(*response, version);
}

}  // namespace

http::Response without_soap(const FaultSpec& spec) {
  http::Response response;
  if (spec.kind == FaultKind::html) {
    response.content_type = "text/html; charset=utf-8";
    response.body =
        "<!DOCTYPE html>\n<html><head><title>Pemeliharaan</title></head>"
        "<body><h1>Sistem sedang dalam pemeliharaan</h1></body></html>\n";
    return response;
  }
  response.status = spec.status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = "HTTP " + std::to_string(spec.status) + ", on demand.\n";
  return response;
}

http::Response damaged(http::Response response, FaultKind kind, const soap::Operasi* operasi,
                       soap::SoapVersion version, soap::Codec& codec) {
  switch (kind) {
    case FaultKind::wrong_type:
      response.content_type = "application/octet-stream";
      break;
    case FaultKind::empty:
      response.body.clear();
      break;
    case FaultKind::malformed:  // without its last end tag
      response.body.erase(std::min(response.body.rfind("</"), response.body.size()));
      break;
    case FaultKind::other_answer:
      if (operasi != nullptr) {
        response.body = other_answer(std::move(response.body), *operasi, version, codec);
      }
      break;
    case FaultKind::wrong_count:
      if (operasi != nullptr) {
        response.body = one_verdict_less(std::move(response.body), *operasi, version, codec);
      }
      break;
    default:
      break;
  }
  return response;
}

std::optional<WireDamage> wire_damage(FaultKind kind) {
  switch (kind) {
    case FaultKind::reset:
    case FaultKind::crash_after:
      return WireDamage::reset;
    case FaultKind::hang:
      return WireDamage::hang;
    case FaultKind::half:
      return WireDamage::half;
    default:
      return std::nullopt;
  }
}

}  // namespace jembatan::sandbox
